# A student's rights over their own record: a copy of it, and having it erased. In My record.

rights-copy-lead = Everything that is yours here, opened on this phone: your letters and conversations, what you agreed to, who came to it, whether your identity was opened, and what you were told of what you reported. It is free, and your key is the only proof needed.
rights-copy-careful = Anybody who has the file can read it. Keep it somewhere only you can open.
rights-copy-make = Put my copy together
rights-copy-making = Reading. { $done } of { $of } done.
rights-copy-failed = Your copy could not be put together just now. Nothing was changed.
rights-copy-ready = Your copy is ready. It is on this phone only, until you save it.
rights-copy-part = Some of it could not be opened or did not fit together. Your copy says where.
rights-copy-page = Save as a page
rights-copy-data = Save as data
rights-copy-text = Copy as text
rights-copy-copied = Copied.
rights-copy-not-copied = This app would not copy it.
rights-copy-hint = If nothing is saved, your Telegram app does not allow it: use Copy as text, or open this on another device.

rights-copy-heading = A copy of my record
rights-copy-made = { $service }, { $time }
rights-copy-consents = What I agreed to
rights-copy-none = Nothing.
rights-copy-case = My request and conversation. Last changed { $time }
rights-copy-contact = A conversation that a holder of the safety inbox began. Last changed { $time }
rights-copy-not-whole = Something of this could not be opened, or does not fit together. What could be checked is here.
rights-copy-until = Kept until { $time }
rights-copy-accesses = Who came to what is mine
rights-copy-reports = What you wrote is not in this copy: only the two people you sent it to can open it, and your phone kept nothing of it.
rights-copy-reports-unread = More reports whose answers these keys cannot open: { $count }.

rights-consent-conversation-agree = Agreed to talk here
rights-consent-conversation-withdraw = Took that back
rights-consent-contact-agree = Agreed to be told when there is news
rights-consent-contact-withdraw = Took that back
rights-consent-other = Another agreement

rights-asked-name = What to call me
rights-asked-topic = What it is about
rights-asked-help = What would help
rights-asked-know = What to know
rights-asked-letter = My letter
rights-asked-ownName = My name, sealed for the safety team
rights-asked-phone = My phone number, sealed for the safety team
rights-asked-place = Where I am, sealed for the safety team
rights-asked-someoneToCall = Someone to call, sealed for the safety team
rights-asked-ways = How I may be reached, sealed for the safety team
rights-by-you = Me
rights-by-worker = The peer worker
rights-by-holder = The holder
rights-taken-back = (taken back)
rights-missing = (missing)

rights-said-ask = Asked whether something may go to { $recipient }:
rights-said-agree = Agreed that it goes to { $recipient }
rights-said-refuse = Said no to { $recipient }
rights-said-withdraw = Took back that it goes to { $recipient }
rights-said-done = Passed on to { $recipient }:
rights-said-unread = Something about consent that could not be read as what it claims to be
rights-said-agree-supervision = Agreed that it may be talked about in supervision
rights-said-withdraw-supervision = Took back that it may be talked about in supervision
rights-said-agree-statistics = Agreed that it may be counted
rights-said-withdraw-statistics = Took back that it may be counted
rights-said-avoid = Not to be contacted: { $whom }
rights-said-nature-room = Asked here. Holds until { $until }
rights-said-nature-person = Noted as said in person, to be confirmed. Holds until { $until }
rights-said-nature-phone = Noted as said by phone, to be confirmed. Holds until { $until }
rights-said-nature-video = Noted as said by video, to be confirmed. Holds until { $until }
rights-said-nature-writing = Noted as said in writing, to be confirmed. Holds until { $until }

rights-erase-lead = You can have one conversation destroyed, or everything, your account too. It cannot be undone, not even by us.
rights-erase-one = Erase this conversation
rights-erase-case = Your conversation, last changed { $time }
rights-erase-contact = A conversation that a holder began, last changed { $time }
rights-erase-none = There is no conversation to erase.
rights-erase-loading = Looking what there is.
rights-erase-all = Erase everything
rights-erase-one-title = Erase this conversation?
rights-erase-all-title = Erase everything?
rights-erase-one-gone = Gone for good: your letter, everything that was said, and the name or number that you sealed for emergencies. If it is still going on, it ends for the worker, too.
rights-erase-all-gone = Gone for good: every conversation, what you agreed to, your keys, your account, and what this phone keeps. If you are talking with somebody, that ends. You can come back, as somebody new.
rights-erase-kept = Kept, because it must be: safety concerns that were raised, the record of any time your identity was opened, and what you reported as having gone wrong, which then no longer says that it was yours. Workers' notes for supervision stay, too; they name nobody. Each is destroyed when its own time is over. You can no longer read here whether your identity was opened: save a copy first if you want to keep that.
rights-erase-yes = Yes, erase it
rights-erase-failed = That was not finished. Please try again.
rights-erase-held = This must be kept for now. Something serious happened in that time, and what was kept then may be needed to find out what. It stays locked as before, nobody reads it because of that, and you can ask again later. To ask why, write to the union.
rights-erase-done = Erased, { $time }. What was there is destroyed, and an old backup does not bring it back.

rights-erased-title = Everything is erased
rights-erased = Your conversations, your keys and your account were destroyed { $time }. An old backup does not bring them back. Safety concerns already raised, and records of an identity that was opened, are kept, as you were told. The messages of the bot in Telegram are yours to delete.
rights-erased-save = Save this receipt

rights-degree = When does your degree end?
rights-degree-why = Under this union's policy your conversations are kept until a year after that. Only the month and the year are asked, and nobody checks them. The service can read them, so that it knows when to destroy what is kept. You don't have to say: then they are kept for { $days ->
        [one] one day
       *[other] { $days } days
    } after they end.
rights-degree-month = Month
rights-degree-year = Year
rights-degree-save = Save
rights-degree-forget = Take it back
rights-degree-saved = Saved. It counts for conversations that have ended, too.
rights-degree-free = Optional
rights-degree-kept = Saved
rights-degree-skip = Not now
rights-degree-later = You are asked only here. You can say it, change it or take it back in My record at any time.
rights-said-dispute-dispute = It was said that this is about a dispute with the union's own services.
rights-said-dispute-content = Content to go on about it here.
rights-said-dispute-stop = Would rather not go on about it here.
