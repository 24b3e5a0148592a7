# The list of accesses, for the auditor and the holders (R15): what each kind of row is called. A row
# says what was done, in which hour and in which role; never by name, to whom or about what.

audit-tab = Accesses
audit-title = Who did what, and when
audit-lead = Each row says what was done, in which hour and in which role. No row says about whom. Safety concerns are not in this list: they have one of their own, which only their holders can read.
audit-lead-auditor = That you look at this list is itself put on it.
audit-holds = The list is unbroken: every row follows from the one before, and it fits what holders signed.
audit-holds-word = This is checked by the service. Whoever runs it can check it offline with “peerlink audit verify”.
audit-broken = The list does not hold together. A row was changed or is missing. Tell the other holders in person, and have the operator run “peerlink audit verify”.
audit-look = Look again
audit-earlier = Show earlier rows
audit-only = Show
audit-only-all = Everything
audit-empty = There is no row of this kind among those shown.
audit-shown = { $count ->
        [one] One row shown
       *[other] { $count } rows shown
    }
audit-number = Row { $number }
audit-by = by { $role }
audit-hour = in the hour from { $date }
audit-week = in the week of { $date }

audit-role-student = a student
audit-role-worker = a worker
audit-role-coordinator = the coordinator
audit-role-manager = the manager
audit-role-deputy = the deputy
audit-role-consultant = a consultant
audit-role-auditor = an auditor
audit-role-service = the service itself
audit-role-operator = whoever runs the service

audit-event-audit-seen = This list was looked at
audit-event-capsule-half_shown = Half of an identity's key was handed to the holder who decides
audit-event-capsule-opened = An identity was opened
audit-event-case-closed = A conversation was ended
audit-event-case-lost = A conversation was ended because the student lost every key
audit-event-consent-given = A consent was given, changed or taken back
audit-event-conversation-acknowledged = A student's device accepted the worker
audit-event-conversation-handed_over = A conversation was handed to another worker
audit-event-conversation-opened = A worker answered, a conversation began
audit-event-conversation-renewed = A conversation got new keys
audit-event-disclosure-approved = Opening an identity was approved
audit-event-disclosure-completed = What was done with an identity was put on record
audit-event-disclosure-refused = Opening an identity was refused
audit-event-disclosure-requested = Opening an identity was asked for
audit-event-disclosure-shown_to_auditors = A disclosure record was opened to auditors
audit-event-disclosure-telling_set = When a student reads of a disclosure was changed
audit-event-disclosure-withdrawn = A disclosure was withdrawn
audit-event-disclosures-seen = Disclosure records were looked at
audit-event-entries-seen = Supervision notes were looked at
audit-event-entry-agenda_off = A supervision note was taken off the agenda
audit-event-entry-agenda_on = A supervision note was put on the agenda
audit-event-entry-answered = A supervision note was answered
audit-event-entry-close = A supervision note was closed
audit-event-entry-discuss = A supervision note was discussed
audit-event-entry-reopen = A supervision note was opened again
audit-event-entry-take = A supervision note was taken into review
audit-event-entry-written = A supervision note was written
audit-event-keys-changed = A student's keys were changed
audit-event-keys-dropped = A way to open somebody's keys was removed
audit-event-keys-kept = A way to open somebody's keys was set
audit-event-numbers-frozen = Numbers were put together for good
audit-event-numbers-released = Numbers were released
audit-event-person-enrolled = Somebody set up an account
audit-event-person-lost = A student lost every key and started over
audit-event-request-claimed = A request was claimed and read
audit-event-request-lapsed = A claim ran out
audit-event-request-passed = A request was passed
audit-event-request-recused = A worker stepped back from a request
audit-event-request-released = A claim was given back
audit-event-request-revised = A request was changed by its student
audit-event-request-submitted = A student asked for a conversation
audit-event-request-wraps_dropped = Other workers' keys to a request were deleted
audit-event-session-ended = Somebody signed out
audit-event-session-others_ended = Somebody signed out everywhere else
audit-event-session-started = Somebody signed in
audit-event-team-active = A member of the team was restored
audit-event-team-backup_kept = A split backup of a key was stored
audit-event-team-certified = A member of the team was certified
audit-event-team-invite_withdrawn = An invite was withdrawn
audit-event-team-invited = Somebody was invited to the team
audit-event-team-root_made = The service's root was made
audit-event-team-roster_signed = A roster was signed
audit-event-team-suspended = A member of the team was suspended
