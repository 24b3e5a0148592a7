-- Conversations whose student looks for another worker (protocol.md 17), since when; and the day of
-- each staff member's last use, by which one who fell silent is noticed. Nothing finer is kept.

ALTER TABLE cases ADD COLUMN seeking INTEGER;
CREATE INDEX cases_seeking ON cases (seeking) WHERE seeking IS NOT NULL;

CREATE TABLE staff_seen (
    account BLOB PRIMARY KEY,
    day INTEGER NOT NULL
) STRICT;

-- Who is here when this version comes is as good as seen today.
INSERT INTO staff_seen (account, day)
    SELECT id, CAST(strftime('%s', 'now') AS INTEGER) / 86400 FROM accounts WHERE role <> 'student';
