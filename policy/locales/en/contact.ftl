# A holder writes to a student (R19), for both of them. The service's own words; people's words are sealed.

## The student

contact-nav = Your conversations
contact-main = Back to your own page
contact-main-room = With { $name }
contact-asked = A message from { $who }
contact-open = With { $who }
contact-loading = Someone from the team has written to you
contact-unchecked-short = A message that could not be checked
contact-unread = { $count ->
    [one] 1 new message
   *[other] { $count } new messages
}

contact-who = { $name }, { $role }
contact-role-coordinator = coordinator
contact-role-manager = manager
contact-role-deputy = deputy

contact-asked-title = A message from { $who }
contact-asked-why = This is one of the people responsible for this service. It is not your worker, and your worker cannot see what is said here. Only you and { $name } can open it.
contact-asked-checked = This phone checked that { $name } is on the team's list.
contact-asked-choice = You do not have to answer, and nobody will ask you why. Your own conversation goes on either way.
contact-asked-first = What { $name } wrote
contact-answer = Answer
contact-not-now = Not now
contact-decline = I don't want this conversation
contact-decline-title = Decline this conversation?
contact-decline-gone = { $name } will see that it has ended, and not why. They cannot write to you here any more, but may ask again in a new conversation. What they wrote will no longer be shown here.
contact-decline-yes = Yes, decline

contact-unchecked-title = We could not check who wrote this
contact-unchecked = Someone wrote to you in the name of the team, but this phone could not check who. Nothing of it is shown and nothing was sent to them. Please try again later, or tell your worker.

contact-room-title = { $who }
contact-room-not-worker = This is not your worker. Only you and { $name } can read what is said here.
contact-gone = { $name } is no longer on the team's list, so nothing more is sent to them. You can read what was said.

contact-closed-title = This conversation has ended
contact-closed-by-holder = { $name } ended it, and can no longer open it here, but may remember what they read. It stays yours until { $date }.
contact-closed-by-student = You ended it. { $name } can no longer open it here, but may remember what they read. It stays yours until { $date }.
contact-closed-unproven = Our server says that this has ended, but nobody in it has signed that. Nothing more can be sent here. What you can still read was checked and is yours.
contact-closed-back = Back

contact-record = Conversations with the team
contact-record-state-loading = Being opened
contact-record-state-unchecked = Could not be checked
contact-record-state-asked = Not answered
contact-record-state-open = Going on
contact-record-state-closed = Ended

## The holder's desk

contact-desk-write = Write to the student
contact-desk-why = A conversation between you and the student alone. Neither their worker nor anybody else on the team can see it. The student may decline, and is not asked why.
contact-desk-form-title = Write to the student
contact-desk-form-who = They will see your name and your role, and this first message.
contact-desk-form-mind = They may not know that a concern was raised. Say why you are writing, in plain words, and what will happen next. This is not for emergencies: if somebody is in danger now, call.
contact-desk-form-label = Your first message
contact-desk-form-too-long = That is longer than one message can be, by { $over } characters.
contact-desk-send = Send
contact-desk-cancel = Not now

contact-desk-list = Conversations with students
contact-desk-list-why = Yours alone: the other holders do not see them.
contact-desk-about = About “{ $name }”
contact-desk-state-waiting = Waiting for their answer
contact-desk-state-open = Open
contact-desk-state-declined = They declined, or it ended before they answered
contact-desk-state-ended = No longer listed as yours
contact-desk-state-unchecked = Could not be checked
contact-desk-written = Written { $when }
contact-desk-again = Write again
contact-desk-go = Open the conversation
contact-desk-forget = Remove from this list
contact-desk-unread = { $count ->
    [one] 1 new message
   *[other] { $count } new messages
}

contact-desk-room-title = With the student of “{ $name }”
contact-desk-room-waiting = They have not answered yet. You can write on; they will see it when they open it.
contact-desk-room-unchecked = Something about this conversation could not be checked, so nothing is sent.
contact-desk-room-close = End this conversation
contact-desk-room-close-title = End this conversation?
contact-desk-room-close-gone = You will no longer be able to open it, on any device. The student can read it until its keeping time is over.
contact-desk-room-close-yes = Yes, end it

contact-desk-trouble-offline = No connection. What you wrote is kept here; please try again.
contact-desk-trouble-failed = That did not work. What you wrote is kept here; please try again.
contact-desk-trouble-roster = The team's list changed meanwhile, or you are not on it. Please try again.
contact-desk-trouble-exists = You have a conversation with this student that is still going on.
contact-desk-trouble-full = So many conversations were begun about this case that no more can be.
contact-desk-trouble-gone = This student can no longer be written to: the case was erased, or they left it behind.
contact-desk-trouble-stale = The student has changed their keys since the concern was raised, so a message written from it cannot reach them.
contact-desk-trouble-unchecked = This device could not check the team, so nothing was sent.
