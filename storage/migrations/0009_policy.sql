-- What became of the policy (R28, R30): its versions as they came into force, who approved one,
-- reviews and the reminders of them. `decided` is when it was decided by whom the policy names,
-- `at` when it was recorded here.
CREATE TABLE policy_rows (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    profile TEXT NOT NULL,
    digest BLOB NOT NULL,
    event TEXT NOT NULL,
    at INTEGER NOT NULL,
    decided INTEGER,
    role TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX policy_once ON policy_rows (profile, digest, event)
    WHERE event IN ('shown', 'approved');

-- Every wording that anybody was ever asked to agree to, so that old receipts can be read.
CREATE TABLE policy_notices (
    digest BLOB PRIMARY KEY,
    variant TEXT NOT NULL
) STRICT;
