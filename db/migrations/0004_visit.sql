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
CREATE UNIQUE INDEX visit_one_open ON visit (patient_id) WHERE status IN ('arrived', 'triaged', 'in-progress');
CREATE INDEX visit_patient ON visit (patient_id, arrived_at);
CREATE INDEX visit_day ON visit (day);
CREATE TRIGGER visit_no_delete BEFORE DELETE ON visit BEGIN SELECT RAISE(ABORT, 'immutable: visit'); END;
CREATE TRIGGER visit_fixed BEFORE UPDATE ON visit
  WHEN NEW.patient_id <> OLD.patient_id OR NEW.day <> OLD.day OR NEW.ticket <> OLD.ticket OR NEW.arrived_at <> OLD.arrived_at
  BEGIN SELECT RAISE(ABORT, 'immutable: visit'); END;

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
CREATE UNIQUE INDEX queue_entry_one_open ON queue_entry (visit_id, department_id) WHERE status IN ('waiting', 'called', 'serving');
CREATE INDEX queue_entry_visit ON queue_entry (visit_id);
CREATE INDEX queue_entry_open ON queue_entry (department_id) WHERE status IN ('waiting', 'called', 'serving');
CREATE TRIGGER queue_entry_no_delete BEFORE DELETE ON queue_entry BEGIN SELECT RAISE(ABORT, 'immutable: queue_entry'); END;
