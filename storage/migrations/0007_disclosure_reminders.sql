-- When the requester of an opened disclosure is reminded (again) to say what was done (protocol.md
-- 13): NULL while nothing is owed. Once over, the notice is content-free.
ALTER TABLE disclosures ADD COLUMN remind INTEGER;

UPDATE disclosures SET remind = due WHERE state = 'opened';

CREATE INDEX disclosures_by_reminder ON disclosures (remind) WHERE remind IS NOT NULL;
