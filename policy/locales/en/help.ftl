# "I need more help than this": what a student reads when they ask for more than the conversation. Honest
# about who reads it and what it is not; calm, and short.

help-title = I need more help than this
help-who-title = Who reads this
help-who =
    Two people on the team: the coordinator, who works for the university, and the manager. If neither confirms it in time, the deputy can read it. Nobody else can, not even the worker you write with, and this service can't.
    They see what you write here and which conversation it belongs to, not who you are. To see that, two of them would have to agree.
    This is not an emergency service: nobody is called when you send it, and we can't say how soon it is read. They may answer you here.
help-urgent = Is anyone in danger right now?
help-urgent-yes = Yes
help-urgent-no = No
help-call = Please call { $emergency } now, or ask somebody near you to. You can send this as well.
help-call-no-number = Please call the emergency services now, or ask somebody near you to. You can send this as well.
help-called = Has anyone been called?
help-called-hint = If you like: who, and when.
help-said = What is happening?
help-wants = What would you like to happen?
help-wants-hint = Also anyone you don't want told.
help-about = Is it about the coordinator or the manager?
help-about-neither = No, both may read it
help-about-coordinator = About the coordinator: only the manager and the deputy get it
help-about-manager = About the manager: only the coordinator and the deputy get it
help-send = Send to these two people
help-too-long = That is too long by { $over } characters.
help-trouble-unchecked = This phone could not check who the two people are, so nothing was sent. What you wrote is still here. Please try again, and call if it can't wait.
help-trouble-refused = The service did not take it. What you wrote is still here. Please try again, and call if it can't wait.
help-waiting-title = Not sent yet
help-waiting = There is no connection, so nobody has this yet. It is kept locked on this phone and sent as soon as there is one. If it can't wait, please call.
help-sent-title = You asked for more help
help-state-asking = It was sent. How far it has come could not be asked yet.
help-state-unsent = Not sent yet.
help-state-sent = Sent. Nobody has confirmed it yet; this page shows when somebody does.
help-state-received = Received. One of them has confirmed it.
help-state-gone = It is no longer kept.
help-sent-after =
    It took something to ask. You can't read it again here; it is not listed in My record, and it is kept even if you erase your room.
    You can go on writing in your room as before. If it gets worse, please call.
help-before = What you asked for before
