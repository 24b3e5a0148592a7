# What the Mini App says in the safeguarding inbox: coordinator, manager, deputy. Plain words, calm.
# Grounds are in grounds.ftl.

inbox-tab = Inbox
inbox-title = Safety concerns
inbox-now = Something in your inbox waits for you.
inbox-now-open = Open the inbox
inbox-private = Only those whom a concern is sealed to see it. It is in no list, number or notice that anybody else gets.
inbox-empty = Nothing is waiting for you here.
inbox-trouble-offline = No connection. This list shows how things were.
inbox-trouble-failed = That did not work. Please try again.
inbox-trouble-gone = The service does not give this out to you now: somebody acknowledged it, you are not on the roster, or the service is wrong.
inbox-again = Look again

## The list

inbox-group-sent = Not acknowledged yet
inbox-group-acknowledged = In hand
inbox-group-closed = Closed
inbox-group-word = Whether one stands here is the service's word until you open it: then what the holders signed is read.
inbox-withheld = The service leaves out concerns that you have read and that nobody had closed. None is destroyed before it is closed, so this is wrong, whatever it says. Talk to the other holder in person. Left out:
inbox-urgent = Danger now
inbox-concern = A concern
inbox-from-worker = from { $name }
inbox-from-student = from the student
inbox-from-uncertain = not certain who from
inbox-due-again = You are both told again in { $for }.
inbox-due-deputy = Told again. The deputy can open it in { $for }.
inbox-due-once-more = Told again. Once more in { $for }.
inbox-due-now-again = You are both told again now.
inbox-due-now-deputy = Told again. The deputy can open it now.
inbox-due-now-once-more = Told again, and once more now.
inbox-deputy-may = With the deputy: nobody acknowledged it in time.
inbox-deputy-has = The deputy has opened it.
inbox-overdue = Told twice. Nobody has acknowledged it.
inbox-broken = This one does not open on this device. Look at it with the other holder: it may be damaged, or sealed to an older key of yours.
inbox-offered = Nobody acknowledged this in time. You can open it.
inbox-late = You opened this one. Its content comes anew each time.
inbox-ask = Open it
inbox-ask-title = Open this concern?
inbox-ask-why = It was sealed to the coordinator and the manager, and neither acknowledged it in time. That you open it goes on record, each time, and both are shown that you have. From then on you can read it and act on it like them.
inbox-ask-again = You opened it before. Its content is not kept on this device; asking for it goes on record again.
inbox-ask-yes = Open, on record

## One concern

inbox-flag-title = A safety concern
inbox-urgent-title = Somebody may be in danger now
inbox-called = Who was called
inbox-called-nobody = It does not say who was called. If nobody was, do that first: the numbers are under "Who they can call", at the top.
inbox-state-sent = Not acknowledged
inbox-state-acknowledged = Acknowledged
inbox-state-discussing = Being discussed
inbox-state-decided = Decided
inbox-state-closed = Closed
inbox-author = Who wrote this
inbox-author-worker = { $name }, worker
inbox-author-former = Certified when it was written, not on the roster today.
inbox-author-student = The student themselves
inbox-author-student-why = It is signed by the keys that it names. That they are the student's shows when an identity is opened.
inbox-author-uncertain = It is not certain who wrote this
inbox-author-uncertain-worker = It says that a worker wrote it, but that could not be checked. Take it as seriously as any other.
inbox-author-uncertain-student = It says that the student wrote it, but that could not be checked. Take it as seriously as any other.
inbox-written = Written { $when }, by the writer's clock
inbox-arrived = Arrived { $when }, by the service's clock
inbox-name = The conversation is known to workers as
inbox-ground = Why
inbox-said = What was said
inbox-quotes = Their own words
inbox-wants = What the student wants
inbox-told = What the student was told
inbox-nothing = Nothing is said about this.
inbox-left-out = Left out
inbox-left-out-coordinator = The coordinator, because it is about them. It went to the manager and the deputy.
inbox-left-out-manager = The manager, because it is about them. It went to the coordinator and the deputy.

## What was done with it

inbox-thread = What was done
inbox-thread-none = Nothing yet.
inbox-did-acknowledge = Acknowledged it
inbox-did-discuss = Opened the discussion
inbox-did-note = Wrote a note
inbox-did-decide-none = Decided: no breach of confidence
inbox-did-decide-consent = Decided: with the student's consent
inbox-did-decide-disclosure = Decided: disclosure
inbox-did-close = Closed it
inbox-did-reopen = Reopened it
inbox-did-not-moved = It came after something else, so it counts as a note.
inbox-uncertain = Not certain who wrote this. It counts as a note.
inbox-missing = Something stood here that does not open any more.
inbox-you = you

## What to do

inbox-act = What next
inbox-note = Note
inbox-note-hint = Sealed for those who hold this concern. It can't be taken back.
inbox-note-needed = Please write a few words first.
inbox-outcome = What was decided
inbox-outcome-none = No breach of confidence
inbox-outcome-consent = With the student's consent
inbox-outcome-disclosure = Disclosure
inbox-no-consent = No agreement of the student's is on record with you that holds now. Write to the student and ask them there first, before something is passed on; or choose a disclosure.
inbox-outcome-needed = Please choose one.
inbox-do-acknowledge = Acknowledge
inbox-do-discuss = Discuss
inbox-do-discuss-again = Discuss again
inbox-do-note = Add the note
inbox-do-decide = Decide
inbox-do-close = Close
inbox-do-reopen = Reopen
inbox-close-why = Closed, it can be reopened, with a reason. It stays on record.
inbox-meanwhile = Meanwhile:
inbox-meanwhile-item = { $who }: { $what }
inbox-became-noted = That no longer fitted, so what you wrote was kept as a note.
inbox-became-dropped = That had become needless, so nothing was added.
inbox-became-written = What you did stands behind it.
inbox-thread-trouble-offline = No connection. What you wrote is still here.
inbox-thread-trouble-failed = That did not work. What you wrote is still here; please try again.
inbox-thread-trouble-gone = The service does not give out this concern now. It does not prove why. What this device has read of it, and what you write, stays here until the desk locks. Talk to the other holder in person.
inbox-thread-trouble-full = No more can be added to this concern.
inbox-thread-trouble-chain = What the server shows is not what this device read before. Talk to the other holder in person.
inbox-thread-trouble-roster = You are not on the roster right now, so nothing can be signed.
