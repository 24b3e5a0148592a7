-- Disclosures (protocol.md 13). What devices sealed, and which case it is about, is sealed once
-- more under a key of the disclosure's own in the key store: it outlives the case.

-- `about` is a keyed digest of the case, so that its student can be told; `mark` says nothing
-- without the flag's key; `due` is when the completion is; `body` the rest, sealed.
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
) STRICT;

CREATE INDEX disclosures_by_case ON disclosures (about);
CREATE INDEX disclosures_by_mark ON disclosures (mark);

-- Sealed parts, wraps, the release and the student's note, by name.
CREATE TABLE disclosure_papers (
    disclosure BLOB NOT NULL REFERENCES disclosures (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (disclosure, name)
) STRICT;
