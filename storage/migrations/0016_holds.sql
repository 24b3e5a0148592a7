-- What keeps things from being destroyed on their day (protocol.md 8): a kind postponed by the
-- coordinator, and holds that two holders agreed on. Reasons are codes; nobody is named.
CREATE TABLE postponements (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    hour INTEGER NOT NULL
) STRICT;

-- One thing (`kind`, `reference`), or all that ended from `since` to `until`; `due_since` and
-- `due_until` are the same for the days that stand in rows of cases.
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
) STRICT;
