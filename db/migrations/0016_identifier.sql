-- Numbers that came with old registers, where the paper files are, and who belongs to whom.

-- A third status: withdrawn came with an import that was taken back, and is free again. The table is made anew, because
-- the status is part of it; its rows stay as they were.
CREATE TABLE identifier_anew (
  id         TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  system     TEXT NOT NULL CHECK (system IN ('file-number', 'national-id-ls', 'national-id-za', 'passport', 'hprn', 'art', 'tb', 'none', 'other')),
  series     TEXT NOT NULL,
  value      TEXT NOT NULL,                     -- as text: 0012 is not 12. A year is part of it: 0012/19
  status     TEXT NOT NULL CHECK (status IN ('active', 'retired', 'withdrawn')),
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO identifier_anew SELECT id, patient_id, system, series, value, status, created_at FROM identifier ORDER BY rowid;
DROP TRIGGER paper_row_taken;
DROP TABLE identifier;
ALTER TABLE identifier_anew RENAME TO identifier;

-- A file number is held by one person for ever: a retired one is never issued again.
CREATE UNIQUE INDEX identifier_file_number ON identifier (series, value) WHERE system = 'file-number' AND status <> 'withdrawn';
CREATE INDEX identifier_patient ON identifier (patient_id);
CREATE TRIGGER identifier_no_delete BEFORE DELETE ON identifier BEGIN SELECT RAISE(ABORT, 'immutable: identifier'); END;
-- A number is never another one, nor anybody else's. It goes out of use, and nothing brings it back.
CREATE TRIGGER identifier_fixed BEFORE UPDATE ON identifier
  WHEN (OLD.id, OLD.patient_id, OLD.system, OLD.series, OLD.value, OLD.created_at) IS NOT
    (NEW.id, NEW.patient_id, NEW.system, NEW.series, NEW.value, NEW.created_at)
    OR OLD.status = 'withdrawn' OR OLD.status = 'retired' AND NEW.status = 'active'
  BEGIN SELECT RAISE(ABORT, 'immutable: identifier'); END;
-- 0012/19 and 0012/2019 are one number. Two figures are a year from 1950 to 2049, here and in server/patient.
CREATE TRIGGER identifier_taken BEFORE INSERT ON identifier
  WHEN NEW.system = 'file-number' AND EXISTS (SELECT 1 FROM identifier
    WHERE system = 'file-number' AND status <> 'withdrawn' AND series = NEW.series AND value IN (NEW.value, CASE
      WHEN NEW.value GLOB '?*/[5-9][0-9]' THEN substr(NEW.value, 1, length(NEW.value) - 2) || '19' || substr(NEW.value, -2)
      WHEN NEW.value GLOB '?*/[0-4][0-9]' THEN substr(NEW.value, 1, length(NEW.value) - 2) || '20' || substr(NEW.value, -2)
      WHEN NEW.value GLOB '?*/19[5-9][0-9]' OR NEW.value GLOB '?*/20[0-4][0-9]' THEN substr(NEW.value, 1, length(NEW.value) - 4) || substr(NEW.value, -2)
    END))
  BEGIN SELECT RAISE(ABORT, 'taken: identifier'); END;
CREATE TRIGGER identifier_reserved BEFORE INSERT ON identifier
  WHEN NEW.system = 'file-number' AND EXISTS (SELECT 1 FROM paper_row
    WHERE file_series = NEW.series AND file_number = NEW.value AND patient_id IS NOT NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'reserved: identifier'); END;
CREATE TRIGGER identifier_reserved_later BEFORE UPDATE OF patient_id, system, series, value ON identifier
  WHEN NEW.system = 'file-number' AND EXISTS (SELECT 1 FROM paper_row
    WHERE file_series = NEW.series AND file_number = NEW.value AND patient_id IS NOT NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'reserved: identifier'); END;
CREATE TRIGGER identifier_aside BEFORE INSERT ON identifier WHEN EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'aside: identifier'); END;
CREATE TRIGGER paper_row_taken BEFORE INSERT ON paper_row
  WHEN EXISTS (SELECT 1 FROM identifier
    WHERE system = 'file-number' AND status <> 'withdrawn' AND series = NEW.file_series AND value = NEW.file_number)
  BEGIN SELECT RAISE(ABORT, 'taken: paper_row'); END;

-- What became of the paper file of a number: written down, never changed. The newest line says how it stands.
CREATE TABLE file_log (
  num           INTEGER PRIMARY KEY,            -- in the order of writing down
  id            TEXT NOT NULL UNIQUE,
  identifier_id TEXT NOT NULL REFERENCES identifier (id),
  kind          TEXT NOT NULL CHECK (kind IN ('shelved', 'missing', 'found', 'destroyed')),
  shelf         TEXT NOT NULL,                  -- where it stands from now on; '': nothing is said of it
  note          TEXT NOT NULL,
  logged_at     INTEGER NOT NULL,               -- Unix ms
  logged_by     TEXT NOT NULL REFERENCES staff (id),
  CHECK (kind <> 'shelved' OR shelf <> ''),
  CHECK (kind IN ('shelved', 'found') OR shelf = '')
) STRICT;
CREATE INDEX file_log_identifier ON file_log (identifier_id, num);
CREATE INDEX file_log_missing ON file_log (num) WHERE kind = 'missing';
CREATE TRIGGER file_log_no_update BEFORE UPDATE ON file_log BEGIN SELECT RAISE(ABORT, 'immutable: file_log'); END;
CREATE TRIGGER file_log_no_delete BEFORE DELETE ON file_log BEGIN SELECT RAISE(ABORT, 'immutable: file_log'); END;
CREATE TRIGGER file_log_no_replace BEFORE INSERT ON file_log
  WHEN EXISTS (SELECT 1 FROM file_log WHERE id = NEW.id OR num = NEW.num)
  BEGIN SELECT RAISE(ABORT, 'immutable: file_log'); END;
-- Paper files have file numbers. What is missing can be found again; what is destroyed is gone.
CREATE TRIGGER file_log_sense BEFORE INSERT ON file_log
  WHEN NOT EXISTS (SELECT 1 FROM identifier WHERE id = NEW.identifier_id AND system = 'file-number' AND status <> 'withdrawn')
    OR (SELECT CASE NEW.kind WHEN 'found' THEN was <> 'missing' WHEN 'destroyed' THEN was = 'destroyed' ELSE was IN ('missing', 'destroyed') END
      FROM (SELECT coalesce((SELECT kind FROM file_log WHERE identifier_id = NEW.identifier_id ORDER BY num DESC LIMIT 1), '') AS was))
  BEGIN SELECT RAISE(ABORT, 'state: file_log'); END;

-- Whose mother, husband or guardian somebody is who is a patient too. other_id is the kind of patient_id: a baby's row
-- names its mother.
CREATE TABLE patient_relation (
  num        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  other_id   TEXT NOT NULL REFERENCES patient (id),
  kind       TEXT NOT NULL CHECK (kind IN ('mother', 'father', 'parent', 'guardian', 'grandparent', 'spouse', 'sibling', 'kin')),
  made_at    INTEGER NOT NULL,                  -- Unix ms
  made_by    TEXT NOT NULL,                     -- staff or program id
  ended_at   INTEGER,                           -- NULL while it holds
  ended_by   TEXT,
  end_reason TEXT NOT NULL CHECK (end_reason IN ('', 'mistake', 'changed')),
  CHECK (patient_id <> other_id),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason = ''))
) STRICT;
-- Two people are one thing to each other at a time, and nobody has two mothers.
CREATE UNIQUE INDEX patient_relation_pair ON patient_relation (min(patient_id, other_id), max(patient_id, other_id)) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX patient_relation_mother ON patient_relation (patient_id) WHERE kind = 'mother' AND ended_at IS NULL;
CREATE INDEX patient_relation_patient ON patient_relation (patient_id);
CREATE INDEX patient_relation_other ON patient_relation (other_id);
CREATE TRIGGER patient_relation_no_delete BEFORE DELETE ON patient_relation BEGIN SELECT RAISE(ABORT, 'immutable: patient_relation'); END;
CREATE TRIGGER patient_relation_no_replace BEFORE INSERT ON patient_relation
  WHEN EXISTS (SELECT 1 FROM patient_relation WHERE id = NEW.id OR num = NEW.num)
    OR EXISTS (SELECT 1 FROM patient_relation WHERE ended_at IS NULL AND
      min(patient_id, other_id) = min(NEW.patient_id, NEW.other_id) AND max(patient_id, other_id) = max(NEW.patient_id, NEW.other_id))
    OR NEW.kind = 'mother' AND EXISTS (SELECT 1 FROM patient_relation WHERE patient_id = NEW.patient_id AND kind = 'mother' AND ended_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'taken: patient_relation'); END;
-- It ends once, and nothing else about it ever changes.
CREATE TRIGGER patient_relation_fixed BEFORE UPDATE ON patient_relation
  WHEN OLD.ended_at IS NOT NULL OR
    (OLD.num, OLD.id, OLD.patient_id, OLD.other_id, OLD.kind, OLD.made_at, OLD.made_by) IS NOT
    (NEW.num, NEW.id, NEW.patient_id, NEW.other_id, NEW.kind, NEW.made_at, NEW.made_by)
  BEGIN SELECT RAISE(ABORT, 'immutable: patient_relation'); END;
CREATE TRIGGER patient_relation_aside BEFORE INSERT ON patient_relation
  WHEN EXISTS (SELECT 1 FROM patient_aside WHERE id IN (NEW.patient_id, NEW.other_id))
  BEGIN SELECT RAISE(ABORT, 'aside: patient_relation'); END;
-- Nobody is taken back while somebody else is said to be theirs.
CREATE TRIGGER patient_related BEFORE UPDATE OF active ON patient
  WHEN NEW.active = 0 AND OLD.active = 1 AND
    EXISTS (SELECT 1 FROM patient_relation WHERE ended_at IS NULL AND NEW.id IN (patient_id, other_id))
  BEGIN SELECT RAISE(ABORT, 'used: patient'); END;
