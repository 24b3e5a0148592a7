-- Cases, their papers and their messages. `student` and `worker` are keyed digests of account
-- ids and `body` is sealed under the field key, so that the file joins no account to a case;
-- `sealed` is sealed under the case's own key (protocol.md 8). Messages are sealed by devices.

CREATE TABLE cases (
    conversation INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL,
    student BLOB NOT NULL,
    worker BLOB,
    due INTEGER,
    body BLOB NOT NULL
) STRICT;

-- One live case for each student, whatever happens at the same moment.
CREATE UNIQUE INDEX cases_live ON cases (student) WHERE state IN ('waiting', 'claimed', 'open');
CREATE INDEX cases_by_student ON cases (student);
CREATE INDEX cases_by_worker ON cases (worker) WHERE worker IS NOT NULL;
CREATE INDEX cases_by_state ON cases (state, conversation);
CREATE INDEX cases_by_due ON cases (due) WHERE due IS NOT NULL;

CREATE TABLE papers (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (conversation, name)
) STRICT;

-- `slot` packs epoch, direction and counter (storage/slots.py). Taken back, `body_hash` is set
-- and `message` holds the associated data alone (protocol.md 7).
CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    message BLOB NOT NULL,
    body_hash BLOB,
    UNIQUE (conversation, slot)
) STRICT;
