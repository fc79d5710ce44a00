-- The clinical record: inserted once, never updated, never deleted.
-- Clustered by patient and visit, because a chart reads one patient's rows together.
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
CREATE INDEX encounter_amends ON encounter (amends_id) WHERE amends_id IS NOT NULL;

-- The encounters that stand: the last correction stands for the original, a late entry beside it,
-- and after entered-in-error nothing does. Which correction is the last one the journal says, whose
-- entry has the encounter's id: a clock may have been set back. One not journalled yet is being written now.
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
CREATE INDEX diagnosis_day ON diagnosis (day, code);

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

-- Allergies and long-term problems: a change is a new row that names the one it replaces.
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

-- INSERT OR REPLACE deletes without firing a delete trigger, so it is refused before it begins.
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

-- An unsigned encounter: private to its author, survives logout, crash and reboot. Not part of the record until signed.
CREATE TABLE draft (
  author_id  TEXT NOT NULL REFERENCES staff (id),
  visit_id   TEXT NOT NULL REFERENCES visit (id),
  kind       TEXT NOT NULL CHECK (kind IN ('triage', 'consultation')),
  patient_id TEXT NOT NULL REFERENCES patient (id),
  content    TEXT NOT NULL CHECK (json_valid(content)),
  saved_at   INTEGER NOT NULL,
  PRIMARY KEY (author_id, visit_id, kind)
) STRICT, WITHOUT ROWID;
