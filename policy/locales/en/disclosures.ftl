# Disclosure by two holders: the record, the other's decision, what was done (R16 to R23). Plain words,
# calm; what cannot be undone is said to be so before it is done.

disclosures-tab = Disclosures
disclosures-title = Disclosures
disclosures-lead = Opening who a student is takes two holders: one writes down why, the other decides without knowing who it is. Begin one from a flag in the inbox.
disclosures-lead-auditor = The disclosure records that a holder sealed to you. Who the student is, is not in them.
disclosures-empty = There is none.
disclosures-prepare = Prepare a disclosure
disclosures-now = { $count ->
        [one] A disclosure waits for you.
       *[other] { $count } disclosures wait for you.
    }
disclosures-now-overdue = { $count ->
        [one] It is overdue that you say what was done after an identity was opened.
       *[other] It is overdue for { $count } disclosures that you say what was done.
    }
disclosures-now-go = Show

disclosures-state-requested = Waits for a decision
disclosures-state-approved = Approved, not opened
disclosures-state-opened = Opened
disclosures-state-completed = Completed
disclosures-state-refused = Refused
disclosures-state-withdrawn = Withdrawn, by the service's word
disclosures-withheld-badge = Withheld by the service
disclosures-withheld = The service does not show this any more as this device has read it. What stands here is what was read and signed; nothing can be done with it now. Talk to the other holder in person.
disclosures-turn-decide = You decide
disclosures-turn-open = You can open it
disclosures-turn-complete = Say what was done
disclosures-overdue = Overdue
disclosures-asked = Asked on { $date }
disclosures-pair = { $requester } asks, { $approver } decides
disclosures-broken-record = This record could not be checked on this device, so nothing of it is shown. Tell the other holder in person.
disclosures-broken-decision = The decision could not be checked on this device. Nothing can be done with this disclosure here. Tell the other holder in person.
disclosures-broken-completion = What was said to be done could not be checked on this device. Tell the other holder in person.
disclosures-draft = You are writing a disclosure.
disclosures-draft-go = Go on writing
disclosures-draft-drop = Discard it
disclosures-draft-drop-title = Discard what you wrote?
disclosures-draft-drop-why = Nothing of it was sent. It will be gone.
disclosures-draft-drop-yes = Yes, discard it

## Writing one

disclosures-form-title = Prepare a disclosure
disclosures-form-lead = This is the record. It comes before anything is opened, it is signed by you, and it stays. You do not know who the student is yet; write it so that the other holder does not need to know either.
disclosures-form-flag = About the flag on the ground “{ $ground }”, written on { $date }.
disclosures-form-lacking = Something is missing:
disclosures-form-lacks = Please say this, too.
disclosures-form-ground = On which ground?
disclosures-form-ground-hint = Only these grounds allow it.
disclosures-form-ground-none = The policy's grounds could not be read. Check the connection.
disclosures-form-ground-again = Try again
disclosures-form-outline = What happened, in outline
disclosures-form-outline-hint = Without anybody's name, number, room or address. The other holder decides without knowing who it is, so that they decide on what happened.
disclosures-form-names = { $count ->
        [one] This might tell who it is:
       *[other] These might tell who it is:
    }
disclosures-form-names-how = Write “a friend” or “their hall” instead, unless it is nobody's.
disclosures-form-aim = What would telling somebody achieve?
disclosures-form-aim-hint = What becomes safer by it, and why nothing less would do.
disclosures-form-recipients = Who would be told?
disclosures-form-recipients-hint = As few as possible. One at a time: a role, a service, a named person.
disclosures-form-recipient = Who
disclosures-form-recipient-add = Add
disclosures-form-recipient-drop = Remove { $name }
disclosures-form-fields = What would they be told of who the student is?
disclosures-form-fields-hint = As little as possible. Only what you tick here is shown when the identity is opened, and the rest is not.
disclosures-form-consulted = Whom did you consult?
disclosures-form-consulted-hint = Somebody senior must be asked before a breach. Say who, when, and what they advised.
disclosures-form-told = Does the student know?
disclosures-form-told-hint = Try to tell them first, if it is safe: you can write to them from the flag. Put down what they wish, also where you go against it.
disclosures-form-told-told = Yes, they were told
disclosures-form-told-not-told = No, they were not told
disclosures-form-wishes = What do they wish?
disclosures-form-why-not = Why were they not told?
disclosures-form-why-not-hint = For example: it would add to the danger, there was no time, the law forbids it. Without a reason they must be told.
disclosures-form-telling = When do they read of it in “My record”?
disclosures-form-telling-hint = “My record” shows students who came to what is theirs. After the time you choose it shows this, too.
disclosures-telling-at-once = As soon as it is opened
disclosures-telling-week = In a week
disclosures-telling-month = In 30 days
disclosures-telling-quarter = In 90 days
disclosures-telling-lifted = Not until a holder allows it
disclosures-form-note = What they will read there
disclosures-form-note-hint = To the student, in plain words: why it was done. They also read the ground, who was told, and what.
disclosures-form-closed = Is anybody to be kept from reading this record?
disclosures-form-closed-hint = Tick whoever might look into a complaint about it. It is never handed to them, also not as an auditor or after they renewed their certificate.
disclosures-form-closed-none = There is nobody else in the team who could ever be handed it.
disclosures-form-approver = Who decides?
disclosures-form-approver-hint = The other holder. Only if they are away, the deputy: the deputy may not have the flag, and then cannot compare this record with it.
disclosures-form-approver-out = The flag is about the { $role }, who is left out of this.
disclosures-form-review = Read it through
disclosures-lack-ground = the ground
disclosures-lack-outline = what happened, in outline
disclosures-lack-aim = what telling somebody would achieve
disclosures-lack-recipients = who would be told
disclosures-lack-fields = what they would be told
disclosures-lack-consulted = whom you consulted
disclosures-lack-told = whether the student knows
disclosures-lack-wishes = what the student wishes
disclosures-lack-why-not = why they were not told
disclosures-lack-telling = when they read of it
disclosures-lack-note = what they will read
disclosures-lack-approver = who decides

disclosures-review-title = Read it through
disclosures-review-lead = This is what you sign. It goes to { $approver } alone, sealed; the service cannot read it.
disclosures-review-change = Change something
disclosures-review-send = Sign and send
disclosures-review-send-title = Sign this record?
disclosures-review-send-why = It is on record from now on. You can withdraw it until the identity is opened, but not change it. If it is refused, that is final for this ground.
disclosures-review-send-yes = Sign and send

## One record

disclosures-one-title = Disclosure
disclosures-ground = Ground
disclosures-outline = Outline
disclosures-aim = What it is to achieve
disclosures-recipients = To be told
disclosures-fields = What of who they are
disclosures-consulted = Consulted
disclosures-told = The student was told
disclosures-told-told = Yes
disclosures-told-not-told = No
disclosures-wishes = What they wish
disclosures-why-not = Why not told
disclosures-tell = The student reads of it
disclosures-tell-at-once = as soon as it is opened
disclosures-tell-from = from { $date } on
disclosures-tell-lifted = not until a holder allows it
disclosures-closed = Kept from
disclosures-closed-unknown = somebody no longer on the roster
disclosures-closed-nobody = nobody
disclosures-requester = Asks
disclosures-approver = Decides
disclosures-field-telegram-id = Telegram number
disclosures-field-telegram-name = Name in Telegram
disclosures-field-name = Name
disclosures-field-phone = Phone
disclosures-field-place = Where they live or are
disclosures-field-someone = Someone to call
disclosures-record = The record
disclosures-signed = Signed by { $by } on { $date }.
disclosures-signed-certain = This is certain: certified by this service's root.
disclosures-signed-former = Certified by this service's root, but no longer on the roster.

disclosures-decision = The decision
disclosures-decision-approve = Approved
disclosures-decision-refuse = Refused
disclosures-reasons = Reasons
disclosures-refused-final = This is final. The same ground cannot be asked for again for this student; a new record needs a new ground.
disclosures-waits = { $approver } has been asked. They get a notice that says no more than that there is something.

disclosures-decide = Decide
disclosures-decide-lead = You decide on what happened, not on who it is. Nobody knows that yet.
disclosures-compare-fits = This device compared the record with the flag: it is about that flag and its student, the ground is the one marked, and nobody whom the flag leaves out has a part in it. Who asks is on the roster.
disclosures-compare-not-compared = You stand in and do not have the flag. This device could not compare the record with it: whether it is about that flag and student, on this ground, you know from the other holder alone. Who asks is on the roster.
disclosures-compare-no-flag = This device does not have the flag that the record is about, so it cannot be approved here. You can refuse it.
disclosures-compare-mismatch = The record does not fit the flag, or who signed it is not on the roster. It cannot be approved here. You can refuse it; tell the other holder in person.
disclosures-compare-other-ground = The ground of this record is none of the policy's. It cannot be approved here. You can refuse it; ask the other holder in person.
disclosures-compare-no-policy = Which grounds the policy has is not known here yet, so it cannot be approved yet. You can refuse it.
disclosures-decide-reasons = Your reasons
disclosures-decide-reasons-hint = They stay with the record, whatever you decide.
disclosures-decide-lacking = Write your reasons first.
disclosures-approve = Approve
disclosures-approve-title = Approve opening this identity?
disclosures-approve-why = { $requester } can then see who the student is, as far as the record says, and nothing else. You do not see it. Your signed reasons stay.
disclosures-approve-yes = Yes, approve
disclosures-refuse = Refuse
disclosures-refuse-title = Refuse it?
disclosures-refuse-why = A refusal is final: the same ground cannot be asked for again for this student.
disclosures-refuse-yes = Yes, refuse

disclosures-open = Open the identity
disclosures-open-lead = It was approved. When you open it, this device shows what the record names and nothing else.
disclosures-open-title = Open who the student is?
disclosures-open-why = That you opened it is on record, with the time, and cannot be undone. Within the set days you say what was done.
disclosures-open-yes = Open it
disclosures-open-again = Show it again
disclosures-open-again-lead = It is not kept on this device. Showing it again is put on record, too.
disclosures-identity = Who the student is
disclosures-identity-lead = Only what the record names. It goes when this desk locks.
disclosures-identity-nothing = not given by the student

disclosures-complete = What was done
disclosures-complete-lead = Say it as soon as it is done. Until then this is open.
disclosures-complete-due = Due by { $date }.
disclosures-complete-overdue = This has been overdue since { $date }.
disclosures-complete-done = What was done
disclosures-complete-by = Who is responsible
disclosures-complete-at = When
disclosures-complete-passed = Was anything passed on?
disclosures-complete-passed-yes = Yes
disclosures-complete-passed-no = No, nothing was passed on
disclosures-complete-recipients = Who was told
disclosures-complete-fields = What they were told
disclosures-complete-lacking = Say what was done, who is responsible, when, and who was told what.
disclosures-complete-send = Sign and complete
disclosures-completion = What was done
disclosures-completion-nothing = Nothing was passed on.

disclosures-withdraw = Withdraw it
disclosures-withdraw-title = Withdraw this disclosure?
disclosures-withdraw-why = Nothing is opened by it any more. That it was asked for stays on record.
disclosures-withdraw-yes = Yes, withdraw

disclosures-tell-change = Change when the student reads of it
disclosures-tell-shown = The student can read of it in “My record”.
disclosures-tell-now = Let them read of it now
disclosures-tell-now-title = Let the student read of it?
disclosures-tell-now-why = Once it is opened, “My record” shows them that their identity was opened, why, and who was told. That cannot be taken back.
disclosures-tell-now-yes = Yes, let them
disclosures-tell-later = Choose another time

disclosures-auditor = The auditor
disclosures-auditor-lead = An auditor can read this record, the decision and what was done, never who the student is and not what the flag said.
disclosures-auditor-let = Let the auditor read this
disclosures-auditor-let-title = Let the auditor read this?
disclosures-auditor-let-why = It is sealed to: { $names }. They keep what they have read.
disclosures-auditor-let-yes = Seal it to them
disclosures-auditor-none = There is no auditor on the roster who may read it.
disclosures-auditor-shut = Kept from { $names }, as the record says.
disclosures-auditor-done = It is sealed to the auditor.

disclosures-sheet = Print this record
disclosures-sheet-title = Disclosure record
disclosures-sheet-lead = Made on this device from what was signed. Whoever has this paper can read it: keep it where the team's papers are kept.
disclosures-sheet-identity = Put who the student is on the paper
disclosures-sheet-number = Number { $id }
disclosures-sheet-state = State on { $date }: { $state }
disclosures-sheet-not = Who the student is, is not on this paper.

disclosures-problem-offline = No connection. What you wrote is still here; try again when you are back.
disclosures-problem-failed = The server did not take it. What you wrote is still here.
disclosures-problem-roster = The team's roster could not be checked or has run out, so nothing was signed. What you wrote is still here.
disclosures-problem-mismatch = Something did not fit together, so nothing was done. Tell the other holder in person. What you wrote is still here.
disclosures-problem-changed = This has changed meanwhile. This page shows how it is now; what you wrote is still here.
disclosures-problem-refused = This ground was refused for this student before, and that is final. A new record needs a new ground. What you wrote is still here.
disclosures-problem-full = There are too many disclosures about this student already. What you wrote is still here.
disclosures-problem-gone = It is not there any more, or not yours. What was sealed may have been erased since.
disclosures-problem-told = The student can read of it already. That cannot be taken back.
disclosures-problem-stale = The roster has just changed. Please try again.
disclosures-problem-no-capsule = There is no sealed identity for this student, or no more: nobody can open who they are.
disclosures-problem-no-flag = This device does not have the flag open that this is about. Open the inbox first, then try again.
