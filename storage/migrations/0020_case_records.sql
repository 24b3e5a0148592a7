-- How many entries a case's record has (R10): by this the holders' list is found. The entries are
-- papers of the case, under its key.

ALTER TABLE cases ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_recorded ON cases (recorded) WHERE recorded > 0;
