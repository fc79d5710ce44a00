-- Who may be somebody the clinic knows already, and what people said to it.

-- Derived from patient and identifier, kept by server/patient: not journalled, and written anew when its rules change.
CREATE TABLE match_key (
  hash INTEGER NOT NULL,                        -- of one thing that two files of one person are likely to share
  num  INTEGER NOT NULL REFERENCES patient (num),
  PRIMARY KEY (hash, num)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_key_num ON match_key (num);
CREATE TABLE match_count (                      -- what is common proves little
  kind  TEXT NOT NULL CHECK (kind IN ('people', 'name', 'village')),
  token TEXT NOT NULL,                          -- folded; '' counts all people
  n     INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (kind, token)
) STRICT, WITHOUT ROWID;
-- How far the two above are written. Of the people up to last, who were here first, those up to done are in; whoever is
-- registered later is put in at once.
CREATE TABLE match_index (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  rules INTEGER NOT NULL,                       -- by which it is written
  done  INTEGER NOT NULL,                       -- patient.num
  last  INTEGER NOT NULL,                       -- patient.num
  CHECK (done <= last)
) STRICT;
INSERT INTO match_index (id, rules, done, last) SELECT 1, 1, 0, coalesce(max(num), 0) FROM patient;

-- What somebody decided about two files, once for each decision: the newest counts.
CREATE TABLE patient_pair (
  num          INTEGER PRIMARY KEY,             -- in the order of deciding
  id           TEXT NOT NULL UNIQUE,
  patient_low  TEXT NOT NULL REFERENCES patient (id),
  patient_high TEXT NOT NULL REFERENCES patient (id),
  verdict      TEXT NOT NULL CHECK (verdict IN ('distinct', 'later')),
  reason       TEXT NOT NULL CHECK (reason IN ('', 'asked', 'twin', 'relative', 'namesake', 'other')),
  note         TEXT NOT NULL,
  decided_at   INTEGER NOT NULL,                -- Unix ms
  decided_by   TEXT NOT NULL,                   -- staff or program id, '' for the box itself
  CHECK (patient_low < patient_high)
) STRICT;
CREATE INDEX patient_pair_low ON patient_pair (patient_low, patient_high);
CREATE INDEX patient_pair_high ON patient_pair (patient_high);
CREATE TRIGGER patient_pair_no_update BEFORE UPDATE ON patient_pair BEGIN SELECT RAISE(ABORT, 'immutable: patient_pair'); END;
CREATE TRIGGER patient_pair_no_delete BEFORE DELETE ON patient_pair BEGIN SELECT RAISE(ABORT, 'immutable: patient_pair'); END;
CREATE TRIGGER patient_pair_no_replace BEFORE INSERT ON patient_pair
  WHEN EXISTS (SELECT 1 FROM patient_pair WHERE id = NEW.id OR num = NEW.num)
  BEGIN SELECT RAISE(ABORT, 'immutable: patient_pair'); END;
