CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    hour INTEGER NOT NULL,
    event TEXT NOT NULL,
    role TEXT NOT NULL,
    case_reference BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL
) STRICT;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reference BLOB NOT NULL UNIQUE,
    chat BLOB NOT NULL,
    key BLOB,
    not_before REAL NOT NULL,
    attempts INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE unreachable (
    chat BLOB PRIMARY KEY
) STRICT;

CREATE TABLE updates (
    update_id INTEGER PRIMARY KEY,
    hour INTEGER NOT NULL
) STRICT;

CREATE INDEX outbox_by_chat ON outbox (chat, id);

CREATE UNIQUE INDEX outbox_by_key ON outbox (chat, key) WHERE key IS NOT NULL;

CREATE INDEX updates_by_hour ON updates (hour);
