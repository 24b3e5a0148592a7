-- Whether both would talk again (protocol.md 25): each side's answer by a digest of its tag, with a
-- worker's word sealed, until a day (Unix days). Nothing here names a case.
CREATE TABLE again (
    look_up BLOB PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    word BLOB NOT NULL,
    until INTEGER NOT NULL
) STRICT;

CREATE INDEX again_by_account ON again (account);
