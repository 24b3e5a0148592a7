# Going on with somebody else, for the student: when a worker proposes it, is gone or silent; what goes along;
# and telling one's own worker who one is. { $name } is the worker's name.

handover-asked-proposed = { $name } would like somebody else to go on with you. You decide whether, and with what.
handover-asked-proposed-to = { $name } would like { $other } to go on with you. You decide whether, and with what.
handover-asked-gone = { $name } cannot write here any more. Somebody else can go on with you, if you like. Nothing you wrote is lost.
handover-asked-silent = { $name } has not been here for some days. Somebody else can go on with you, if you like. Nothing you wrote is lost.
handover-choose = Choose
handover-title = How shall it go on?
handover-card = Whoever is asked sees this, and nothing of what was said:
handover-card-none = Only that somebody looks for a person to go on with
handover-ask-one = Ask { $other }
handover-ask-all = Ask for somebody else
handover-ask-all-why = Everybody on the team who may be asked sees your card. When one says yes, you see who, and choose what goes along.
handover-wait = Wait with { $name }
handover-not-now = Not now
handover-end = End the conversation
handover-looking = We are asking for somebody to go on with you. If you allow messages, you get “You have an update” when one says yes.
handover-nobody = Nobody who was asked can take it at the moment.
handover-ask-again = Ask again
handover-stop = Stop asking
handover-willing = { $other } would go on with you.
handover-willing-choose = Look and decide
handover-along = What may { $other } know of what was said?
handover-along-nothing = Nothing of it
handover-along-summary = A few words of my own
handover-along-last = The last messages
handover-along-last-count = How many
handover-along-last-some = { $count } messages
handover-along-everything = Everything, my first letter too
handover-along-nothing-why = { $other } sees your card, and nothing else of what was said.
handover-along-everything-why = Both what you wrote and what was written to you. { $other } can see whether it is as it was sent.
handover-along-waiting = { $count ->
    [one] A message that { $name } never got goes to { $other } in any case, as the next one. If you do not want that, close this and take it back first.
   *[other] { $count } messages that { $name } never got go to { $other } in any case, as the next ones. If you do not want that, close this and take them back first.
}
handover-summary-label = In your own words
handover-goes = { $name } can then no longer read what you write, and may remember what they read. This cannot be undone.
handover-go = Go on with { $other }
handover-not-with = Not with { $other }
handover-trouble-nobody = There is nobody else to ask at the moment. You can stay, or end the conversation.
handover-trouble-untrusted = Your phone could not check who is on the team. Nothing was sent. Try again later.
handover-trouble-failed = That did not go through. Try again.

identity-open = Tell { $name } who I am
identity-title = What shall { $name } know about you?
identity-lead = Only what you tick is sent, to { $name } alone. You can change it or take it back. { $name } may remember what they saw.
identity-name = Name
identity-phone = Phone
identity-place = Where I live
identity-someone = Someone to call
identity-send = Share
identity-take-back = Take all of it back
identity-shared = { $name } sees this about you:
identity-failed = That could not be kept on your phone just now. Try again.
handover-along-record = { $count ->
    [one] The record of this conversation, too: one entry
   *[other] The record of this conversation, too: { $count } entries
}
handover-along-record-why = What was noted as done, not what was said: you can read it in My record. { $other } can see that nothing was added or left out in between. Without it they begin anew.
handover-along-record-part = Some of what was noted in the record could not be opened, so it cannot go along.
handover-along-record-later = Whether there is a record to pass on could not be found out just now.
handover-record-lacks = { $name } starts without the record of this conversation: it could not be passed on. What you chose of the messages goes along all the same. If something was noted, you can read it in My record.
handover-record-lacks-read = All right
handover-undone-all = Another phone of yours was to pass on to { $name } what goes along, and has not. It does so when you open it there; or choose it here.
handover-undone-record = Another phone of yours was to pass on to { $name } the record of this conversation, and has not. It does so when you open it there; or do it here.
handover-undone-choose = Choose what goes along
handover-undone-title = What goes along to { $name }
handover-undone-lead = { $name } is here already. What you choose now is passed on from this phone, whatever you chose before.
handover-undone-go = Pass it on
handover-undone-record-go = Pass the record on
handover-undone-leave = Leave it out
