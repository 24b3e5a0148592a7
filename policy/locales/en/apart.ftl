# What a student reads who would rather talk to somebody else. Loaded when it is needed.
# Nothing here may say why, or ask.

apart-else = I'd rather talk to somebody else
apart-else-again = Ask for somebody else
apart-else-title = Somebody else, please?
apart-else-ends = This conversation ends. { $name } can no longer open it here, but may remember what they read. You can still read it.
apart-else-next = Your first message goes back into the writing box. You can change it, and it is sent when you tap Send: to the others, never to { $name }.
apart-else-untold = You don't have to say why, and nobody is told. { $name } only sees that the conversation has ended.
apart-else-nobody = There is nobody else here who could answer at the moment. Nothing was ended, and nobody was told.
apart-else-yes = End this one and write to somebody else
apart-else-yes-over = Write to somebody else

# The service cannot act on a request (R26). Whatever the reason is, the words are these: nothing in
# them may tell of anybody else.
apart-cannot-act-title = We cannot act on this request
apart-cannot-act = We are sorry: we cannot act on this request. We cannot say more, and it says nothing about you. It is closed, and nobody here can open what you wrote any more. You can still read it.
apart-cannot-act-help = There are others who can help you.
apart-cannot-act-unproven = Our server says that this request was closed, but this phone could not check who on the team said so. If this surprises you, tell the team.
