-- On which day the device of an open conversation's student was last heard of: its newest place then, the
-- day (Unix days), and whether a silence since was nudged about.
CREATE TABLE heard (
    case_id BLOB PRIMARY KEY,
    slot INTEGER NOT NULL,
    day INTEGER NOT NULL,
    nudged INTEGER NOT NULL
) STRICT;
