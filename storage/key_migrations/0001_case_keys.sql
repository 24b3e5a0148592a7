-- One key per case. A destroyed key is zeros: the row is overwritten where it stands and never
-- removed, because removing rows lets SQLite move neighbours and leave copies of them behind.

CREATE TABLE case_keys (
    id INTEGER PRIMARY KEY,
    case_id BLOB NOT NULL UNIQUE,
    key BLOB NOT NULL
) STRICT;
