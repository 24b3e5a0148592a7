-- How long concerns, notes and disclosures are kept (protocol.md 8): `ended` is when one came to
-- its end, NULL while it is open. What had ended before this was known counts from now.
ALTER TABLE flags ADD COLUMN ended INTEGER;
ALTER TABLE entries ADD COLUMN ended INTEGER;
ALTER TABLE disclosures ADD COLUMN ended INTEGER;

UPDATE flags SET ended = CAST(strftime('%s', 'now') AS INTEGER) WHERE state = 'closed';
UPDATE entries SET ended = CAST(strftime('%s', 'now') AS INTEGER) WHERE state = 'closed';
UPDATE disclosures SET ended = CAST(strftime('%s', 'now') AS INTEGER)
WHERE state IN ('completed', 'refused', 'withdrawn');

CREATE INDEX flags_by_end ON flags (ended) WHERE ended IS NOT NULL;
CREATE INDEX entries_by_end ON entries (ended) WHERE ended IS NOT NULL;
CREATE INDEX disclosures_by_end ON disclosures (ended) WHERE ended IS NOT NULL;

-- A refusal is final, also when its record is destroyed: the mark alone stays, which says nothing
-- without the key of its flag.
CREATE TABLE refusals (
    mark BLOB PRIMARY KEY
) STRICT;

-- How much was destroyed because its time was over, and by whose roles it was held: for the
-- month's certificates. Nobody and nothing is named.
CREATE TABLE destroyed (
    month TEXT NOT NULL,
    kind TEXT NOT NULL,
    holders TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (month, kind, holders)
) STRICT;
