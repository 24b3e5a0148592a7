# What a worker reads who cannot carry on with a conversation, and what their device says for them.
# The student is never told why, and neither is anybody else.

aside-open = I can't carry on with this one
aside-title = You can't carry on?
aside-lead = That is all right. Choose what fits; nobody asks you to explain.
aside-said = This is said to them for you, then it ends:
aside-failed = That has not arrived. Nothing has ended. Please try again.

aside-know = I may know this person
aside-know-why = The conversation ends, and you can no longer open it on any device. They can ask for somebody else, and you are left out then. Nobody is told why, and no reason is kept.
aside-know-said = I'm sorry, I can't carry on with this conversation myself. It isn't because of anything you said. Somebody else here can: choose “Ask for somebody else”, and your first message goes to the others and not to me.
aside-know-yes = Say this and end it

aside-conflict = We already help the other side
aside-conflict-title = The other side of a dispute?
aside-conflict-why = It waits until the coordinator, the manager or the deputy has decided, and it is not yours any more. You don't say what it is about or with whom, and nothing of that is kept. The student is not told.
aside-conflict-why-open = The coordinator, the manager and the deputy are asked to decide. You don't say what it is about or with whom, and nothing of that is kept. Until they have decided the conversation goes on; the student is not told.
aside-conflict-yes = Yes, let them decide
aside-conflict-done = They have been asked. Until one of them has decided you can go on as before.

aside-conduct = It is abusive, or not meant seriously
aside-conduct-why = You don't have to take this. The conversation ends, and you can no longer open it on any device.
aside-conduct-said = I'm ending this conversation now. If something is hard for you, you can write to us again, and somebody will listen. If you are in danger, call { $emergency }. { $talk } can be called at any hour: { $talk_number }.
aside-conduct-look = Ask the coordinator to look at it. They learn only that you asked, not what was said.
aside-conduct-yes = Say this and end it
