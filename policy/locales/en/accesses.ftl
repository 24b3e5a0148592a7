# Who came to what is a student's, in My record: events of the service in plain words, and what is not
# listed there and why.

accesses-lead = Each time somebody on the team came to what is yours, and what the service did with it.
accesses-hour = { $date }, { $from } to { $to }
accesses-none = Nobody has come to anything of yours yet.
accesses-all = Show all { $count }
accesses-failed = This could not be read just now.
accesses-not-listed = Safety concerns are not listed here: somebody who looks over your shoulder must not learn of one, and neither must somebody it is about. You were told so before you wrote. If your identity was opened, you are told here as soon as that is safe and allowed.

accesses-what-request-claimed = Took your request and opened your letter
accesses-what-request-released = Gave your request back to the others
accesses-what-request-lapsed = Your request went back to the others: the time to answer was over
accesses-what-request-wraps-dropped = The other workers' keys to your letter were destroyed
accesses-what-conversation-opened = Answered you: the conversation began
accesses-what-conversation-handed-over = The conversation went to another worker
accesses-what-conversation-renewed = The keys of the conversation were renewed
accesses-what-conversation-unattended = Noticed that your worker does not answer
accesses-what-conversation-attended = Noticed that your worker is there again
accesses-what-handover-willing = Read your card and said that they would go on with you
accesses-what-case-closed = Ended the conversation
accesses-what-case-not-acted = Said that the service cannot act on your request
accesses-what-record-written = Wrote in the record of your conversation
accesses-what-record-read = Read the record of your conversation
accesses-what-record-sampled = Let an auditor read the record of your conversation
accesses-what-record-audited = Read the record of your conversation, to see whether records are kept well
accesses-what-record-judged = Said what they found of that record
accesses-what-record-audit-ended = An auditor's time was over: they can read that record no more
accesses-what-contact-written = Wrote to you, in a conversation of its own
accesses-what-contact-closed = Ended the conversation that they began
accesses-what-other = Something of yours was used

accesses-role-worker = A worker
accesses-role-coordinator = The coordinator
accesses-role-manager = The manager
accesses-role-deputy = The deputy
accesses-role-consultant = A consultant
accesses-role-auditor = An auditor
accesses-role-service = The service itself
accesses-role-other = Somebody on the team

accesses-opened = Your identity was opened
accesses-opened-unread = What was written to you about it can't be opened on this phone. Please ask the team.
accesses-ground = Reason
accesses-why = What they say about it
accesses-told = Who was told
accesses-fields = What was passed on
accesses-by = Who did it
accesses-by-unsure = This phone could not check who wrote this to you.
accesses-field-telegram-id = Your Telegram account
accesses-field-telegram-name = Your name in Telegram
accesses-field-name = Your own name
accesses-field-phone = Your phone number
accesses-field-place = Where you live
accesses-field-someone = Someone to call
