-- Audits of case records (R15): until when, and whether their wraps were destroyed. Who looks at
-- which records stands sealed in `body`; the wraps are papers of the cases.

CREATE TABLE record_audits (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    until INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
