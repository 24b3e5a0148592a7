-- Contacts: conversations that a holder begins with a case's student (protocol.md 14). They are
-- cases with `about`, a keyed digest of the case and the holder; a case has none.

ALTER TABLE cases ADD COLUMN about BLOB;

-- One live case for each student still, and beside it one open contact for each case and holder.
DROP INDEX cases_live;
CREATE UNIQUE INDEX cases_live ON cases (student)
    WHERE about IS NULL AND state IN ('waiting', 'claimed', 'open');
CREATE UNIQUE INDEX contacts_open ON cases (about) WHERE about IS NOT NULL AND state = 'open';
