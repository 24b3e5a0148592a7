-- Safeguarding flags and the chain of accesses to them (protocol.md 12, 16). No column of
-- a flag links to whoever raised it or to a case. What devices sealed is sealed once more under a
-- key of the flag's own in the key store, and outlives every case.

-- `received` is an hour; `holders` are the two roles; `late` says that there is a late part.
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
) STRICT;

CREATE INDEX flags_by_due ON flags (due) WHERE due IS NOT NULL;

-- The holders' wraps by role; the deputy's part and the server's half as `part` and `late`.
CREATE TABLE flag_wraps (
    flag BLOB NOT NULL REFERENCES flags (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (flag, name)
) STRICT;

CREATE TABLE flag_events (
    flag BLOB NOT NULL REFERENCES flags (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    mark TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (flag, number)
) STRICT;

-- The flags' own chain: boxes for each of a flag's holders, and nothing that the server can read.
CREATE TABLE flag_accesses (
    number INTEGER PRIMARY KEY,
    boxes BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
