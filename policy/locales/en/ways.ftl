# By which ways a student may be reached: “You have an update” in Telegram, and, where they give a number or an
# address, which of these may be used (R5). Shown to students, to a worker whom they told, and beside an opened identity.

ways-ask = How may we reach you?
ways-ask-why = We can send you a message in Telegram that says “You have an update”, and nothing else. If you say no, none is sent: nothing tells you when somebody has answered, and you look here yourself.
ways-ask-yes = You may message me in Telegram
ways-ask-no = Please don't message me
ways-ask-later = Not now
ways-ask-change = You can change this in My record at any time.
ways-ask-asking = Telegram asks you now.
ways-ask-refused = Telegram does not let us message you. You can look here yourself.
ways-ask-on = Message in Telegram
ways-ask-off = No messages

ways-outside = If you have to be reached outside this app, what is all right?
ways-outside-why = This goes with your number and your address: whoever may see them sees this, too.
ways-call = A call to my phone
ways-voicemail = A voicemail, if I don't answer
ways-text = A text message
ways-letter = A letter to where I live
ways-none = None of these. Only here

ways-said = What is all right for them
ways-said-call = A call
ways-said-voicemail = A voicemail
ways-said-text = A text message
ways-said-letter = A letter
ways-said-none = None of these. Only in the room
ways-said-nothing = They did not say
