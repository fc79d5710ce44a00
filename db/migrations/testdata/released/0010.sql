CREATE TABLE schema_migration (
  number     INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  checksum   TEXT NOT NULL,     -- SHA-256 of the file, hex
  applied_at INTEGER NOT NULL   -- Unix ms
) STRICT;
CREATE TABLE journal (
  seq          INTEGER PRIMARY KEY,             -- 1, 2, 3 ... : the only order there is
  command_id   TEXT NOT NULL UNIQUE,            -- client-made UUIDv7: sent twice, it happens once
  command_hash BLOB NOT NULL,                   -- SHA-256 of the command: tells a repeat from a re-used id
  recorded_at  INTEGER NOT NULL,                -- Unix ms, by the box
  occurred_at  INTEGER NOT NULL,                -- Unix ms, when it happened
  time_source  TEXT NOT NULL CHECK (time_source IN ('box', 'doubtful', 'paper', 'device')),
  actor_id     TEXT NOT NULL,                   -- staff id, or '' for the box itself
  role         TEXT NOT NULL,                   -- the role that allowed it, 'box' for the box itself
  device       TEXT NOT NULL,
  action       TEXT NOT NULL,                   -- the name in server/access's table
  subject_type TEXT NOT NULL,
  subject_id   TEXT NOT NULL,
  patient_id   TEXT,
  visit_id     TEXT,
  payload      BLOB,                            -- canonical JSON of the rows after the act; NULL once lawfully erased
  payload_hash BLOB NOT NULL                    -- SHA-256 of the payload; the leaf covers this, not the payload
) STRICT;
CREATE TABLE journal_hash (
  position INTEGER PRIMARY KEY,
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TABLE checkpoint (
  size      INTEGER PRIMARY KEY,                -- entries covered
  note      TEXT NOT NULL,
  signed_at INTEGER NOT NULL
) STRICT;
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
, device_id TEXT NOT NULL DEFAULT '', means TEXT NOT NULL DEFAULT 'password' CHECK (means IN ('password', 'pin', 'passkey')), confirmed_at INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE sign_in_brake (
  key        BLOB PRIMARY KEY,
  failures   INTEGER NOT NULL,
  last_at    INTEGER NOT NULL,
  open_at    INTEGER NOT NULL                   -- no try is looked at before this moment
) STRICT;
CREATE TABLE setup_answer (
  step  TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
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
CREATE TABLE identifier (
  id         TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  system     TEXT NOT NULL CHECK (system IN ('file-number', 'national-id-ls', 'national-id-za', 'passport', 'hprn', 'art', 'tb', 'none', 'other')),
  series     TEXT NOT NULL,
  value      TEXT NOT NULL,                     -- as text: 0012 is not 12
  status     TEXT NOT NULL CHECK (status IN ('active', 'retired')),
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE file_number_counter (
  series TEXT PRIMARY KEY,
  next   INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE patient_name USING fts5 (
  names, content = '', contentless_delete = 1, prefix = '1 2 3 4 5 6 7 8', detail = none, tokenize = 'ascii'
);
CREATE TABLE patient_key (
  key TEXT NOT NULL,                            -- 'p:' phone digits, 'i:' identifier folded
  num INTEGER NOT NULL REFERENCES patient (num),
  PRIMARY KEY (key, num)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE visit (
  id            TEXT PRIMARY KEY,
  patient_id    TEXT NOT NULL REFERENCES patient (id),
  day           TEXT NOT NULL,                  -- civil date at the clinic
  department_id TEXT NOT NULL REFERENCES department (id), -- where the patient came in
  ticket        TEXT NOT NULL,                  -- OPD-017, counted per department and day
  reason        TEXT NOT NULL,
  emergency     INTEGER NOT NULL CHECK (emergency IN (0, 1)), -- reception sent them to the front
  status        TEXT NOT NULL CHECK (status IN ('arrived', 'triaged', 'in-progress', 'finished', 'left', 'cancelled')),
  level         INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4), -- final triage level, 0 not triaged
  new_patient   INTEGER NOT NULL CHECK (new_patient IN (0, 1)), -- first attendance ever
  sex           TEXT NOT NULL,                  -- at the visit: reports never drift when a record is corrected
  age_days_low  INTEGER,                        -- age at the visit, earliest and latest possible; NULL unknown
  age_days_high INTEGER,
  outcome       TEXT NOT NULL,                  -- '', home, referred, admitted, died, left, cancelled
  arrived_at    INTEGER NOT NULL,
  triaged_at    INTEGER,
  started_at    INTEGER,                        -- first seen by a clinician
  closed_at     INTEGER,
  closed_by     TEXT NOT NULL,                  -- staff id; 'box' when closed as of its own day
  version       INTEGER NOT NULL,
  UNIQUE (day, ticket),
  CHECK ((status IN ('finished', 'left', 'cancelled')) = (closed_at IS NOT NULL))
) STRICT;
CREATE TABLE ticket_counter (
  day           TEXT NOT NULL,
  department_id TEXT NOT NULL REFERENCES department (id),
  next          INTEGER NOT NULL,
  PRIMARY KEY (day, department_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE queue_entry (
  id            TEXT PRIMARY KEY,
  visit_id      TEXT NOT NULL REFERENCES visit (id),
  department_id TEXT NOT NULL REFERENCES department (id),
  status        TEXT NOT NULL CHECK (status IN ('waiting', 'called', 'serving', 'done', 'moved', 'left')),
  entered_at    INTEGER NOT NULL,
  called_at     INTEGER,
  started_at    INTEGER,
  ended_at      INTEGER,
  staff_id      TEXT REFERENCES staff (id),     -- who called or serves
  room          TEXT NOT NULL,
  version       INTEGER NOT NULL
) STRICT;
CREATE TABLE encounter (
  id            TEXT NOT NULL UNIQUE,
  patient_id    TEXT NOT NULL REFERENCES patient (id),
  visit_id      TEXT NOT NULL REFERENCES visit (id),
  kind          TEXT NOT NULL CHECK (kind IN ('triage', 'consultation', 'amendment')),
  department_id TEXT REFERENCES department (id),
  occurred_at   INTEGER NOT NULL,
  signed_at     INTEGER NOT NULL,
  author_id     TEXT NOT NULL REFERENCES staff (id),
  author_role   TEXT NOT NULL,
  content       TEXT NOT NULL CHECK (json_valid(content)), -- kind's own shape: note texts, triage result
  amends_id     TEXT REFERENCES encounter (id),
  amend_kind    TEXT CHECK (amend_kind IN ('correction', 'late-entry', 'entered-in-error')),
  amend_reason  TEXT,
  PRIMARY KEY (patient_id, visit_id, id),
  CHECK ((kind = 'amendment') = (amends_id IS NOT NULL)),
  CHECK ((amends_id IS NULL) = (amend_kind IS NULL)),
  CHECK ((amends_id IS NULL) = (amend_reason IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE observation (
  id           TEXT NOT NULL UNIQUE,
  patient_id   TEXT NOT NULL REFERENCES patient (id),
  visit_id     TEXT NOT NULL REFERENCES visit (id),
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  code         TEXT NOT NULL,                   -- LOINC
  value        REAL,                            -- in unit; NULL with a reason
  unit         TEXT NOT NULL,                   -- UCUM
  text         TEXT NOT NULL,                   -- coded or absent: 'alert', 'LO', 'unrecordable', 'refused'
  taken_at     INTEGER NOT NULL,
  PRIMARY KEY (patient_id, visit_id, id),
  CHECK (value IS NOT NULL OR text <> '')
) STRICT, WITHOUT ROWID;
CREATE TABLE diagnosis (
  id           TEXT NOT NULL UNIQUE,
  patient_id   TEXT NOT NULL REFERENCES patient (id),
  visit_id     TEXT NOT NULL REFERENCES visit (id),
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  system       TEXT NOT NULL,                   -- 'icd-10', or '' for free text
  code         TEXT NOT NULL,
  text         TEXT NOT NULL,                   -- the short name at the time, or what was written
  certainty    TEXT NOT NULL CHECK (certainty IN ('provisional', 'confirmed')),
  first_visit  INTEGER NOT NULL CHECK (first_visit IN (0, 1)),
  rank         INTEGER NOT NULL,
  day          TEXT NOT NULL,                   -- the visit's day, for reports
  PRIMARY KEY (patient_id, visit_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE prescription (
  id           TEXT NOT NULL UNIQUE,
  patient_id   TEXT NOT NULL REFERENCES patient (id),
  visit_id     TEXT NOT NULL REFERENCES visit (id),
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  medicine     TEXT NOT NULL,
  form         TEXT NOT NULL,
  strength     TEXT NOT NULL,
  atc          TEXT NOT NULL,
  dose         TEXT NOT NULL,
  frequency    TEXT NOT NULL,
  days         INTEGER,
  quantity     TEXT NOT NULL,
  note         TEXT NOT NULL,
  rank         INTEGER NOT NULL,
  PRIMARY KEY (patient_id, visit_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE allergy (
  id          TEXT NOT NULL UNIQUE,
  patient_id  TEXT NOT NULL REFERENCES patient (id),
  status      TEXT NOT NULL CHECK (status IN ('active', 'none-known', 'withdrawn')),
  substance   TEXT NOT NULL,
  class       TEXT NOT NULL,                    -- medicine class it warns about: penicillin, sulfonamide, ...
  reaction    TEXT NOT NULL,
  reason      TEXT NOT NULL,                    -- why withdrawn
  replaces_id TEXT REFERENCES allergy (id),
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES staff (id),
  PRIMARY KEY (patient_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE problem (
  id          TEXT NOT NULL UNIQUE,
  patient_id  TEXT NOT NULL REFERENCES patient (id),
  status      TEXT NOT NULL CHECK (status IN ('active', 'resolved', 'withdrawn')),
  system      TEXT NOT NULL,
  code        TEXT NOT NULL,
  text        TEXT NOT NULL,
  since       TEXT NOT NULL,                    -- YYYY, YYYY-MM, YYYY-MM-DD or ''
  reason      TEXT NOT NULL,
  replaces_id TEXT REFERENCES problem (id),
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES staff (id),
  PRIMARY KEY (patient_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE draft (
  author_id  TEXT NOT NULL REFERENCES staff (id),
  visit_id   TEXT NOT NULL REFERENCES visit (id),
  kind       TEXT NOT NULL CHECK (kind IN ('triage', 'consultation')),
  patient_id TEXT NOT NULL REFERENCES patient (id),
  content    TEXT NOT NULL CHECK (json_valid(content)),
  saved_at   INTEGER NOT NULL,
  PRIMARY KEY (author_id, visit_id, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE secret (
  name    TEXT PRIMARY KEY,
  value   BLOB NOT NULL,
  made_at INTEGER NOT NULL                      -- Unix ms
) STRICT;
CREATE TABLE device (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('tablet', 'desk', 'kiosk', 'display')),
  department_id TEXT REFERENCES department (id), -- whose people are offered on it; NULL: everybody's
  browser       TEXT NOT NULL,                   -- in two words of ours
  enrolled_by   TEXT NOT NULL REFERENCES staff (id),
  enrolled_at   INTEGER NOT NULL,                -- Unix ms
  revoked_at    INTEGER,                         -- a device is never deleted: the journal names it
  version       INTEGER NOT NULL
) STRICT;
CREATE TABLE device_token (
  device_id  TEXT PRIMARY KEY REFERENCES device (id),
  token_hash BLOB NOT NULL UNIQUE,              -- SHA-256 of the cookie's 256-bit token
  seen_at    INTEGER NOT NULL,                  -- Unix ms
  app        TEXT NOT NULL                      -- version of the screens it runs, as it says
) STRICT;
CREATE TABLE staff_pin (
  staff_id   TEXT PRIMARY KEY REFERENCES staff (id),
  hash       TEXT NOT NULL,                     -- argon2id, PHC string
  failures   INTEGER NOT NULL,                  -- in a row, anywhere
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE factor_totp (
  staff_id  TEXT PRIMARY KEY REFERENCES staff (id),
  seed      BLOB NOT NULL,                      -- 20 random bytes
  last_step INTEGER NOT NULL,                   -- the 30 s step of the newest code taken: none is taken twice
  made_at   INTEGER NOT NULL                    -- Unix ms
) STRICT;
CREATE TABLE factor_recovery (
  staff_id TEXT NOT NULL REFERENCES staff (id),
  hash     BLOB NOT NULL,                       -- SHA-256 of a code of 74 random bits
  made_at  INTEGER NOT NULL,
  used_at  INTEGER,
  PRIMARY KEY (staff_id, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE factor_passkey (
  id          TEXT PRIMARY KEY,
  staff_id    TEXT NOT NULL REFERENCES staff (id),
  address     TEXT NOT NULL,                    -- the box's name in the browser: WebAuthn's relying party id
  name        TEXT NOT NULL,                    -- what its owner calls it
  credential  BLOB NOT NULL UNIQUE,             -- its id in the authenticator
  public_key  BLOB NOT NULL,                    -- COSE
  sign_count  INTEGER NOT NULL,
  backed_up   INTEGER NOT NULL CHECK (backed_up IN (0, 1)), -- may be copied to other devices (flag BE); never changes
  transports  TEXT NOT NULL,                    -- JSON list, for the browser
  made_at     INTEGER NOT NULL,
  used_at     INTEGER
) STRICT;
CREATE TABLE program (
  id            TEXT PRIMARY KEY,               -- its client id
  name          TEXT NOT NULL UNIQUE COLLATE NOCASE,
  acts_for      TEXT NOT NULL CHECK (acts_for IN ('itself', 'person')),
  roles         TEXT NOT NULL CHECK (json_valid(roles) AND (acts_for = 'itself') = (roles <> '[]')), -- [] for a person: theirs count
  registered_by TEXT NOT NULL REFERENCES staff (id),
  registered_at INTEGER NOT NULL,               -- Unix ms
  revoked_at    INTEGER                         -- Unix ms; NULL while it may ask
) STRICT;
CREATE TABLE program_secret (
  program_id TEXT PRIMARY KEY REFERENCES program (id),
  hash       BLOB NOT NULL CHECK (length(hash) = 32), -- SHA-256 of 256 random bits
  used_at    INTEGER                            -- Unix ms, when it last got a token
) STRICT;
CREATE TABLE token_family (
  id           TEXT PRIMARY KEY,
  program_id   TEXT NOT NULL REFERENCES program (id),
  staff_id     TEXT REFERENCES staff (id),      -- for whom it acts; NULL when for itself
  refresh_hash BLOB NOT NULL CHECK (length(refresh_hash) = 32), -- SHA-256 of the one that is good now
  address      TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  used_at      INTEGER NOT NULL                 -- when its last token was given
) STRICT;
CREATE TABLE photo (
  id         TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  means      TEXT NOT NULL CHECK (means IN ('photo')), -- by what somebody is recognised
  agreed_by  TEXT NOT NULL CHECK (agreed_by IN ('patient', 'guardian')),
  width      INTEGER NOT NULL,
  height     INTEGER NOT NULL,
  bytes      INTEGER NOT NULL,
  sha256     TEXT NOT NULL,                     -- of the picture, hex: what the journal covers
  taken_at   INTEGER NOT NULL,                  -- Unix ms
  taken_by   TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE TABLE patient_photo (
  id         TEXT PRIMARY KEY REFERENCES patient (id),
  photo_id   TEXT REFERENCES photo (id),        -- NULL: taken off
  reason     TEXT NOT NULL CHECK (reason IN ('', 'asked', 'wrong-person', 'unclear', 'other')), -- why taken off
  note       TEXT NOT NULL,                     -- the reason in words
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL REFERENCES staff (id),
  CHECK ((photo_id IS NULL) = (reason <> ''))
) STRICT;
CREATE TABLE photo_picture (
  photo_id TEXT PRIMARY KEY REFERENCES photo (id),
  jpeg     BLOB NOT NULL
) STRICT;
CREATE INDEX journal_patient ON journal (patient_id, seq) WHERE patient_id IS NOT NULL;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'immutable: journal'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'immutable: journal'); END;
CREATE TRIGGER journal_hash_no_update BEFORE UPDATE ON journal_hash BEGIN SELECT RAISE(ABORT, 'immutable: journal_hash'); END;
CREATE TRIGGER journal_hash_no_delete BEFORE DELETE ON journal_hash BEGIN SELECT RAISE(ABORT, 'immutable: journal_hash'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'immutable: checkpoint'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'immutable: checkpoint'); END;
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'immutable: journal'); END;
CREATE TRIGGER journal_hash_no_replace BEFORE INSERT ON journal_hash WHEN EXISTS (SELECT 1 FROM journal_hash WHERE position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'immutable: journal_hash'); END;
CREATE TRIGGER checkpoint_no_replace BEFORE INSERT ON checkpoint WHEN EXISTS (SELECT 1 FROM checkpoint WHERE size = NEW.size)
  BEGIN SELECT RAISE(ABORT, 'immutable: checkpoint'); END;
CREATE TRIGGER staff_no_delete BEFORE DELETE ON staff BEGIN SELECT RAISE(ABORT, 'immutable: staff'); END;
CREATE INDEX session_staff ON session (staff_id);
CREATE TRIGGER patient_no_delete BEFORE DELETE ON patient BEGIN SELECT RAISE(ABORT, 'immutable: patient'); END;
CREATE UNIQUE INDEX identifier_file_number ON identifier (series, value) WHERE system = 'file-number';
CREATE INDEX identifier_patient ON identifier (patient_id);
CREATE TRIGGER identifier_no_delete BEFORE DELETE ON identifier BEGIN SELECT RAISE(ABORT, 'immutable: identifier'); END;
CREATE INDEX patient_key_num ON patient_key (num);
CREATE INDEX card_patient ON card (patient_id) WHERE patient_id IS NOT NULL;
CREATE TRIGGER card_no_delete BEFORE DELETE ON card BEGIN SELECT RAISE(ABORT, 'immutable: card'); END;
CREATE TRIGGER card_fixed BEFORE UPDATE ON card
  WHEN NEW.token <> OLD.token OR NEW.code <> OLD.code OR OLD.status = 'revoked'
    OR (OLD.patient_id IS NOT NULL AND NEW.patient_id IS NOT OLD.patient_id)
  BEGIN SELECT RAISE(ABORT, 'immutable: card'); END;
CREATE UNIQUE INDEX visit_one_open ON visit (patient_id) WHERE status IN ('arrived', 'triaged', 'in-progress');
CREATE INDEX visit_patient ON visit (patient_id, arrived_at);
CREATE INDEX visit_day ON visit (day);
CREATE TRIGGER visit_no_delete BEFORE DELETE ON visit BEGIN SELECT RAISE(ABORT, 'immutable: visit'); END;
CREATE TRIGGER visit_fixed BEFORE UPDATE ON visit
  WHEN NEW.patient_id <> OLD.patient_id OR NEW.day <> OLD.day OR NEW.ticket <> OLD.ticket OR NEW.arrived_at <> OLD.arrived_at
  BEGIN SELECT RAISE(ABORT, 'immutable: visit'); END;
CREATE UNIQUE INDEX queue_entry_one_open ON queue_entry (visit_id, department_id) WHERE status IN ('waiting', 'called', 'serving');
CREATE INDEX queue_entry_visit ON queue_entry (visit_id);
CREATE INDEX queue_entry_open ON queue_entry (department_id) WHERE status IN ('waiting', 'called', 'serving');
CREATE TRIGGER queue_entry_no_delete BEFORE DELETE ON queue_entry BEGIN SELECT RAISE(ABORT, 'immutable: queue_entry'); END;
CREATE INDEX encounter_amends ON encounter (amends_id) WHERE amends_id IS NOT NULL;
CREATE VIEW encounter_in_force AS
  SELECT e.* FROM encounter e
  WHERE coalesce(e.amend_kind, '') <> 'entered-in-error' AND NOT EXISTS (
    SELECT 1 FROM encounter a
    WHERE a.amends_id = coalesce(e.amends_id, e.id) AND a.id <> e.id
      AND (a.amend_kind = 'entered-in-error'
        OR a.amend_kind = 'correction' AND (e.amends_id IS NULL
          OR e.amend_kind = 'correction'
            AND coalesce((SELECT seq FROM journal WHERE command_id = a.id), 9223372036854775807)
              > coalesce((SELECT seq FROM journal WHERE command_id = e.id), 9223372036854775807))));
CREATE INDEX diagnosis_day ON diagnosis (day, code);
CREATE TRIGGER encounter_no_update BEFORE UPDATE ON encounter BEGIN SELECT RAISE(ABORT, 'immutable: encounter'); END;
CREATE TRIGGER encounter_no_delete BEFORE DELETE ON encounter BEGIN SELECT RAISE(ABORT, 'immutable: encounter'); END;
CREATE TRIGGER observation_no_update BEFORE UPDATE ON observation BEGIN SELECT RAISE(ABORT, 'immutable: observation'); END;
CREATE TRIGGER observation_no_delete BEFORE DELETE ON observation BEGIN SELECT RAISE(ABORT, 'immutable: observation'); END;
CREATE TRIGGER diagnosis_no_update BEFORE UPDATE ON diagnosis BEGIN SELECT RAISE(ABORT, 'immutable: diagnosis'); END;
CREATE TRIGGER diagnosis_no_delete BEFORE DELETE ON diagnosis BEGIN SELECT RAISE(ABORT, 'immutable: diagnosis'); END;
CREATE TRIGGER prescription_no_update BEFORE UPDATE ON prescription BEGIN SELECT RAISE(ABORT, 'immutable: prescription'); END;
CREATE TRIGGER prescription_no_delete BEFORE DELETE ON prescription BEGIN SELECT RAISE(ABORT, 'immutable: prescription'); END;
CREATE TRIGGER allergy_no_update BEFORE UPDATE ON allergy BEGIN SELECT RAISE(ABORT, 'immutable: allergy'); END;
CREATE TRIGGER allergy_no_delete BEFORE DELETE ON allergy BEGIN SELECT RAISE(ABORT, 'immutable: allergy'); END;
CREATE TRIGGER problem_no_update BEFORE UPDATE ON problem BEGIN SELECT RAISE(ABORT, 'immutable: problem'); END;
CREATE TRIGGER problem_no_delete BEFORE DELETE ON problem BEGIN SELECT RAISE(ABORT, 'immutable: problem'); END;
CREATE TRIGGER encounter_no_replace BEFORE INSERT ON encounter WHEN EXISTS (SELECT 1 FROM encounter WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: encounter'); END;
CREATE TRIGGER observation_no_replace BEFORE INSERT ON observation WHEN EXISTS (SELECT 1 FROM observation WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: observation'); END;
CREATE TRIGGER diagnosis_no_replace BEFORE INSERT ON diagnosis WHEN EXISTS (SELECT 1 FROM diagnosis WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: diagnosis'); END;
CREATE TRIGGER prescription_no_replace BEFORE INSERT ON prescription WHEN EXISTS (SELECT 1 FROM prescription WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: prescription'); END;
CREATE TRIGGER allergy_no_replace BEFORE INSERT ON allergy WHEN EXISTS (SELECT 1 FROM allergy WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: allergy'); END;
CREATE TRIGGER problem_no_replace BEFORE INSERT ON problem WHEN EXISTS (SELECT 1 FROM problem WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: problem'); END;
CREATE TRIGGER device_no_delete BEFORE DELETE ON device BEGIN SELECT RAISE(ABORT, 'immutable: device'); END;
CREATE INDEX session_device ON session (device_id);
CREATE INDEX factor_passkey_staff ON factor_passkey (staff_id);
CREATE TRIGGER program_no_delete BEFORE DELETE ON program BEGIN SELECT RAISE(ABORT, 'immutable: program'); END;
CREATE TRIGGER program_fixed BEFORE UPDATE ON program
  WHEN OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR
    (OLD.id, OLD.name, OLD.acts_for, OLD.roles, OLD.registered_by, OLD.registered_at) IS NOT
    (NEW.id, NEW.name, NEW.acts_for, NEW.roles, NEW.registered_by, NEW.registered_at)
  BEGIN SELECT RAISE(ABORT, 'immutable: program'); END;
CREATE INDEX token_family_program ON token_family (program_id);
CREATE INDEX token_family_staff ON token_family (staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX photo_patient ON photo (patient_id);
CREATE TRIGGER photo_no_update BEFORE UPDATE ON photo BEGIN SELECT RAISE(ABORT, 'immutable: photo'); END;
CREATE TRIGGER photo_no_delete BEFORE DELETE ON photo BEGIN SELECT RAISE(ABORT, 'immutable: photo'); END;
CREATE TRIGGER photo_no_replace BEFORE INSERT ON photo WHEN EXISTS (SELECT 1 FROM photo WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: photo'); END;
CREATE TRIGGER patient_photo_no_delete BEFORE DELETE ON patient_photo BEGIN SELECT RAISE(ABORT, 'immutable: patient_photo'); END;
CREATE INDEX journal_actor ON journal (actor_id, seq, recorded_at);
CREATE INDEX journal_device ON journal (device, seq, recorded_at) WHERE device <> '';
INSERT INTO schema_migration VALUES (1, '0001_journal', '4b66ce9ef79d3c2f346a47d408bb62d91c22aad3e414052e65227312b29903f0', 1795500000000);
INSERT INTO schema_migration VALUES (2, '0002_clinic', '45ae911bd785473a8824219f85afdf340f88aa2c5e7f8393d1277f563b4bdb82', 1795500000000);
INSERT INTO schema_migration VALUES (3, '0003_patient', '87ea4dcf14f6bc137aac0743da3ea5a65a69d3e04a6244b1abe518d3a62bad05', 1795500000000);
INSERT INTO schema_migration VALUES (4, '0004_visit', 'c9689da42bf65fcb62339d7f9dc12560822862167ea119eef5d42305b98869cf', 1795500000000);
INSERT INTO schema_migration VALUES (5, '0005_record', '433bc106f9b374911b4350c99e2be9d0566b124bb791b6c28a27b2a3ba0cf505', 1795500000000);
INSERT INTO schema_migration VALUES (6, '0006_secret', 'bd9e160e6fb18c8c4fb545e2aee1665099e57f38486bf6c03756bbe842c40599', 1795500000000);
INSERT INTO schema_migration VALUES (7, '0007_device', '99c31d3f3612cf65db5baf3131be2b4558273849104a0950b3277d303a610885', 1795500000000);
INSERT INTO schema_migration VALUES (8, '0008_factor', '6fa51cb53d7ed98fb3fc70adcc3cdfc23ece1190562be0736ebac0b9f742cb6c', 1795500000000);
INSERT INTO schema_migration VALUES (9, '0009_program', '292eb7a3125ee3732fa6ad99b42cef85367ebd5c46636a747551f1d6350f34c2', 1795500000000);
INSERT INTO schema_migration VALUES (10, '0010_person', 'ac9d2a0925770988133725c1f6a727a3dd16f251a9bb3ab8f6b09e3b08699fb1', 1795500000000);
