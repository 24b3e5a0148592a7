CREATE TABLE accounts (
    id BLOB PRIMARY KEY,
    look_up BLOB NOT NULL UNIQUE,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    person BLOB NOT NULL
) STRICT;

CREATE TABLE again (
    look_up BLOB PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    word BLOB NOT NULL,
    until INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    hour INTEGER NOT NULL,
    event TEXT NOT NULL,
    role TEXT NOT NULL,
    case_reference BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TABLE "backups" (
    role TEXT NOT NULL,
    version INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (role, version)
) STRICT;

CREATE TABLE bindings (
    id BLOB PRIMARY KEY,
    spelling BLOB NOT NULL,
    device_key BLOB NOT NULL,
    until INTEGER NOT NULL
) STRICT;

CREATE TABLE bundles (
    account BLOB PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    blob BLOB NOT NULL
) STRICT;

CREATE TABLE cases (
    conversation INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL,
    student BLOB NOT NULL,
    worker BLOB,
    due INTEGER,
    body BLOB NOT NULL
, about BLOB, seeking INTEGER, declared INTEGER NOT NULL DEFAULT 0, recorded INTEGER NOT NULL DEFAULT 0, ended INTEGER) STRICT;

CREATE TABLE certificate_reminders (
    certificate BLOB NOT NULL,
    stage INTEGER NOT NULL,
    PRIMARY KEY (certificate, stage)
) STRICT;

CREATE TABLE certificates (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    account BLOB NOT NULL REFERENCES accounts (id),
    signed BLOB NOT NULL
) STRICT;

CREATE TABLE consents (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    reference BLOB NOT NULL UNIQUE,
    hour INTEGER NOT NULL,
    signed BLOB NOT NULL
) STRICT;

CREATE TABLE degree_ends (
    account BLOB PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    month BLOB NOT NULL
) STRICT;

CREATE TABLE destroyed (
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    holders TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (month, kind, holders)
) STRICT;

CREATE TABLE disclosure_papers (
    disclosure BLOB NOT NULL REFERENCES disclosures (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (disclosure, name)
) STRICT;

CREATE TABLE disclosures (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    about BLOB NOT NULL,
    mark BLOB NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    requester TEXT NOT NULL,
    approver TEXT NOT NULL,
    made INTEGER NOT NULL,
    opened INTEGER,
    due INTEGER,
    tell INTEGER NOT NULL,
    body BLOB NOT NULL
, remind INTEGER, ended INTEGER) STRICT;

CREATE TABLE duties (
    account BLOB PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE enquiries (
    id BLOB PRIMARY KEY,
    hour INTEGER NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    account BLOB NOT NULL
) STRICT;

CREATE TABLE entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    term TEXT NOT NULL,
    tag BLOB NOT NULL,
    week TEXT NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    agenda INTEGER NOT NULL,
    sealed BLOB NOT NULL, ended INTEGER,
    FOREIGN KEY (term, tag) REFERENCES pseudonyms (term, tag)
) STRICT;

CREATE TABLE entry_consultants (
    entry BLOB NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    certificate BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (entry, certificate)
) STRICT;

CREATE TABLE entry_replies (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    entry BLOB NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    digest BLOB NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (entry, digest)
) STRICT;

CREATE TABLE entry_wraps (
    entry BLOB NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (entry, role)
) STRICT;

CREATE TABLE entry_writers (
    entry BLOB PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    look_up BLOB NOT NULL,
    account BLOB NOT NULL
) STRICT;

CREATE TABLE flag_accesses (
    number INTEGER PRIMARY KEY,
    boxes BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TABLE flag_events (
    flag BLOB NOT NULL REFERENCES flags (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    mark TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (flag, number)
) STRICT;

CREATE TABLE flag_wraps (
    flag BLOB NOT NULL REFERENCES flags (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (flag, name)
) STRICT;

CREATE TABLE flags (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL,
    stage INTEGER NOT NULL,
    holders TEXT NOT NULL,
    received INTEGER NOT NULL,
    due INTEGER,
    late INTEGER NOT NULL,
    released INTEGER NOT NULL,
    head INTEGER NOT NULL,
    head_hash BLOB NOT NULL,
    sealed BLOB NOT NULL
, ended INTEGER) STRICT;

CREATE TABLE heard (
    case_id BLOB PRIMARY KEY,
    slot INTEGER NOT NULL,
    day INTEGER NOT NULL,
    nudged INTEGER NOT NULL
) STRICT;

CREATE TABLE holds (
    id BLOB PRIMARY KEY,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    agreed_by TEXT,
    ending_by TEXT,
    hour INTEGER NOT NULL,
    kind TEXT,
    reference BLOB,
    since INTEGER,
    until INTEGER,
    due_since INTEGER,
    due_until INTEGER
, known_to TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE invites (
    id BLOB PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    label BLOB NOT NULL,
    under18 INTEGER NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT;

CREATE TABLE leavers (
    account BLOB PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    hour INTEGER NOT NULL
) STRICT;

CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    message BLOB NOT NULL,
    body_hash BLOB,
    UNIQUE (conversation, slot)
) STRICT;

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE number_counts (
    week TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (week, name)
) STRICT;

CREATE TABLE number_tables (
    period TEXT PRIMARY KEY,
    released INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE number_vectors (
    week TEXT NOT NULL,
    worker BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (week, worker)
) STRICT;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reference BLOB NOT NULL UNIQUE,
    chat BLOB NOT NULL,
    key BLOB,
    not_before REAL NOT NULL,
    attempts INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE papers (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (conversation, name)
) STRICT;

CREATE TABLE policy_notices (
    digest BLOB PRIMARY KEY,
    variant TEXT NOT NULL
) STRICT;

CREATE TABLE policy_rows (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    profile TEXT NOT NULL,
    digest BLOB NOT NULL,
    event TEXT NOT NULL,
    at INTEGER NOT NULL,
    decided INTEGER,
    role TEXT NOT NULL
) STRICT;

CREATE TABLE postponements (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    hour INTEGER NOT NULL
) STRICT;

CREATE TABLE pseudonyms (
    term TEXT NOT NULL,
    tag BLOB NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (term, tag),
    UNIQUE (term, name)
) STRICT;

CREATE TABLE record_audits (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    until INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE refusals (
    mark BLOB PRIMARY KEY
) STRICT;

CREATE TABLE report_authors (
    report BLOB PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    look_up BLOB NOT NULL,
    account BLOB NOT NULL
) STRICT;

CREATE TABLE report_events (
    report BLOB NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    mark TEXT NOT NULL,
    sealed BLOB NOT NULL,
    outcome BLOB,
    PRIMARY KEY (report, number)
) STRICT;

CREATE TABLE report_wraps (
    report BLOB NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (report, role)
) STRICT;

CREATE TABLE reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL,
    holders TEXT NOT NULL,
    received INTEGER NOT NULL,
    head INTEGER NOT NULL,
    head_hash BLOB NOT NULL,
    ended INTEGER,
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE role_passes (
    id BLOB PRIMARY KEY,
    role TEXT NOT NULL,
    version INTEGER NOT NULL,
    piece TEXT NOT NULL,
    recipient BLOB NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (role, version, piece, recipient)
) STRICT;

CREATE TABLE rosters (
    version INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    signed BLOB NOT NULL
) STRICT;

CREATE TABLE rota (
    id BLOB PRIMARY KEY,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE sent_away (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    device BLOB NOT NULL,
    UNIQUE (account, device)
) STRICT;

CREATE TABLE sessions (
    id BLOB PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    started INTEGER NOT NULL,
    used INTEGER NOT NULL
, device BLOB NOT NULL DEFAULT x'') STRICT;

CREATE TABLE staff_seen (
    account BLOB PRIMARY KEY,
    day INTEGER NOT NULL
) STRICT;

CREATE TABLE team (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE told (
    case_id BLOB NOT NULL,
    step TEXT NOT NULL,
    PRIMARY KEY (case_id, step)
) STRICT;

CREATE TABLE trainings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    signed BLOB NOT NULL
) STRICT;

CREATE TABLE unreachable (
    chat BLOB PRIMARY KEY
) STRICT;

CREATE TABLE updates (
    update_id INTEGER PRIMARY KEY,
    hour INTEGER NOT NULL
) STRICT;

CREATE TABLE wrapped_keys (
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    secret BLOB NOT NULL,
    PRIMARY KEY (account, kind)
) STRICT;

CREATE INDEX again_by_account ON again (account);

CREATE INDEX bindings_by_age ON bindings (until);

CREATE INDEX cases_by_due ON cases (due) WHERE due IS NOT NULL;

CREATE INDEX cases_by_state ON cases (state, conversation);

CREATE INDEX cases_by_student ON cases (student);

CREATE INDEX cases_by_worker ON cases (worker) WHERE worker IS NOT NULL;

CREATE INDEX cases_declared ON cases (declared) WHERE declared = 1;

CREATE UNIQUE INDEX cases_live ON cases (student)
    WHERE about IS NULL AND state IN ('waiting', 'claimed', 'open');

CREATE INDEX cases_recorded ON cases (recorded) WHERE recorded > 0;

CREATE INDEX cases_seeking ON cases (seeking) WHERE seeking IS NOT NULL;

CREATE INDEX certificates_by_account ON certificates (account, number);

CREATE INDEX consents_by_account ON consents (account, number);

CREATE UNIQUE INDEX contacts_open ON cases (about) WHERE about IS NOT NULL AND state = 'open';

CREATE INDEX disclosures_by_case ON disclosures (about);

CREATE INDEX disclosures_by_end ON disclosures (ended) WHERE ended IS NOT NULL;

CREATE INDEX disclosures_by_mark ON disclosures (mark);

CREATE INDEX disclosures_by_reminder ON disclosures (remind) WHERE remind IS NOT NULL;

CREATE INDEX enquiries_by_hour ON enquiries (hour);

CREATE INDEX entries_by_end ON entries (ended) WHERE ended IS NOT NULL;

CREATE INDEX entries_by_tag ON entries (term, tag);

CREATE INDEX entry_writers_by_look_up ON entry_writers (look_up);

CREATE INDEX flags_by_due ON flags (due) WHERE due IS NOT NULL;

CREATE INDEX flags_by_end ON flags (ended) WHERE ended IS NOT NULL;

CREATE INDEX outbox_by_chat ON outbox (chat, id);

CREATE UNIQUE INDEX outbox_by_key ON outbox (chat, key) WHERE key IS NOT NULL;

CREATE UNIQUE INDEX policy_once ON policy_rows (profile, digest, event)
    WHERE event IN ('shown', 'approved');

CREATE INDEX report_authors_by_look_up ON report_authors (look_up);

CREATE INDEX reports_by_end ON reports (ended) WHERE ended IS NOT NULL;

CREATE INDEX role_passes_by_recipient ON role_passes (recipient);

CREATE INDEX sessions_by_account ON sessions (account);

CREATE INDEX trainings_by_account ON trainings (account, number);

CREATE INDEX updates_by_hour ON updates (hour);
