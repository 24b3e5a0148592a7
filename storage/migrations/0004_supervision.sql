-- Supervision entries and the numbers. An entry's rows name no case and no person; what devices
-- sealed is sealed once more under a key of the entry's own in the key store (protocol.md 8, 11).

-- Which words a term's tag is called by.
CREATE TABLE pseudonyms (
    term TEXT NOT NULL,
    tag BLOB NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (term, tag),
    UNIQUE (term, name)
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
    sealed BLOB NOT NULL,
    FOREIGN KEY (term, tag) REFERENCES pseudonyms (term, tag)
) STRICT;

CREATE INDEX entries_by_tag ON entries (term, tag);

-- The holders' wraps, by role.
CREATE TABLE entry_wraps (
    entry BLOB NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (entry, role)
) STRICT;

-- The consultants' wraps, by certificate: only while the entry is on the agenda.
CREATE TABLE entry_consultants (
    entry BLOB NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    certificate BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (entry, certificate)
) STRICT;

-- Answers to the writer, boxed by devices. `digest` is keyed.
CREATE TABLE entry_replies (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    entry BLOB NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    digest BLOB NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (entry, digest)
) STRICT;

-- Who wrote an entry. `account` is sealed; `look_up` is a keyed digest of account and term, so
-- that not even one writer's entries of two terms are joined.
CREATE TABLE entry_writers (
    entry BLOB PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    look_up BLOB NOT NULL,
    account BLOB NOT NULL
) STRICT;

CREATE INDEX entry_writers_by_look_up ON entry_writers (look_up);

-- Workers' counts of a week, boxed to the coordinator and sealed under a key of the week's own.
-- `worker` is a keyed digest of account and week.
CREATE TABLE number_vectors (
    week TEXT NOT NULL,
    worker BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (week, worker)
) STRICT;

-- The service's own counts of a week.
CREATE TABLE number_counts (
    week TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (week, name)
) STRICT;

-- A period's tables, sealed; made once.
CREATE TABLE number_tables (
    period TEXT PRIMARY KEY,
    released INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;
