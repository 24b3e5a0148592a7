-- That a worker put a case before the holders (R25): found by this, and what it is stands sealed
-- in `body`. It goes with their word.

ALTER TABLE cases ADD COLUMN declared INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_declared ON cases (declared) WHERE declared = 1;
