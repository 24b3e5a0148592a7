-- The month in which a student says that their degree ends, sealed: the policy counts from it.
CREATE TABLE degree_ends (
    account BLOB PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    month BLOB NOT NULL
) STRICT;
