CREATE TABLE patient (
  num               INTEGER PRIMARY KEY,        -- small number inside this box only: joins patient_name and patient_key
  id                TEXT NOT NULL UNIQUE,       -- client-made UUIDv7
  given_names       TEXT NOT NULL,              -- as spoken
  family_name       TEXT NOT NULL,
  other_names       TEXT NOT NULL CHECK (json_valid(other_names)), -- former names, aliases: [text]
  sex               TEXT NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
  birth_date        TEXT,                       -- YYYY-MM-DD, YYYY-MM or YYYY; NULL when nobody knows
  birth_precision   TEXT NOT NULL CHECK (birth_precision IN ('day', 'month', 'year', 'age', 'unknown')),
  birth_recorded_on TEXT,                       -- the day an age was told, when precision is 'age'
  phones            TEXT NOT NULL CHECK (json_valid(phones)),
  village           TEXT NOT NULL,
  district          TEXT NOT NULL,
  chief             TEXT NOT NULL,
  next_of_kin       TEXT NOT NULL CHECK (json_valid(next_of_kin)),
  language          TEXT NOT NULL CHECK (language IN ('en', 'st')),
  consent           TEXT NOT NULL CHECK (json_valid(consent)),
  deceased_on       TEXT,
  registered_at     INTEGER NOT NULL,
  version           INTEGER NOT NULL,
  CHECK (given_names <> '' OR family_name <> '')
) STRICT;
CREATE TRIGGER patient_no_delete BEFORE DELETE ON patient BEGIN SELECT RAISE(ABORT, 'immutable: patient'); END;

CREATE TABLE identifier (
  id         TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  system     TEXT NOT NULL CHECK (system IN ('file-number', 'national-id-ls', 'national-id-za', 'passport', 'hprn', 'art', 'tb', 'none', 'other')),
  series     TEXT NOT NULL,
  value      TEXT NOT NULL,                     -- as text: 0012 is not 12
  status     TEXT NOT NULL CHECK (status IN ('active', 'retired')),
  created_at INTEGER NOT NULL
) STRICT;
-- A file number is held by one person for ever: a retired one is never issued again.
CREATE UNIQUE INDEX identifier_file_number ON identifier (series, value) WHERE system = 'file-number';
CREATE INDEX identifier_patient ON identifier (patient_id);
CREATE TRIGGER identifier_no_delete BEFORE DELETE ON identifier BEGIN SELECT RAISE(ABORT, 'immutable: identifier'); END;

CREATE TABLE file_number_counter (
  series TEXT PRIMARY KEY,
  next   INTEGER NOT NULL
) STRICT;

-- Search, derived from patient and identifier: rebuilt by code, not journalled.
CREATE VIRTUAL TABLE patient_name USING fts5 (
  names, content = '', contentless_delete = 1, prefix = '1 2 3 4 5 6 7 8', detail = none, tokenize = 'ascii'
);
CREATE TABLE patient_key (
  key TEXT NOT NULL,                            -- 'p:' phone digits, 'i:' identifier folded
  num INTEGER NOT NULL REFERENCES patient (num),
  PRIMARY KEY (key, num)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_key_num ON patient_key (num);

CREATE TABLE card (
  id         TEXT PRIMARY KEY,
  token      TEXT NOT NULL UNIQUE,              -- 20 Crockford characters, unguessable
  code       TEXT NOT NULL UNIQUE,              -- short code of 7 characters with its check
  patient_id TEXT REFERENCES patient (id),      -- NULL: pre-printed, not linked yet
  status     TEXT NOT NULL CHECK (status IN ('blank', 'active', 'revoked')),
  made_at    INTEGER NOT NULL,
  linked_at  INTEGER,
  revoked_at INTEGER,
  reason     TEXT NOT NULL,                     -- why revoked: lost, stolen, damaged, replaced, wrong-person
  CHECK ((status = 'blank') = (patient_id IS NULL AND revoked_at IS NULL))
) STRICT;
CREATE INDEX card_patient ON card (patient_id) WHERE patient_id IS NOT NULL;
CREATE TRIGGER card_no_delete BEFORE DELETE ON card BEGIN SELECT RAISE(ABORT, 'immutable: card'); END;
CREATE TRIGGER card_fixed BEFORE UPDATE ON card
  WHEN NEW.token <> OLD.token OR NEW.code <> OLD.code OR OLD.status = 'revoked'
    OR (OLD.patient_id IS NOT NULL AND NEW.patient_id IS NOT OLD.patient_id)
  BEGIN SELECT RAISE(ABORT, 'immutable: card'); END;
