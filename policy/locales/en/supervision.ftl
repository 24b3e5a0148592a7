# What workers, supervisors and the consultant read about supervision notes. Plain words, short sentences, calm.

## Themes to choose from, at most 40 characters each

supervision-theme-study = Study and exams
supervision-theme-home = Home and housing
supervision-theme-family = Family
supervision-theme-relationships = Friends and relationships
supervision-theme-alone = Being alone
supervision-theme-health = Health and sleep
supervision-theme-money = Money and work
supervision-theme-hurt = Violence or abuse
supervision-theme-worry = Worry about safety
supervision-theme-limits = My own limits
supervision-theme-other = Something else

## Writing a note

supervision-note = Note for supervision
supervision-note-about = About { $name }
supervision-note-lead = Supervision helps you with your work. Write as it comes: names are taken out on this device before anything leaves it.
supervision-note-concern = If somebody is in danger, do not wait for supervision.
supervision-note-theme = What is it about?
supervision-note-theme-none = Choose one
supervision-note-own-theme = In your own words
supervision-note-own-theme-hint = At most 40 characters
supervision-note-happened = What happened
supervision-note-wish = What I want from supervision
supervision-note-own = How I am
supervision-note-own-hint = You count, too.
supervision-note-check = Look for names
supervision-note-send = Lock and send
supervision-note-back = Change what I wrote
supervision-note-sending = Locking and sending
supervision-note-again = Send again
supervision-note-later = Not now
supervision-fault-theme = Please choose what it is about.
supervision-fault-own-theme = Please say what it is about, in at most 40 characters.
supervision-fault-theme-long = With names replaced, what it is about is longer than 40 characters. Please shorten it.
supervision-fault-empty = Please write something in at least one of the three.
supervision-fault-long = That is too long by { $over } characters.
supervision-fault-joined = Something that was marked runs from one box into the next. Please change it a little and look again. Nothing was sent.
supervision-trouble-later = No connection. Nothing is lost; send again when you are back.
supervision-trouble-unchecked = This device could not check the team right now, so nothing was sent.
supervision-trouble-full = You have written very many notes this week. Please talk to the coordinator. Nothing was sent.
supervision-trouble-took-back = They do not want this talked about in supervision any more. Nothing was sent.
supervision-trouble-failed = That did not work. Nothing was sent, and nothing is lost.
supervision-sent-title = Sent
supervision-sent = Supervision knows it as
supervision-sent-why = These words stand for the conversation until the term ends. Use them when you talk about it: nobody can tell from them who it is.
supervision-sent-done = Done

## After a conversation

supervision-offer-title = A conversation is no longer listed as yours
supervision-took-back = { $name }: they do not want this talked about in supervision, so no note is written. If somebody may be seriously harmed, you can still raise a concern.
supervision-offer = Would you like to write a note for supervision about { $name }? You can leave it. If something in it worries you, raise a concern.
supervision-offer-write = Write a note
supervision-offer-leave = Leave it
supervision-offer-leave-title = Leave it?
supervision-offer-leave-gone = What you began to write is gone, and no note can be written about this conversation any more, and no concern raised.
supervision-offer-leave-yes = Yes, leave it

## My notes

supervision-mine = Notes
supervision-mine-title = My notes
supervision-mine-lead = What you sent can't be opened again here: only supervision can.
supervision-mine-empty = You have written no note yet. You can write one from a room, under More.
supervision-mine-week = Week of { $date }
supervision-mine-new = Sent
supervision-mine-review = Being looked at
supervision-mine-discussed = Talked about
supervision-mine-closed = Closed
supervision-reply-by = { $role }: { $name }
supervision-reply-broken = An answer came that could not be opened or checked. Ask the coordinator in person.

## The queue

supervision-tab = Supervision
supervision-title = Supervision
supervision-empty = There are no notes yet.
supervision-none = No notes in this view.
supervision-group = Group by
supervision-group-theme = Theme
supervision-group-name = Name
supervision-filter = Show
supervision-filter-open = Not closed
supervision-filter-all = All
supervision-state-new = New
supervision-state-review = In review
supervision-state-discussed = Discussed
supervision-state-closed = Closed
supervision-filter-count = { $what } ({ $count })
supervision-on-agenda = On the agenda
supervision-term = { $part ->
        [1] January to April { $year }
        [2] May to August { $year }
       *[other] September to December { $year }
    }
supervision-by = Written by { $name }
supervision-uncertain = Not certain who wrote this
supervision-broken = This note does not fit together, so nothing of it is shown.
supervision-broken-why = It could not be opened or checked on this device. If that goes on, tell the team in person.
supervision-nothing = Nothing written here
supervision-take = Take into review
supervision-discuss = Discussed
supervision-close = Close
supervision-reopen = Back into review
supervision-agenda-on = Put on the agenda
supervision-agenda-off = Take off the agenda
supervision-changed = Somebody else changed this meanwhile. This is how it is now.
supervision-failed = That did not work. This page shows how it is now.
supervision-offline = No connection. Nothing was changed.
supervision-team = The team has just changed. Please try again.
supervision-replies = { $count ->
        [one] One reply was sent.
       *[other] { $count } replies were sent.
    }
supervision-reply = Reply to the writer
supervision-reply-hint = Only the writer can open it. It can't be read again here.
supervision-reply-send = Lock and send
supervision-reply-sent = Your reply was sent.
supervision-reply-not = It is not certain who wrote this, so no reply can be locked for them.

## The agenda

supervision-agenda-open = Agenda for the next session ({ $count })
supervision-agenda-title = Agenda for the next session
supervision-agenda-empty = Nothing is on the agenda. Take a note into review, then put it on.
supervision-agenda-lead = No names stand here: not the student's, not the worker's. Keep the paper as you keep the notes.
supervision-agenda-full = With the whole notes
supervision-consultants-none = No consultant is on the roster, so only coordinator and manager read it.
supervision-consultants = { $count ->
        [one] One consultant reads it.
       *[other] { $count } consultants read it.
    }
supervision-consultants-again = Lock it again for all consultants
supervision-consultants-why = A consultant who was certified later can read it once it is locked again.

## The consultant

supervision-reading-empty = Nothing is on the agenda right now.
supervision-reading-lead = What the team put on the agenda of the next session. It goes once it was talked about.
