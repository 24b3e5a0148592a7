# The rota and shifts, for workers and holders: who is here when, resting, having to stop, whom to call.
# Plain words, short sentences, calm. Nothing here is about a student.

## The rota

rota-tab = Rota
rota-title = Who is here when
rota-lead = Times are those of { $zone }.
rota-none = Nobody is on the rota in the next seven days.
rota-today = Today, { $date }
rota-shift = { $from } to { $to }
rota-gap = Nobody, though somebody should be here
rota-mine = you
rota-unknown = somebody who is not on the team's list
rota-show = Show
rota-show-all = Everyone
rota-show-own = My shifts
rota-weekly = Every week
rota-days = Single days
rota-days-none = No day differs from the weekly shifts.
rota-hours = When somebody should be here
rota-hours-why = Within these hours the rota shows gaps. Outside them nobody is expected.
rota-hours-none = No hours are set, so no gaps are shown.
rota-weekly-none = Nobody has a weekly shift yet.
rota-away = away all day
rota-also = here { $from } to { $to }
rota-edit = Change the rota
rota-save = Save the rota
rota-discard = Discard the changes
rota-add = Add
rota-remove = Remove
rota-who = Who
rota-weekday = Day of the week
rota-day = Day
rota-from = From
rota-to = To
rota-to-hint = An end that is not after the start is on the next day.
rota-kind = What differs
rota-kind-away = Away that day
rota-kind-here = Here at another time
rota-no-workers = There is no certified worker on the team's list yet.
rota-unsaved = Not saved yet.
rota-lead-only = The coordinator keeps the rota.
rota-server-word = The service reads the rota, so that students who wait can be told when somebody is next here. They are told times, and no names.
rota-trouble-offline = No connection right now. Your changes are still here.
rota-trouble-changed = Somebody else changed the rota meanwhile. What they saved is shown now; your changes are kept until you save or discard them.
rota-trouble-failed = That did not work. Your changes are still here.

## Now

rota-now-title = On shift
rota-now-on = Here now
rota-now-nobody = Nobody is on shift now.
rota-now-until = { $name }, until { $time }
rota-now-next = Next: { $name }, { $time }
rota-now-next-none = Nobody is on the rota for the rest of the seven days.
rota-now-gaps = { $count ->
        [one] One gap in the next seven days
       *[other] { $count } gaps in the next seven days
    }
rota-now-gap = { $from } to { $to }
rota-now-away = Resting
rota-now-resting = { $name } rests until { $time }
rota-now-stopped = { $name } had to stop. They say themselves when they are back. Ask how they are.
rota-now-open = Open the rota

## The pause

pause-until = Until when (you can leave this empty)
pause-until-hint = With a time the pause ends by itself, and students are told when they can write to us again.
pause-past = That time is over already.
pause-ends = The pause ends by itself: { $time }.

## My shift

shift-tab = My shift
shift-title = My shift
shift-on = You are on shift until { $time }.
shift-next = Your next shift: { $time }.
shift-no-next = You have no shift in the next seven days.
shift-rota-open = Rota
shift-limit = Conversations at once
shift-limit-why = Choose what you can do well. Up to { $most } are possible.
shift-load = You have { $open ->
        [0] no conversation
        [one] one conversation
       *[other] { $open } conversations
    }, those you are reading included, and chose { $limit ->
        [one] one
       *[other] { $limit }
    } at most.
shift-full = You have as many conversations as you chose. You can change that under My shift, or let others take this one.
shift-resting-queue = You take nothing new at the moment. You can change that under My shift.

shift-rest-title = Rest
shift-rest-why = Take nothing new for a while. Nobody asks why; the coordinator sees only until when. Your open conversations go on.
shift-rest-until = Until
shift-rest = Rest until then
shift-resting = You rest until { $time }. Nothing new comes to you.
shift-rest-past = Choose a time ahead, within 60 days.
shift-back = I'm back

shift-end-title = My shift ends
shift-end-why = Tell the students in your open conversations when you are back. It is an ordinary message from you, sealed on this device.
shift-end = My shift ends
shift-end-back = Back here (you can leave this empty)
shift-end-rooms = To whom
shift-end-text = Message
shift-end-send = Send
shift-end-none = You have no open conversation, so there is nobody to tell.
shift-end-message = My shift ends now. I'm back here { $time } and will read then what you write. You can write at any time. If it gets hard before then, “Who to call” is at the top of this page.
shift-end-message-open = My shift ends now. I can't say yet when I'm back. You can write at any time. If it gets hard before then, “Who to call” is at the top of this page.
shift-said = { $count ->
        [0] Nobody had to be told.
        [one] One conversation was told.
       *[other] { $count } conversations were told.
    }
shift-said-not = This did not go out in: { $names }. Write it there yourself when you can.

shift-stop = I need to stop
shift-stop-why = One tap: nothing new comes to you, requests that you are reading go back, your students are told kindly, and the coordinator is told that you had to stop. Nobody is told why.
shift-stop-message = I have to stop for today, and it is not because of anything you wrote. I don't know yet when I can write again; what you wrote is safe. If you need somebody before then, “Who to call” is at the top of this page, and “I need more help than this”, under “More”, reaches the team.
shift-stopped-title = You have stopped
shift-stopped = Nothing new comes to you until you say that you are back. The coordinator is told, not why. You did the right thing.
shift-stopped-call = Talk to somebody if you can.

shift-silent = { $days ->
        [one] They have written nothing for one day.
       *[other] They have written nothing for { $days } days.
    } They were told once in the chat that there is an update. You can end it with a kind word: they keep what was said, and can write to us again whenever they like.
shift-silent-end = End it with a kind word
shift-silent-text = Last message
shift-silent-message = I haven't heard from you for a while, and that is all right. I'm ending our conversation here so that it doesn't hang over you. What you wrote stays yours, and you can write to us again whenever you like, about this or anything else. I'm glad you wrote.
shift-silent-unsent = The message has not gone out yet, so nothing was ended. Try again when there is a connection.

shift-heavy = That was heavy: nothing new for me until
shift-heavy-why = Only the time is kept, not which conversation.

shift-trouble-offline = No connection right now. That has not reached the service yet.
shift-trouble-failed = That did not work. Please try again.

## On call

oncall-open = On call
oncall-title = Someone for you, now
oncall-none = Nobody has entered an on-call contact yet. Ask the coordinator to have one set.
oncall-call = Call { $name }
