# Handing a conversation over, for workers: proposing it, being asked, what came along, what a student tells of
# who they are.

handing-open = Propose somebody else
handing-title = Hand this conversation over
handing-lead = The student is asked in the room and decides: whether, and what the next person may know. Until then nothing changes, and you go on.
handing-anybody = Anybody who can
handing-full = has many conversations
handing-propose = Propose it
handing-stands = You have proposed that somebody else goes on. The student has not decided yet.
handing-take-back = Take it back
handing-failed = That could not be sent just now. Try again.
handing-none = No colleague could be named at the moment.

handing-wanted = Looking for somebody to go on
handing-wanted-lead = These students talk with somebody who hands over, left or does not answer. You see their card; what was said before comes along only if they wish.
handing-take = I would go on
handing-pass = Not me
handing-waits = You said yes. The student sees your name now and decides. The conversation opens here when they have.
handing-unsay = I cannot after all
handing-broken = This could not be checked and is not shown.

handing-before = From earlier, as the student shared it
handing-before-nothing = Nothing of what was said before was shared with you.
handing-before-summary = In their own words
handing-before-letter = Their first letter
handing-before-them = Student
handing-before-worker = Worker before you
handing-before-proven = as it was sent
handing-before-unproven = could not be confirmed
handing-before-unread = Something of it could not be read.

handing-shared = They told you who they are
handing-shared-name = Name
handing-shared-phone = Phone
handing-shared-place = Where they live
handing-shared-someone = Someone to call
handing-shared-back = They took back what they had told you about who they are.
