# What holders read who decide about what workers put before them. Nothing here says what a conflict
# is with, and nobody is asked.

declared-tab = To decide
declared-title = What workers ask you to decide
declared-lead = A worker put this before you and did not say why. Talk to each other, without names; nothing that you say here is kept.
declared-empty = Nothing waits to be decided.
declared-now = A worker asks you to decide about something.
declared-now-open = Look at it
declared-offline = This could not be read just now.
declared-failed = That did not work. Please try again.
declared-gone = It was decided already, or it has ended.
declared-hour = Since { $hour }
declared-conflict = May be the other side of a dispute
declared-conduct = Ended as abusive or not serious
declared-state-waiting = waits for you, and is offered to nobody
declared-state-claimed = waits for you, and is offered to nobody
declared-state-open = the conversation goes on
declared-state-closed = the conversation has ended
declared-go-on = It can go on
declared-go-on-title = Let it go on?
declared-go-on-why = The request goes to the other workers again. A conversation that goes on stays as it is.
declared-go-on-yes = Yes, let it go on
declared-nothing = Nothing follows
declared-nothing-title = Leave it at that?
declared-nothing-why = It leaves this list. The student is told nothing.
declared-nothing-yes = Yes, leave it
declared-cannot = We cannot act
declared-cannot-title = Say that we cannot act?
declared-cannot-why = The request ends, for its worker too. The student reads this, and nothing else:
declared-cannot-other = Nothing joins this to anybody else. You sign it; your name is not shown.
declared-cannot-yes = Yes, say this
