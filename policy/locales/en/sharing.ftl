# Consents: what a student agreed to, purpose by purpose, and asking before anything is passed on (R1, R3, R4, R6).
# Shown to students and to staff.

## What a student agrees to, word for word. Their signed answer names this text.
sharing-wording-referral = I agree that the person I am talking with here passes this on to { $recipient }, and to nobody else: { $what } I can take this back until it has been passed on. It ends on { $until }, or when this conversation ends.
sharing-wording-contact = I agree that the person I am talking with here gets in touch with { $recipient } for me about this, and with nobody else: { $what } I can take this back until it has been done. It ends on { $until }, or when this conversation ends.
sharing-wording-supervision = What we talk about may be talked about in supervision, without my name, so that my worker is supported.
sharing-wording-statistics = How this conversation ended and what it was mostly about may be counted in the service's numbers. Nobody is named in them.

## In the room
sharing-ask-referral = May this be passed on?
sharing-ask-contact = May somebody be contacted?
sharing-to = To whom
sharing-what = What
sharing-until = Until
sharing-asked = How it was asked
sharing-wording = In these words
sharing-nature-room = Here
sharing-nature-person = In person, on { $when }
sharing-nature-phone = By phone, on { $when }
sharing-nature-video = By video, on { $when }
sharing-nature-writing = In writing, on { $when }
sharing-unread = This could not be read as what it claims to be. It counts for nothing.
sharing-loading = Something about consent

sharing-yours-open = It is your choice. Saying no changes nothing else.
sharing-yours-spoken = It was noted that you said yes. It counts only if you confirm it here.
sharing-yours-agree = You agreed.
sharing-yours-refuse = You said no. Nothing is passed on.
sharing-yours-withdraw = You took it back. Nothing is passed on.
sharing-yours-expired = The time for this is over. Nothing is passed on.
sharing-yours-ended = This ended with the conversation. Nothing is passed on.
sharing-yours-done = It was passed on.
sharing-answer = Answer
sharing-answer-title = Your answer
sharing-avoid = Whom should we not contact?
sharing-avoid-why = Parents, a tutor, a housemate: anybody who should not hear of this. This is asked before anything is done for you.
sharing-avoid-nobody = Nobody in particular
sharing-avoid-named = Not these:
sharing-avoid-whom = Whom not to contact
sharing-avoid-needed = Please say whom not to contact, or that there is nobody in particular.
sharing-avoid-same = You have just named { $recipient } as somebody not to contact. If you do not want this, say no.
sharing-agree = I agree
sharing-refuse = No
sharing-later-on = Not now
sharing-not-sent = That could not be kept on this phone just now. Nothing was sent. Please try again.
sharing-withdraw = Take it back
sharing-withdraw-title = Take this back?
sharing-withdraw-gone = From the moment their device hears of it, their app will not let them pass this on. What has been passed on already cannot be called back.
sharing-withdraw-yes = Yes, take it back
sharing-said-agree = { $mine ->
    [yes] You agreed that it goes to { $recipient }.
   *[no] They agreed that it goes to { $recipient }.
}
sharing-said-refuse = { $mine ->
    [yes] You said no.
   *[no] They said no. Nothing may be passed on.
}
sharing-said-withdraw = { $mine ->
    [yes] You took back that it goes to { $recipient }.
   *[no] They took back that it goes to { $recipient }. Nothing may be passed on.
}
sharing-said-avoid = Do not contact: { $whom }
sharing-said-avoid-nobody = Nobody is to be left out in particular.
sharing-said-supervision-withdraw = { $mine ->
    [yes] You asked that this is not talked about in supervision.
   *[no] They do not want this talked about in supervision. No note is offered. If somebody may be seriously harmed, you can still raise a concern.
}
sharing-said-supervision-agree = { $mine ->
    [yes] You agreed that this may be talked about in supervision, without your name.
   *[no] They agreed that this may be talked about in supervision.
}
sharing-said-statistics-withdraw = { $mine ->
    [yes] You asked that this conversation is not counted.
   *[no] They do not want this conversation counted. It is left out of your numbers.
}
sharing-said-statistics-agree = { $mine ->
    [yes] You agreed that this conversation may be counted.
   *[no] They agreed that this conversation may be counted.
}
sharing-done = Passed on to { $recipient }
sharing-done-uncovered = There was no agreement on record that covered this. You can complain about it: the policy says to whom.

## The worker, or a holder
sharing-open = Ask before passing something on
sharing-form-title = Ask before passing something on
sharing-form-lead = Nothing goes outside the team without a yes. They answer here, and can take it back.
sharing-form-purpose = What would you do?
sharing-form-referral = Pass something on to another service or person
sharing-form-contact = Get in touch with somebody for them
sharing-form-recipient = To whom? One person or service
sharing-form-what = What exactly would be said or passed on?
sharing-form-what-hint = Only what is needed. They read this.
sharing-form-days = How long does the yes hold?
sharing-form-day = { $days } days
sharing-form-nature = How are you asking?
sharing-form-room = I am asking here
sharing-form-person = They said yes in person
sharing-form-phone = They said yes by phone
sharing-form-video = They said yes by video
sharing-form-writing = They said yes in writing
sharing-form-when = When did they say yes?
sharing-form-spoken = A spoken yes counts once they confirm it here.
sharing-form-preview = They will be asked to agree to this
sharing-form-send = Ask
sharing-form-lacking = Please say to whom, and what.
sharing-form-lacking-when = Please say when they said yes. It cannot be later than now.
sharing-form-failed = That could not be kept on this device just now. Nothing was sent.
sharing-may-may = They agreed. You may pass it on.
sharing-may-unspoken = Talk first. You can ask once both of you have written here.
sharing-may-unanswered = Not answered yet. Nothing may be passed on.
sharing-may-refused = They said no. Nothing may be passed on.
sharing-may-withdrawn = They took it back. Nothing may be passed on.
sharing-may-expired = The time for this is over. Ask again.
sharing-may-avoided = They named this person or service as somebody not to contact. Nothing may be passed on.
sharing-may-offline = There is no connection, so this device cannot know whether they took it back. Nothing may be passed on now.
sharing-may-unsure = Something in this conversation does not fit together, so this device cannot know whether they took it back. Nothing may be passed on now.
sharing-may-done = Passed on.
sharing-pass = I have passed it on
sharing-pass-title = Record what you passed on
sharing-pass-avoid = They said not to contact
sharing-pass-avoid-nobody = They named nobody to be left out.
sharing-pass-read = I have read whom not to contact
sharing-pass-done = What did you pass on, and how?
sharing-pass-done-hint = They see this here.
sharing-pass-send = Record it
sharing-pass-lacking = Please say what you passed on, and that you have read whom not to contact.

## My record
sharing-purpose-conversation = To be written to here
sharing-purpose-contact = “You have an update” in Telegram
sharing-purpose-supervision = In supervision
sharing-purpose-statistics = In the numbers
sharing-purpose-referral = Passed on to { $recipient }
sharing-purpose-someone = Getting in touch with { $recipient }
sharing-state-agree = You agreed
sharing-state-withdraw = Taken back
sharing-state-refuse = You said no
sharing-state-none = Not asked
sharing-state-notice = Agreed
sharing-state-asked = Waits for your answer
sharing-state-ended = Ended
sharing-state-done = Done
sharing-since = Since
sharing-version = Wording
sharing-version-is = version { $version }
sharing-history = History
sharing-history-agree = Agreed
sharing-history-withdraw = Took it back
sharing-history-refuse = Said no
sharing-in-room = You answer this in your room.
sharing-again = Agree again
sharing-meaning-conversation = You write here and are answered, knowing what is private and the limits.
sharing-gone-supervision-title = Not talked about in supervision?
sharing-gone-supervision = Your worker's app offers them no note about this conversation any more, nor about the next ones. Notes that were written before stay; they do not name you. If somebody may be seriously harmed, a safety concern can still be raised.
sharing-gone-statistics-title = Not counted?
sharing-gone-statistics = Your worker's device leaves this conversation out of the numbers it sends, and the next ones too. What was counted in a week that has been sent cannot be found again, since nobody is named in it. You can be helped all the same.
sharing-gone-yes = Yes, take it back
sharing-later = It is kept on this phone, and said to your worker as soon as your room is open.
