# How long things are kept, on the holders' desk: what falls due, postponing, holds (R14).
keeping-title = Keeping
keeping-lead = Ended conversations are destroyed after { $conversations ->
        [one] one day
       *[other] { $conversations } days
    }{ $after_degree ->
        [on] , or a year after the end of a degree where its student said when that is
       *[off] {""}
    }, closed concerns, notes and reports, ended disclosures, notes of enquiries and ended audits of records after { $records ->
        [one] one day
       *[other] { $records } days
    }. This happens by itself. Here are counts, never whose.
keeping-due-title = What falls due
keeping-due-none = Nothing that has ended waits for its day.
keeping-count-concern = { $count ->
        [one] one safety concern
       *[other] { $count } safety concerns
    }
keeping-count-note = { $count ->
        [one] one note for supervision
       *[other] { $count } notes for supervision
    }
keeping-count-disclosure = { $count ->
        [one] one disclosure
       *[other] { $count } disclosures
    }
keeping-count-report = { $count ->
        [one] one report
       *[other] { $count } reports
    }
keeping-count-enquiry = { $count ->
        [one] one note of an enquiry
       *[other] { $count } notes of enquiries
    }
keeping-count-audit = { $count ->
        [one] one audit of records
       *[other] { $count } audits of records
    }
keeping-count-conversation = { $count ->
        [one] one conversation
       *[other] { $count } conversations
    }
keeping-count-contact = { $count ->
        [one] one conversation with a holder
       *[other] { $count } conversations with holders
    }
keeping-open-long = Open for more than a year: { $what }. What is open is never destroyed. Close what is over.
keeping-soon = By the end of next month something falls due to be destroyed. Postpone it if it is still needed.
keeping-line-hold = Another holder asks for your word on a hold: something is to be kept, or no longer.
keeping-open = Open Keeping

keeping-postpone-title = Postpone
keeping-postpone-lead = Nothing of a kind is destroyed before a day that you choose, at most a year ahead. That you did, and when, stays on the list of accesses.
keeping-postpone-none = Nothing is postponed.
keeping-postponed = { $kind }: not before { $date }. { $reason }
keeping-kind = What
keeping-kind-concern = Safety concerns
keeping-kind-note = Notes for supervision
keeping-kind-disclosure = Disclosures
keeping-kind-report = Complaints and incidents
keeping-kind-enquiry = Notes of enquiries
keeping-kind-audit = Audits of records
keeping-kind-conversation = Conversations
keeping-kind-contact = Conversations with holders
keeping-until = Not before
keeping-why = Why
keeping-why-incident = After a serious incident
keeping-why-complaint = A complaint is open
keeping-why-legal = A court or a regulator asks for it
keeping-why-audit = An audit needs it
keeping-why-unfinished = Something is not finished
keeping-postpone = Postpone
keeping-postpone-ask = Postpone destroying?
keeping-postpone-sure = { $kind }: nothing is destroyed before { $date }.

keeping-hold-title = Holds
keeping-hold-lead = After a serious incident two holders can agree to keep all that ended in a period. From then on it is not destroyed by time, and a student who wants it erased is told that it must be kept for now. The same two end it.
keeping-hold-none = Nothing is held.
keeping-hold-from = Ended from
keeping-hold-to = to
keeping-hold-ask = Ask for a hold
keeping-hold-sure = Keep everything that ended from { $from } to { $to }? It is held once another holder agrees.
keeping-hold-ask-title = Ask for a hold?
keeping-hold-period = Everything that ended from { $from } to { $to }
keeping-hold-one-concern = One safety concern
keeping-hold-one-note = One note for supervision
keeping-hold-one-disclosure = One disclosure
keeping-hold-one-conversation = One conversation
keeping-hold-one-contact = One conversation with a holder
keeping-hold-state-asked = Asked for by { $by }. It holds nothing until another holder agrees.
keeping-hold-state-held = Held. { $by } asked for it.
keeping-hold-state-ending = Held. One of the two asked to end it; the other must agree.
keeping-hold-state-ended = Ended.
keeping-hold-agree = Agree: keep it
keeping-hold-end = End it
keeping-hold-withdraw = Take it back
keeping-hold-agree-end = Agree: end it
keeping-hold-this = Keep this concern and its conversation
keeping-hold-this-title = Ask that these are kept?
keeping-hold-this-why = This concern and the conversation that it names are not destroyed by time, and the student cannot erase that conversation, once another holder agrees in Policy, under Keeping. The service learns then that the two belong together.
keeping-hold-this-done = Asked for. Another holder can agree in Policy, under Keeping.

keeping-destroyed-title = Destroyed
keeping-destroyed-none = Nothing was destroyed by time yet.
keeping-certificate = Save the certificate
keeping-certificate-later = A month's certificate can be saved once the month is over.
keeping-certificate-hint = Whoever runs the service can check it with peerlink certificate. Of concerns, disclosures, complaints and incidents it counts only those that you hold.
keeping-trouble = That did not work. Nothing was changed.
