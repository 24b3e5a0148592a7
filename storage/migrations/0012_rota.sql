-- The rota (one row, its newest version), what workers said of their own strength, and which steps
-- were taken about a case that nobody claims or whose student is silent.
CREATE TABLE rota (
    id BLOB PRIMARY KEY,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE duties (
    account BLOB PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE told (
    case_id BLOB NOT NULL,
    step TEXT NOT NULL,
    PRIMARY KEY (case_id, step)
) STRICT;
