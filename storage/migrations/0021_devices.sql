-- Which of its person's devices a session is, sealed. Those from before do not say: they end, and devices
-- prove their keys again by themselves.

DELETE FROM sessions;
ALTER TABLE sessions ADD COLUMN device BLOB NOT NULL DEFAULT x'';

-- Devices that were signed out by hand, by a digest of theirs: their keys alone do not let them back.
CREATE TABLE sent_away (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    device BLOB NOT NULL,
    UNIQUE (account, device)
) STRICT;
