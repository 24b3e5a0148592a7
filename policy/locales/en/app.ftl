# What the Mini App says to students. Plain words, short sentences, a calm tone. What is agreed to
# is in notice.ftl; who to call comes from the service's crisis contacts.

## Everywhere

app-back = Back
app-close = Close
app-continue = Continue
app-no = No, go back
app-save = Save
app-try-again = Try again
app-loading = One moment
app-leave = Leave now
app-slow = This takes a few seconds on a phone.
app-offline = No connection right now. We'll go on when there is one.
app-unreachable-title = We can't reach the service
app-weak = The server asked this phone to protect your key less than it should. This phone refused and sent nothing. Please try again later, or tell the team.
app-unreachable = Nothing you wrote is lost. Check your connection and try again.
app-outside-title = Open this in Telegram
app-outside = Your private room opens from the bot's chat in Telegram, with the button Open my private room.
app-broken-title = Something went wrong on this page
app-expired-title = Please open it again
app-expired = For your safety this page stops working after a while. Close it and open your private room from the chat again. What you wrote is kept on this phone.
app-shut-out = This page no longer works: it was open for a while, this phone was signed out, or our server refuses it. Close it and open your private room from the chat again. What you wrote is kept on this phone.
app-failed = That did not work. Nothing was changed. Please try again.
app-slow-down = Too many tries. Please wait { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    } and try again.
app-not-kept = This phone would not keep what you wrote, so it was not sent. Free some space and try again.

## Crisis contacts

language-choose = Language
language-draft = This language is a draft. What you agree to, and whom to call, is in English until a named person has checked it.

crisis-open = Who to call
signposts-open = Who else can help
crisis-title = Who to call now
crisis-honest = If you or someone else is in danger, call. Writing here does not call for help.
crisis-call-link = Call { $number }
crisis-text-link = Text { $number }
crisis-text-word-link = Text { $word } to { $number }
crisis-elsewhere = I am in another country
crisis-chosen = These are for the country you chose.
crisis-unchecked = Not checked yet by this service

## Agreeing

agree-lead = Please read this. You can start writing right after.
agree-age = How old are you?
agree-choose-age = Choose your age to go on. There is a part for people under 18.
agree-been-here = I have written here before
agree-under-18 = Please read the part above for people under 18.
agree-stale = The text of this page has changed. Please close it and open it again.

## When nobody can be asked

shut-title = We can't take new letters right now
shut-paused = The team has paused new letters for now, so that those already waiting are answered. It has nothing to do with you, and you are welcome to come back.
shut-again = You can write to us again from { $time }.
shut-closed = The team is not ready to take letters at the moment.
shut-nobody-title = Nobody can answer here right now
shut-nobody-under-18 = Only workers trained for it can answer people under 18, and none is here now. No request was made. Nothing you wrote was sent.
shut-nobody = No worker can answer at the moment. Nothing you wrote was sent.
shut-nobody-avoid = Everyone who could answer now is on your list of people you would rather not talk to. Nothing was sent. You can change the list.
shut-else = These people can help now.
shut-draft = What you wrote is still on this phone.

## Checking the service

root-unchecked = Not yet checked
root-checked = Checked
root-why = A poster of this service has a code that proves you reach the real team. You have not compared it yet.
root-scan = Scan the poster
root-scan-prompt = Point at the code on the poster
root-compare = Compare eight words
root-words = Ask the team to read you their eight words, or find them on the poster. They should be these:
root-same = They are the same
root-different = They are different
root-mismatch-title = This does not match the poster
root-mismatch = Someone may be pretending to be this service. Nothing you wrote was sent, and nothing will be. Please tell the team in person, and use the contacts below if you need someone now.
root-mismatch-sent = Someone may be pretending to be this service, and may have read what you wrote here. Nothing more is sent. Please tell the team in person, and use the contacts below if you need someone now.
root-again = Compare the words again
root-changed = The service's key is not the one this phone knows. Nothing was sent.
roster-refused = The list of people who may answer is missing or could not be checked, so nothing is sent to anyone. Your letter stays on this phone. Please try again later.

## Writing

write-title = What's on your mind?
write-lead = Write as much or as little as you like. You can change it until someone has opened it.
write-label = Your letter
write-placeholder = Write here
write-send = Send
write-sending = Locking and sending
write-kept = Kept on this phone until you send or delete it, also when you leave. Anyone who opens this app on this phone can see it.
write-too-long = That is longer than a letter can be. Please shorten it by { $over } characters.
write-not-again = The one you chose can't be asked for just now. Nothing was sent. Tap Send again to ask everybody.
avoid-title = Anyone you'd rather not talk to?
avoid-why = They will not be asked and cannot open your letter. They are not told.
avoid-none = Nobody
avoid-some = { $count ->
        [one] one person
       *[other] { $count } people
    }
avoid-empty = There are no names to choose from yet.

## Waiting

wait-title = Your message has arrived
wait-reading-title = Someone is reading
wait-stuck-title = Nobody can open your message yet
wait-quiet = No one has opened it yet. You can close this. You asked not to be messaged, so look here again yourself. If it gets harder to wait, call, any time.
wait-honest = No one has opened it yet. You can close this; we'll say only “You have an update”. If it gets harder to wait, call, any time.
wait-reading = A worker has your letter and may answer soon. If they can't, it goes back to the others and we show that here.
wait-stuck = The workers who could open it are not here at the moment. The team can see that. You can wait, or cancel and write to us again later.
wait-claim = A worker who starts reading has { $minutes } minutes to answer. If they don't, the others can.
wait-no-clock = We can't say when that will be.
wait-more = If you like, tell us more
wait-more-why = All of this is your choice. You can go on waiting without it.
wait-locked = Someone is reading now, so these can't be changed.
wait-letter = Your letter
wait-edit = Change my letter
wait-cancel = Cancel my request
wait-cancel-title = Cancel your request?
wait-cancel-gone = Your letter is taken back and nobody will answer it. You can write to us again whenever you like.
wait-cancel-yes = Yes, cancel it
wait-offline = Not connected. Your message is with us; this page shows news when you are back.
wait-unread-title = We can't show your request
wait-unread = What the service shows here is not the request that this phone sent, or it cannot be opened. So we can't say whether your letter is there. Please try again later, or ask the team in person.
wait-unsent = Your message has not left this phone yet. It is sent when there is a connection.

card-check = Is this the real service?

## The room

room-with = You are talking with { $name }
room-label = Your message
room-placeholder = Message
room-send = Send
room-messages = Messages
room-waiting-one = { $count ->
        [one] One message is waiting to be sent
       *[other] { $count } messages are waiting to be sent
    }
room-tick-sending = Waiting to be sent
room-tick-sent = Sent
room-tick-seen = Seen
room-unsend = Take back
room-unsend-title = Take this message back?
room-unsend-why = It has not been seen yet. It will be gone for both of you.
room-unsend-yes = Take it back
room-unsend-late = It was seen before it could be taken back.
room-taken-back = Taken back
room-withheld = This message is missing
room-newest = New messages
room-today = Today
room-yesterday = Yesterday
room-offline = No connection. What you write is kept and sent when you are back.
room-refused = Our server denies this conversation now. Nobody in it has signed that it ended, so it goes on here: nothing is thrown away, and what you write is sent once the server takes it. If it stays like this, tell the team. If you need someone now, call.
room-warning = Something about this conversation does not fit: messages may be missing or changed on their way. What you see was checked and is real. If you need someone now, call.
room-worker-gone = { $name } is no longer on the team's list, so nothing more is sent to them. You can read what was said, end this conversation and write to us again.
room-warning-held = Something about this conversation could not be checked, so nothing you write is sent for now. What you see was checked and is real. If you need someone now, call.
room-team-refused = This phone cannot trust the team's list that our server shows now, so nothing you write is sent. It is kept, and goes to them once the right list is back and they are on it. What you see was checked and is real. If you need someone now, call.
room-too-long = That is longer than one message can be, by { $over } characters.
room-menu = More
help-open = I need more help than this
room-close = End this conversation
room-close-title = End this conversation?
room-close-gone = { $name } will no longer be able to open it here, but may remember what they read. You can read it yourself for { $days ->
        [one] one day
       *[other] { $days } days
    }{ $after_degree ->
        [on] , or until a year after your degree ends if you said when
       *[off] {""}
    }. It cannot be opened again, but you can write to us again whenever you like.
room-close-yes = Yes, end it
room-elsewhere-title = Your room is open in another window
room-elsewhere = So that nothing is sent twice, only one window is used at a time.
room-elsewhere-here = Use it here
room-unchecked-title = We could not check who answered
room-unchecked = Someone answered, but this phone could not check that they are one of our workers. Nothing was sent to them and nothing they wrote is shown. Please try again later, or tell the team.
room-first = Your letter

closed-title = This conversation has ended
closed-unproven-title = Our server says that this has ended
closed-by-worker = { $name } can no longer open it here, but may remember what they read. It stays yours until { $date }. You can write to us again whenever you like.
closed-by-student = You ended it. { $name } can no longer open it here, but may remember what they read. It stays yours until { $date }. You can write to us again whenever you like.
closed-unproven = Our server says that this has ended, but nobody in it has signed that. Nothing more can be sent here. What you can still read was checked and is yours. You can write to us again whenever you like; if this surprises you, tell the team.
closed-no-date = { $name } can no longer open it here, but may remember what they read. You can write to us again whenever you like.
closed-cancelled-title = Your request was cancelled
closed-cancelled = Nobody will answer it. You can write to us again whenever you like.
closed-again = Write to us again
closed-read = Read it

worker-unknown = Your worker

## Coming back

return-trying = Looking for your key in Telegram
return-words-count = { $count } of 12

## My record

record-open = My record
lock-now = Lock now
complain-open = Something went wrong
