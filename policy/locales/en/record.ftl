# My record: what a student agreed to, where their key is, and who is signed in. What stands on other screens
# too is in app.ftl.

record-title = My record
record-consents = What you agreed to
record-none = Nothing yet
record-withdraw = Take back my agreement
record-withdraw-title = Take back your agreement?
record-withdraw-gone = If you are waiting, your request is cancelled. If you are in a conversation, it ends. You can still read what was written until it is destroyed. Safety concerns already raised are kept.
record-withdraw-failed = That was not finished. Please try again, so that it is complete.
record-withdraw-yes = Yes, take it back
record-withdrawn = You took back your agreement. Nobody here will write to you now.
record-accesses = Who came to what is yours
record-key = Where your key is
record-again = Whom I would talk with again
record-noted = What my worker noted
record-copy = Save a copy
lock-title = Lock this room
lock-on = on
lock-off = off
record-erase = Erase
record-signed-in = Where you are signed in
