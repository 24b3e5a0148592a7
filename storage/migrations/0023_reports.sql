-- Reports that something went wrong (protocol.md 23). No column of a report links to whoever wrote
-- it but in `report_authors`, apart and sealed with the service's own key, so that outcomes arrive.
-- What devices sealed is sealed once more under a key of the report's own in the key store.

-- `received` is an hour; `holders` are the two roles; `head_hash` is of the newest sealed event.
CREATE TABLE reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    state TEXT NOT NULL,
    holders TEXT NOT NULL,
    received INTEGER NOT NULL,
    head INTEGER NOT NULL,
    head_hash BLOB NOT NULL,
    ended INTEGER,
    sealed BLOB NOT NULL
) STRICT;

CREATE INDEX reports_by_end ON reports (ended) WHERE ended IS NOT NULL;

CREATE TABLE report_wraps (
    report BLOB NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (report, role)
) STRICT;

-- With an event by which its author is told comes what they are told, boxed to them.
CREATE TABLE report_events (
    report BLOB NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    mark TEXT NOT NULL,
    sealed BLOB NOT NULL,
    outcome BLOB,
    PRIMARY KEY (report, number)
) STRICT;

CREATE TABLE report_authors (
    report BLOB PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    look_up BLOB NOT NULL,
    account BLOB NOT NULL
) STRICT;

CREATE INDEX report_authors_by_look_up ON report_authors (look_up);

-- That somebody asked about a student and was given the script (R2): codes and an hour, no words.
-- `account`: who of the staff noted it, sealed.
CREATE TABLE enquiries (
    id BLOB PRIMARY KEY,
    hour INTEGER NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    account BLOB NOT NULL
) STRICT;

CREATE INDEX enquiries_by_hour ON enquiries (hour);
