# What a worker reads while they raise a concern. Calm, plain, one thing at a time; nothing that blames,
# nothing that promises what nobody can.

concern-raise = Raise a concern
concern-go-on = Go on with your concern
concern-progress = About { $name } · step { $at } of { $of }
concern-next = Next
concern-send = Send to these two
concern-discard = Throw this away
concern-discard-title = Throw this away?
concern-discard-why = What you chose and typed here is gone. Nothing was sent.
concern-discard-yes = Yes, throw it away
concern-too-long = That is too long by { $over } characters, quoted messages included.
concern-trouble-unchecked = This device could not check who the coordinator and the manager are, so nothing was sent. What you wrote is still here. Please try again, or tell one of them in person.
concern-trouble-refused = The service did not take it. What you wrote is still here. Please try again, or tell the coordinator or the manager in person.

## Danger first

concern-danger-title = Is somebody in danger right now?
concern-danger-lead = The student, somebody else, or you.
concern-danger-yes = Yes, right now
concern-danger-no = No, not right now
concern-danger-unsure = If you are not sure, choose yes. You can go back.
concern-called-title = Call first
concern-called-lead = Call { $emergency }, or the university's security if it is on the premises. Do it now, then write here. Sending this calls nobody.
concern-called-no-number = Call the emergency services, or the university's security if it is on the premises. Do it now, then write here. Sending this calls nobody.
concern-called = Who was called, by whom, and how?
concern-called-hint = For example: I called at 21:10, they are sending somebody. If nobody could be called, write why.

## Why, what, and what they want

concern-ground-title = Why are you worried?
concern-ground-lead = Choose what comes nearest. You don't have to be certain: the two who read it decide.
concern-ground-loading = Asking which reasons the policy knows
concern-said-title = What was said
concern-quotes = Their own words
concern-quotes-hint = Choose only what matters. They go exactly as they were written. The newest stand first.
concern-said = In your words
concern-said-hint = What happened, and what makes you worry. Leave it empty if their words say it.
concern-wants-title = What do they want?
concern-wants = What the student wants to happen
concern-wants-hint = Also whom they do not want told. If you don't know, leave it empty or say so.
concern-told-title = Do they know?
concern-told-lead = If it is safe, tell them first: what worries you, that you tell two people on the team, and why. You don't need their permission.
concern-told = What you told them, and what they said
concern-told-hint = Or why you have not told them.

## Who reads it

concern-holder-title = Is it about one of the two who read it?
concern-holder-lead = Concerns go to the coordinator and the manager.
concern-holder-name = { $role }: { $name }
concern-about-neither = No, about neither
concern-about-neither-why = Both get it.
concern-about-coordinator-why = They do not get it and are not told that it exists. It goes to the manager and the deputy.
concern-about-manager-why = They do not get it and are not told that it exists. It goes to the coordinator and the deputy.

## Review

concern-review-title = Read it once more
concern-review-to = It goes to
concern-review-late = If neither of them confirms in time, the deputy can open it. That is put on record.
concern-review-left-out = Not to the { $role }.
concern-review-what = This is what they read
concern-review-danger = Danger right now
concern-review-called = Who was called
concern-review-ground = Reason
concern-review-quotes = Their own words
concern-review-said = In your words
concern-review-wants = What the student wants
concern-review-told = What the student was told
concern-review-nothing = Nothing written
concern-review-inside = Inside it are also which conversation it is about, when you wrote it, and your name as who raised it. The student's name is not in it unless you wrote it.
concern-review-after =
    It is locked to these people on this device. Once it is sent, you can't read it or change it any more; you see only that it was sent and received.
    The student is not told by the service, and it is not listed in their record.

## Sent

concern-waiting-title = Not sent yet
concern-waiting = There is no connection, so nobody has your concern yet. Keep this page open: it is sent as soon as there is one. If it can't wait, tell the coordinator or the manager in person, and call if somebody is in danger.
concern-sent-title = Your concern is on its way
concern-state-asking = It was sent. How far it has come could not be asked yet.
concern-state-sent = Sent. Nobody has confirmed it yet; this page shows when somebody does.
concern-state-received = Received. One of them has confirmed it and deals with it now.
concern-state-gone = It is no longer kept.
concern-state-unsent = Not sent yet.
concern-sent-after =
    You did the right thing. You don't have to carry this alone: what happens next is for the two who read it.
    While the conversation is open you can go on talking as before. If anything gets worse, call, and raise it again.
concern-sent-back = Go back

concern-list-title = Concerns you raised
concern-list-why = Only when, and how far each has come. What you wrote is not kept here.
concern-short-asking = Sent
concern-short-unsent = Not sent yet
concern-short-sent = Sent
concern-short-received = Received
concern-short-gone = No longer kept

## When a conversation ends under one's eyes

concern-ended = The service does not list this conversation as yours any more. It was ended, somebody else goes on with it, or the service is wrong: this device is not told which. You can't open it until it is listed again; then it goes on where it was.
concern-ended-worried = If something in it worries you, raise a concern now, while you can still quote what was written.
concern-ended-leave = Leave it
