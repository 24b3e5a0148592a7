-- People and the team. Sealed columns and look-ups: protocol.md 8. Rows of one person share
-- nothing with rows of the same person on the other side.

-- `look_up` is the keyed digest of side and Telegram id. `person` seals Telegram id, name,
-- language, public keys.
CREATE TABLE accounts (
    id BLOB PRIMARY KEY,
    look_up BLOB NOT NULL UNIQUE,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    person BLOB NOT NULL
) STRICT;

-- `secret` seals salt, verifier and wrapped bundle key.
CREATE TABLE wrapped_keys (
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    secret BLOB NOT NULL,
    PRIMARY KEY (account, kind)
) STRICT;

CREATE TABLE bundles (
    account BLOB PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    blob BLOB NOT NULL
) STRICT;

-- Signed receipts, sealed, in the order in which they were given.
CREATE TABLE consents (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    reference BLOB NOT NULL UNIQUE,
    hour INTEGER NOT NULL,
    signed BLOB NOT NULL
) STRICT;

CREATE INDEX consents_by_account ON consents (account, number);

-- `id` is the hash of a token.
CREATE TABLE sessions (
    id BLOB PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    started INTEGER NOT NULL,
    used INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_by_account ON sessions (account);

-- Launch data that became a session, and the device key it is bound to while it is valid.
CREATE TABLE bindings (
    id BLOB PRIMARY KEY,
    spelling BLOB NOT NULL,
    device_key BLOB NOT NULL,
    until INTEGER NOT NULL
) STRICT;

CREATE INDEX bindings_by_age ON bindings (until);

-- `digest` is the hash of a token; `label` is sealed.
CREATE TABLE invites (
    id BLOB PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    label BLOB NOT NULL,
    under18 INTEGER NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT;

-- Facts of which there is one: the root's public key, whether intake is paused.
CREATE TABLE team (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE certificates (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    account BLOB NOT NULL REFERENCES accounts (id),
    signed BLOB NOT NULL
) STRICT;

CREATE INDEX certificates_by_account ON certificates (account, number);

CREATE TABLE rosters (
    version INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    signed BLOB NOT NULL
) STRICT;

CREATE TABLE backups (
    role TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;
