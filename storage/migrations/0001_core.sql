-- The store's core: facts about the database itself, Telegram's updates, the outbox, the audit
-- chain. People, cases and messages come in later migrations. Sealed columns: protocol.md 8.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- An update's id, so that its effect happens once. Pruned by age; no chat, person or content.
CREATE TABLE updates (
    update_id INTEGER PRIMARY KEY,
    hour INTEGER NOT NULL
) STRICT;

CREATE INDEX updates_by_hour ON updates (hour);

-- Owed to Telegram, oldest first per chat. `chat` and `key` are keyed digests, `body` is sealed.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reference BLOB NOT NULL UNIQUE,
    chat BLOB NOT NULL,
    key BLOB,
    not_before REAL NOT NULL,
    attempts INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE INDEX outbox_by_chat ON outbox (chat, id);
CREATE UNIQUE INDEX outbox_by_key ON outbox (chat, key) WHERE key IS NOT NULL;

-- Keyed digests of chats whose person blocked the bot.
CREATE TABLE unreachable (
    chat BLOB PRIMARY KEY
) STRICT;

-- The audit chain. `case_reference` is sealed under the case's own key; empty without a case.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    hour INTEGER NOT NULL,
    event TEXT NOT NULL,
    role TEXT NOT NULL,
    case_reference BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
