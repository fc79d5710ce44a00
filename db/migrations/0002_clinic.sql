-- The clinic itself: who it is, where people wait, who works here. Every journalled table has a text id.
CREATE TABLE facility (
  id          TEXT PRIMARY KEY,
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  district    TEXT NOT NULL,
  country     TEXT NOT NULL CHECK (country IN ('LS', 'ZA')),
  time_zone   TEXT NOT NULL,                    -- IANA name
  phone       TEXT NOT NULL,
  language    TEXT NOT NULL CHECK (language IN ('en', 'st')),
  file_series TEXT NOT NULL,                    -- series that new file numbers are issued in, may be ''
  settings    TEXT NOT NULL CHECK (json_valid(settings)),
  set_up_at   INTEGER,                          -- Unix ms; NULL while the wizard is not finished
  version     INTEGER NOT NULL
) STRICT;

CREATE TABLE department (
  id       TEXT PRIMARY KEY,
  code     TEXT NOT NULL UNIQUE,                -- ticket prefix: OPD, U5, ANC
  name     TEXT NOT NULL,
  name_st  TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('reception', 'triage', 'consultation', 'pharmacy', 'laboratory', 'other')),
  position INTEGER NOT NULL,
  active   INTEGER NOT NULL CHECK (active IN (0, 1)),
  version  INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
  id           TEXT PRIMARY KEY,
  username     TEXT NOT NULL UNIQUE,            -- lower case
  display_name TEXT NOT NULL,
  roles        TEXT NOT NULL CHECK (json_valid(roles)),
  departments  TEXT NOT NULL CHECK (json_valid(departments)),
  language     TEXT NOT NULL CHECK (language IN ('en', 'st')),
  senior       INTEGER NOT NULL CHECK (senior IN (0, 1)), -- may lower a triage colour
  active       INTEGER NOT NULL CHECK (active IN (0, 1)),
  created_at   INTEGER NOT NULL,
  version      INTEGER NOT NULL
) STRICT;
CREATE TRIGGER staff_no_delete BEFORE DELETE ON staff BEGIN SELECT RAISE(ABORT, 'immutable: staff'); END;

-- Never in a journal payload: hashes, tokens, brakes and drafts.
CREATE TABLE staff_password (
  staff_id    TEXT PRIMARY KEY REFERENCES staff (id),
  hash        TEXT NOT NULL,                    -- argon2id, PHC string
  must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  changed_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  id         TEXT PRIMARY KEY,                  -- public name of the session, for lists
  token_hash BLOB NOT NULL UNIQUE,              -- SHA-256 of the cookie's 256-bit token
  staff_id   TEXT NOT NULL REFERENCES staff (id),
  device     TEXT NOT NULL,                     -- what the browser calls itself, shortened
  address    TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX session_staff ON session (staff_id);

-- The brake on guessing: kept over restarts. key is 'account|address', 'account' or 'address', hashed.
CREATE TABLE sign_in_brake (
  key        BLOB PRIMARY KEY,
  failures   INTEGER NOT NULL,
  last_at    INTEGER NOT NULL,
  open_at    INTEGER NOT NULL                   -- no try is looked at before this moment
) STRICT;

-- Answers given to the wizard so far; gone once it is finished.
CREATE TABLE setup_answer (
  step  TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
