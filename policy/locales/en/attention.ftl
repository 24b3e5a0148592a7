# What a phone says when words on it may be a concern: to the student who writes them, and to the
# worker who reads them. Kind and plain, never clinical; nothing is sent because of it.

## To a student

hint-title = You don't have to carry this alone
hint-text = If something is very hard right now, or you or someone else is not safe, these people are there. Writing here does not call for help. You can go on writing.
hint-only = Only this phone noticed, by the words. Nothing was sent because of it, and nobody was told. It can be wrong.
hint-close = Close
hint-off = Don't show this on this phone

## Switching it on and off

hint-setting = Offer contacts when words sound worrying
hint-setting-worker = Mark messages that may be a concern
hint-setting-why = Your phone looks at the words by itself. Nothing is sent or stored. It misses many things and is sometimes wrong.

## To a worker

mark-concern = This may be a concern
guide-title = Raising a concern
guide-why = Some words in this message may be a concern. Only your device noticed, nothing was sent, and it can be wrong. It also misses many things: your own sense counts for more.
guide-now-title = If anyone may be in danger now
guide-now = Call { $emergency } first, or the university's security if it is on the premises. Then raise the concern.
guide-now-no-number = Call the emergency services first, or the university's security if it is on the premises. Then raise the concern.
guide-ask-title = What you can ask
guide-ask =
    Are you safe right now? Is anyone with you?
    Are you thinking about ending your life? Asking plainly does not put the idea there.
    Is someone hurting you, or making you do things you don't want?
    Is a child or anyone else at risk?
    What would you like to happen? Is there anyone you don't want told?
guide-say-title = What you can say
guide-say =
    I'm glad you told me.
    I can't keep this only between us if someone may be seriously harmed. I'll tell you first whenever I can.
    You can call these people now, and I'll still be here.
guide-not-title = What to leave
guide-not =
    Don't promise to keep it secret, and don't ask for proof or details of how.
    Don't decide alone, and tell nobody but the two people who read concerns.
guide-raise = Raise a concern
guide-where = You can raise a concern from this room. Two named people read it, and nobody else.
guide-close = Close
