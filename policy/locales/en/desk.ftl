# What the Mini App says to staff: workers, coordinator, manager, deputy. Plain words, short sentences,
# calm. What staff sign is in staff.ftl; words shared with students are in app.ftl.

## Everywhere

desk-title = Desk
desk-tabs-more = More
desk-lock = Lock
desk-offline = No connection right now. This page shows how things were.
desk-expired = For safety this page stops working after a while. Close it and open it again from the chat.
desk-outside = Open your desk from the bot's chat in Telegram.
desk-ended-title = The service does not let you in
desk-ended = The service says that this account can no longer open the desk. It does not prove that. What you were writing stays here while this page is open. Try again; if it stays like this, talk to the coordinator in person.
desk-ended-again = Try again
desk-unsaved = Not saved yet. It is saved when there is a connection.
desk-print = Print
desk-print-else = If nothing happens, this app can't print: write it on paper.
desk-copy = Copy the link
desk-copied = Copied
desk-copy-not = Select the link and copy it
desk-share = Share

desk-role-worker = Worker
desk-role-coordinator = Coordinator
desk-role-manager = Manager
desk-role-deputy = Deputy
desk-role-consultant = Consultant
desk-role-auditor = Auditor

desk-minutes = { $minutes ->
        [0] less than a minute
        [one] one minute
       *[other] { $minutes } minutes
    }
desk-hours = { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }
desk-days = { $days ->
        [one] one day
       *[other] { $days } days
    }

## Setting up

desk-agreement-lead = Please read this. You sign it with a key that is made on this device.
desk-have-account = I have set up already
desk-who-title = Who you are here
desk-name = Your name
desk-name-hint = Students and the team see it. A first name is enough.
desk-name-bad = Please use letters, at most 60 characters.
desk-passphrase = Passphrase
desk-passphrase-hint = At least 12 characters. Four or more words that don't belong together are good. It never leaves this device.
desk-passphrase-again = The same once more
desk-passphrase-differs = The two are not the same.
desk-passphrase-short = { $missing ->
        [one] One more character, please.
       *[other] { $missing } more characters, please.
    }
desk-strength-fair = Long enough
desk-strength-good = Good
desk-strength-strong = Strong
desk-sign = I agree, sign and set up
desk-working = Locking your keys
desk-working-why = This takes a few seconds, so that guessing takes others years.
desk-fault-invite = This link does not work. It may have been used or withdrawn, or it is too old. Ask for a new one.
desk-fault-stale = The text of this page has changed. Close it and open the link again.
desk-fault-exists = This Telegram account is set up already. Open it with your passphrase or your kit.

## Kit

desk-kit-title = Your recovery kit
desk-kit-lead = These twelve words open your desk when the passphrase is lost. Print them, or write them on paper in this order, and keep the paper where nobody else looks. They can't be shown again.
desk-kit-sheet-title = Recovery kit
desk-kit-sheet-words = Your twelve words
desk-kit-sheet-root = This service's eight words
desk-kit-sheet-root-none = They are on the poster.
desk-kit-sheet-how = To use it: open your desk in Telegram, choose the kit, type the twelve words. Then set a new passphrase.
desk-kit-done = I have it on paper
desk-kit-check-title = Is it on paper?
desk-kit-check = Please type these two words from your paper.
desk-kit-word = Word number { $place }
desk-kit-wrong = Those are not the words. Look at your paper again.
desk-kit-show = Show the words again
desk-kit-lost-title = Your kit is not confirmed
desk-kit-lost = You have not shown yet that your recovery kit is on paper. Make a new one now; an older one stops working.
desk-kit-later = Not now, ask me next time
desk-kit-make = Make a new kit
desk-kit-make-title = Make a new kit?
desk-kit-make-gone = The kit you have on paper stops working.
desk-kit-make-yes = Yes, make a new one
desk-kit-tab = My kit
desk-kit-about = Your printed kit opens your desk when the passphrase is lost. If you lost it, or someone may have seen it, make a new one and tell the coordinator the same day.
desk-kit-passphrase = Change my passphrase
desk-kit-words = Your own eight words
desk-kit-words-why = The coordinator compares them with you before certifying you.

## Locked

desk-locked-title = Your desk is locked
desk-locked-lead = Nothing can be read on this device without your passphrase.
desk-locked-wrong = That did not open the desk. Please check it.
desk-locked-open = Open
desk-locked-lost = I lost my passphrase
desk-locked-kit = Twelve words of your printed kit
desk-locked-passphrase = Use my passphrase
desk-locked-invite = Set up with my one-time link
desk-locked-drafts = What you were writing is still here.
desk-new-title = Set a new passphrase
desk-new-lead = You got in with your kit. Set a new passphrase for the next time.
desk-new-save = Set it
desk-new-keep = I know my old one after all

## Waiting to be certified

desk-waiting-title = Waiting for the coordinator
desk-waiting-lead = The coordinator compares eight words with you, best in person or on a call, and then certifies you. Read them out:
desk-waiting-next = Nothing else is needed from you. You can close this; it goes on here when you are certified.

## Is this the real service

desk-root-title = This service's eight words
desk-root-yours = They stand on the poster and on every kit. Read them to anyone who asks whether this is the real service.
desk-root-compare = Compare them with the poster, or let the coordinator read them out.
desk-root-same = They are the same
desk-root-checked = You compared them with the poster.
desk-mismatch-title = Something does not fit
desk-mismatch = What the server shows of the team could not be checked, or is not what this device saw before. Nothing was signed and nothing will be. Please tell the team in person, not through this service.

## Now

desk-now = Now
desk-now-title = How things stand
desk-now-waiting = Waiting
desk-now-oldest = The oldest for { $for }
desk-now-claimed = Being read
desk-now-open = In conversation
desk-now-stuck = Stuck
desk-now-unattended = { $count ->
    [one] { $count } conversation is without a worker
   *[other] { $count } conversations are without a worker
}: theirs was suspended, has left or does not answer. The students are asked whether somebody else should go on. Nothing here says who they are.
desk-now-stuck-why = Nobody who could open them is on the roster. Restore a worker, or ask the students to write again.
desk-intake-open = New requests are open.
desk-intake-paused = New requests are paused.
desk-intake-shut = New requests are shut.
desk-why-no_root = The service has no root yet. The coordinator's device makes it at set-up.
desk-why-holders = Coordinator, manager and deputy must all be certified: two of the three are needed to open an identity.
desk-why-no_roster = There is no signed roster yet.
desk-why-roster_expired = The roster has run out. It is signed again when a holder opens this desk.
desk-why-no_worker = No certified worker is on the roster.
desk-why-policy = The policy's version in force is not recorded as approved.
desk-why-paused = A holder paused new requests. Those who wait and those in conversation are not touched.
desk-pause = Pause new requests
desk-resume = Take new requests again
desk-pause-title = Pause new requests?
desk-pause-why = Students see that you take no new letters for now, and whom they can call. Those who wait already and open conversations go on.
desk-pause-yes = Pause

desk-steps-title = To open the service
desk-steps-next = Next
desk-steps-done = Done
desk-step-wait-manager = The manager opens their one-time link
desk-step-wait-deputy = The deputy opens their one-time link
desk-step-certify-manager = Check and certify the manager
desk-step-certify-deputy = Check and certify the deputy
desk-step-invite-worker = Invite a worker
desk-step-certify-worker = Check and certify every worker who has set up
desk-step-poster = Hang the poster
desk-step-open = New requests are open
desk-step-certify-holder-why = Only the coordinator's device can do that.
desk-steps-all = Everything is in place.

## Team

desk-team = Team
desk-team-title = The team
desk-team-me = you
desk-team-absent = The service leaves these people out of the team, though the roster lists them. Leaving them out proves nothing: they stay on the roster. Ask them in person, and tell the other holders:
desk-state-waiting = Set up, to be checked
desk-state-certified = Certified until { $date }
desk-state-lapsed = Certificate ran out on { $date }
desk-state-unlisted = Certified, not on the roster
desk-state-suspended = Suspended
desk-state-broken = Does not fit
desk-broken-why = The server shows a certificate for this person that could not be checked. It counts for nothing here.
desk-under-18 = Also for under-18s
desk-check = Check and certify
desk-check-title = Check { $name }
desk-check-why = Let them read their eight words to you, in person or on a call where you know their voice. They must be these, in this order:
desk-check-under-18 = Certified for people under 18
desk-check-under-18-why = Only if they have the training for it. Only they are asked when somebody under 18 writes.
desk-check-days = For how long
desk-check-yes = I compared these with them: certify
desk-check-differ = If they differ, do not certify. Somebody may be in between. Tell the team in person.
desk-renew = Renew
desk-list = Put on the roster
desk-suspend = Suspend
desk-suspend-title = Suspend { $name }?
desk-suspend-why = Their access ends at once, open pages too. A new roster without them is signed, so students' phones refuse them. Requests they claimed wait again. The students they talk with are told, and asked whether somebody else should go on. You can restore them later.
desk-suspend-yes = Yes, suspend
desk-restore = Restore
desk-restore-title = Restore { $name }?
desk-restore-why = They get access again, and a roster with them is signed.
desk-restore-yes = Yes, restore
desk-invite = Invite somebody
desk-invite-label = Who is it for?
desk-invite-label-hint = Only the team sees this, so that you know whose link it is.
desk-invite-as = As what?
desk-invite-why-consultant = A consultant reads only the supervision notes on the agenda of the next session, and nothing else.
desk-invite-why-auditor = An auditor sees the list of accesses and the disclosure records that you seal to them, never a conversation, a note or a safety concern, and for a month at most.
desk-invite-under-18 = Trained for people under 18
desk-invite-make = Make the link
desk-invite-ready = Give this link to { $label }, and to nobody else. It works once, and is shown only now.
desk-invites-title = Links not used yet
desk-invite-until = Good until { $date }
desk-invite-withdraw = Withdraw
desk-roster-title = Roster
desk-roster-none = Not signed yet.
desk-roster-state = Version { $version }, good until { $date }. It is signed again by itself when a holder opens this desk after { $reminder }, and when the team changes.
desk-roster-expired = The roster ran out on { $date }. Intake and claims stand still until it is signed again.
desk-backup-title = Backups
desk-backup-yes = A backup of your role key is split between the other two holders.
desk-backup-no = A backup of your role key is made by itself once all three holders are certified.
desk-trouble-offline = No connection. Nothing was changed.
desk-trouble-failed = That did not work. This page shows how it is now.
desk-trouble-roster = The server did not take what this device signed. Check that this device's clock is right, then try again.

## Poster

desk-poster = Poster
desk-poster-title = The poster
desk-poster-lead = Hang it where students are. Its code opens the service and proves on the student's phone that it is this one.
desk-poster-none = There is no root yet, so there is nothing to print.
desk-poster-sheet = Someone to talk to, in private
desk-poster-sheet-how = Scan with your phone. It opens in Telegram.
desk-poster-sheet-words = To check that it is really us, compare these words in the app:
desk-poster-done = The poster hangs
desk-poster-hangs = The poster hangs.

## Queue

desk-queue = Queue
desk-queue-title = Who is waiting
desk-queue-empty = Nobody is waiting right now.
desk-queue-waiting = waiting for { $for }
desk-queue-name = Wants to be called { $name }
desk-queue-topic = About
desk-queue-help = What would help
desk-queue-know = To know first
desk-queue-nothing = Nothing said beforehand
desk-queue-under-18 = Under 18
desk-queue-broken = This request does not fit together, so nothing of it is shown. It cannot be claimed here.
desk-queue-unlisted = You are not on the roster right now, so you can't claim. The coordinator can see that.
desk-queue-roster = The team's roster could not be checked, so you can't claim right now.
desk-claim = Read and answer
desk-pass = Pass
desk-pass-done = It stays with the others.
desk-recuse = I may know this person
desk-recuse-title = Step back from this one?
desk-recuse-why = Your key to this request is deleted and it is never shown to you again. You don't have to say why, and nobody is told. The others can still answer. This cannot be undone.
desk-recuse-yes = Yes, step back
desk-taken = Someone else was quicker. They are in good hands.
desk-gone = It is no longer there: taken back, or answered.
desk-reading = You are reading
desk-reading-open = Go on

## A claimed request

desk-claimed-title = { $name }
desk-claimed-left = { $minutes ->
        [0] Less than a minute left to send your first reply.
        [one] One minute left to send your first reply.
       *[other] { $minutes } minutes left to send your first reply.
    }
desk-claimed-letter = Their letter
desk-claimed-reply = Your first reply
desk-claimed-reply-hint = The conversation begins when you send it. Until then they only see that someone is reading.
desk-claimed-send = Send and begin
desk-claimed-sending = Locking and sending
desk-claimed-release = Give it back
desk-claimed-release-title = Give it back?
desk-claimed-release-why = It goes back to everyone who could answer. What you wrote is not sent.
desk-claimed-release-yes = Yes, give it back
desk-claimed-broken = The letter could not be opened or checked, so it is not shown. Please give it back.
desk-claimed-too-long = That is too long by { $over } characters.
desk-lapsed-title = The time is up
desk-lapsed = This request waits for everyone again. What you wrote is kept here: you can take the request once more, if nobody else has, and send it.
desk-lapsed-again = Take it again
desk-lapsed-leave = Leave it to the others
desk-trouble-lapsed = The time was up. Nothing was sent.
desk-trouble-roster-accept = The team's roster has just changed. Please send again.
desk-trouble-unchecked = This device could not check the team right now, so nothing was sent.
desk-trouble-later = No connection. Nothing is lost; send again when you are back.

## Conversations

desk-conversations = Rooms
desk-conversations-title = My conversations
desk-conversations-empty = You are in no conversation right now.
desk-unread = { $count ->
        [one] one new message
       *[other] { $count } new messages
    }
desk-room-letter = Their letter
desk-room-unchecked = This conversation could not be checked on this device, so nothing of it is shown.
desk-room-refused = The service does not give out this conversation now, or does not take what you write: it was ended, somebody else goes on with it, or the service is wrong. What you write is kept here and sent once it is taken.
desk-room-side = Who they can call
desk-room-side-lead = You listen and show where help is. These contacts are also one tap away on their screen.
desk-room-menu = More
desk-room-share = Ask before passing something on
desk-room-not-counted = They asked not to be counted, so nothing of this goes into your numbers.
desk-room-close = End this conversation
desk-room-close-title = End this conversation?
desk-room-close-gone = You will no longer be able to open it, and it is removed from this device. They keep it for a while, and can write to the service again. It cannot be opened again.
desk-room-close-yes = Yes, end it
desk-room-ended = The conversation has ended.

desk-signed-in = Where you are signed in
