-- Holders change (protocol.md 21): a backup for each version of a role's key, and pieces of its
-- secret on their way to a successor, boxed by devices and sealed once more here.
CREATE TABLE backups_of_versions (
    role TEXT NOT NULL,
    version INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (role, version)
) STRICT;

INSERT INTO backups_of_versions (role, version, content)
SELECT role, version, content FROM backups;

DROP TABLE backups;

ALTER TABLE backups_of_versions RENAME TO backups;

CREATE TABLE role_passes (
    id BLOB PRIMARY KEY,
    role TEXT NOT NULL,
    version INTEGER NOT NULL,
    piece TEXT NOT NULL,
    recipient BLOB NOT NULL,
    sealed BLOB NOT NULL,
    UNIQUE (role, version, piece, recipient)
) STRICT;

CREATE INDEX role_passes_by_recipient ON role_passes (recipient);
