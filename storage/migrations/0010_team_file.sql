-- The team's file (protocol.md 18): trainings as holders signed them, sealed; when a service
-- ended; which certificate's end was told of, and how near it was.
CREATE TABLE trainings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    signed BLOB NOT NULL
) STRICT;

CREATE INDEX trainings_by_account ON trainings (account, number);

CREATE TABLE leavers (
    account BLOB PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    hour INTEGER NOT NULL
) STRICT;

CREATE TABLE certificate_reminders (
    certificate BLOB NOT NULL,
    stage INTEGER NOT NULL,
    PRIMARY KEY (certificate, stage)
) STRICT;
