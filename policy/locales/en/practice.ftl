# The practice conversation for workers: a script in a student's place, on the worker's own device. Plain words. It
# names no person; what the script says is made up of nothing that anybody wrote.

practice-band = PRACTICE: no real student. Nothing is sent.
practice-title = Practise a conversation
practice-lead = A script writes in a student's place. You answer as you would. Nothing you type here leaves this device, and it is gone when you leave or lock.
practice-tries = What you can try
practice-try-answer = Answer the letter
practice-try-guide = Open the guide beside a message of concern
practice-try-concern = Go through raising a concern
practice-try-note = Write a note for supervision, and let your device find names
practice-try-close = End the conversation
practice-open = not yet
practice-real = In a real conversation there is no band at the top, and the student is somebody. Take your time here: you can't do anything wrong.
practice-start = Begin
practice-again = Begin again
practice-leave = Leave practice
practice-practise = Practise a conversation
practice-practise-why = With a script, on this device alone. Nobody sees it.
practice-name = Practice student (a script)
practice-letter-title = The practice letter
practice-typing = The script is answering …

practice-letter = Hello. I don't know where to begin. I can't keep up with my course and I haven't slept properly for weeks. I live in North Hall and nobody there knows.
practice-answer-1 = Thank you for answering. It helps a bit that somebody reads this.
practice-answer-2 = It got worse after the exams. I stopped going out. You could ring me on 07700 900123 if that is easier for you.
practice-answer-3 = Some nights I think about killing myself. I have not told anybody.
practice-answer-4 = No, I am safe right now. I am in my room. I only wanted to say it once.
practice-answer-5 = I think I could call them. Thank you for listening. Can I write again?

practice-hint-0 = Read the letter, then write a first reply. Say that you are here and that you read it; one question is enough.
practice-hint-1 = Listen on. You don't have to solve anything.
practice-hint-2 = They offered a phone number. You stay in the room: you do not call, meet or write anywhere else.
practice-hint-3 = Look at the mark beside this message: it opens the guide. Ask plainly whether they are safe right now. You do not decide alone: try raising a concern.
practice-hint-4 = Say what you heard. Under More you find who they can call; you can name one of them.
practice-hint-5 = The script says no more. Under More: write a note for supervision, then end the conversation.

practice-send = Practise sending it
practice-raised-title = That would be raised now
practice-raised = In a real conversation your concern would be sealed to two holders now, and you would see when one of them has it. Here nothing was sent, and nobody was told.
practice-note-lead = Write what happened, as you would for supervision. Try it with something that could give somebody away: North Hall, or the phone number.
practice-note-done = Practise sending it
practice-noted-title = That would be sent now
practice-noted = In a real conversation this text, without names, would be sealed to coordinator and manager. Here nothing was sent.
practice-on = Back to the practice
practice-close = In practice nothing is counted and nothing is kept.
practice-over-title = Practice is over
practice-over = Nothing of it was kept. This is what you tried:
