# Something went wrong: whom a student (or one of the staff) can complain to, and telling the people who lead
# the team, who tell them what came of it. Honest about who reads it; calm, and short.

complain-title = Something went wrong
complain-lead = With this service, with somebody who works here, or with your data. You don't need to be sure. It changes nothing about your conversation.

complain-outside-title = Somebody outside the team
complain-outside = You can complain to { $name }:
complain-outside-sees = They are not part of the team. They can see nothing here: not that you write here, not who you are, not a word of what was said. They learn what you tell them. You can save a copy of your record and show them what you choose of it.
complain-outside-hidden = If it is about your identity having been opened, rather go to them: the record of that is closed to them, and the people who lead the team may be the ones who decided.
complain-outside-none = Nobody outside the team has been named here yet. You can complain to the union itself.

complain-tell-title = Tell the people who lead the team
complain-tell = Two people read it: the coordinator and the manager. If it is about one of them, the other and the deputy. Nobody else is told that you wrote, and this service can't read it. They do not see who you are or which conversation is yours, unless you write it.
complain-tell-then = They look into it and tell you here what came of it. If you allow messages, you then get “You have an update”, and no more. It is no way to get help fast: if it can't wait, call.
complain-tell-kept = It is kept while it is open, and for some time after it was closed, also if you erase everything. Nothing in it then says that it was yours, and the answer can no longer reach you.

complain-kind = What is it about?
complain-kind-service = The service or the app
complain-kind-worker = Somebody I wrote with
complain-kind-holder = The coordinator, the manager or the deputy
complain-kind-data = What is kept about me, or who saw it
complain-kind-device = A lost or stolen phone or computer
complain-kind-recipient = Something that went to the wrong person
complain-kind-other = Something else
complain-who = Who is it about?
complain-who-coordinator = The coordinator: only the manager and the deputy get it
complain-who-manager = The manager: only the coordinator and the deputy get it
complain-who-deputy = The deputy: only the coordinator and the manager get it
complain-who-more = More than one of them
complain-who-more-then = Two of them would read it. Please tell somebody outside the team instead.
complain-said = What happened?
complain-said-hint = As much as you like. Leave out names that nobody should read.
complain-send = Send to these two people
complain-too-long = That is too long by { $over } characters.
complain-trouble-unchecked = This phone could not check who the two people are, so nothing was sent. What you wrote is still here. Please try again.
complain-trouble-offline = There is no connection, so nobody has this yet. What you wrote is still here. Please try again.
complain-trouble-refused = The service did not take it. What you wrote is still here. Please try again later, or tell somebody outside the team.
complain-sent = It was sent. What comes of it will stand here.

complain-mine = What you reported
complain-mine-failed = What came of it could not be asked just now.
complain-state-new = Sent. Nobody has looked into it yet.
complain-state-looked = It is being looked into.
complain-state-told = You were told what came of it.
complain-state-closed = Closed. You were told what came of it.
complain-outcome = What came of it, { $time }:
complain-outcome-by = What came of it, { $time }, from { $name }:
complain-outcome-uncertain = It is not certain who wrote this.
complain-outcome-broken = There is an answer that this phone cannot open.
