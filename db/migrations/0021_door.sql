-- What patients do by themselves, at the kiosk or on their own phone: what they say of themselves, and calls for help.

-- What somebody answered, as it was kept. It is what they said, never a finding, and never changes: only once it is found
-- to be about a visit, and once a provider outside is heard.
CREATE TABLE self_report (
  id            TEXT PRIMARY KEY,               -- of the command
  patient_id    TEXT NOT NULL REFERENCES patient (id),
  visit_id      TEXT REFERENCES visit (id),     -- NULL until they are checked in
  device_id     TEXT REFERENCES device (id),    -- the kiosk; NULL: their own phone
  profile       TEXT NOT NULL CHECK (json_valid(profile)), -- age, pregnancy, illnesses, groups, form
  answers       TEXT NOT NULL CHECK (json_valid(answers)), -- by item
  level         TEXT NOT NULL CHECK (level IN ('R', 'D', 'N', 'E')), -- by the table that is built in
  rules         TEXT NOT NULL CHECK (json_valid(rules)),   -- [{id, gives}], the most urgent first
  flags         TEXT NOT NULL CHECK (json_valid(flags)),
  table_version TEXT NOT NULL,
  complete      INTEGER NOT NULL CHECK (complete IN (0, 1)), -- 0: they went away in the middle
  language      TEXT NOT NULL CHECK (language IN ('en', 'st')),
  answered_by   TEXT NOT NULL CHECK (answered_by IN ('patient', 'companion')),
  started_at    INTEGER NOT NULL,               -- Unix ms
  finished_at   INTEGER NOT NULL,
  merged_level  TEXT NOT NULL CHECK (merged_level IN ('R', 'D', 'N', 'E')), -- with the provider's: the more urgent
  provider      TEXT NOT NULL DEFAULT '',       -- '': none was asked, or none answered
  provider_version TEXT NOT NULL DEFAULT '',
  provider_request TEXT NOT NULL DEFAULT '',    -- the id of the request there
  provider_level   TEXT CHECK (provider_level IN ('R', 'D', 'N', 'E')),
  provider_at   INTEGER,
  CHECK (finished_at >= started_at),
  CHECK (instr('RDNE', merged_level) >= instr('RDNE', level)),
  CHECK ((provider = '') = (provider_level IS NULL) AND (provider = '') = (provider_at IS NULL))
) STRICT;
CREATE INDEX self_report_patient ON self_report (patient_id, finished_at);
CREATE INDEX self_report_visit ON self_report (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX self_report_finished ON self_report (finished_at);
CREATE TRIGGER self_report_no_delete BEFORE DELETE ON self_report BEGIN SELECT RAISE(ABORT, 'immutable: self_report'); END;
CREATE TRIGGER self_report_no_replace BEFORE INSERT ON self_report WHEN EXISTS (SELECT 1 FROM self_report WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: self_report'); END;
CREATE TRIGGER self_report_fixed BEFORE UPDATE ON self_report
  WHEN (OLD.id, OLD.patient_id, OLD.device_id, OLD.profile, OLD.answers, OLD.level, OLD.rules, OLD.flags, OLD.table_version, OLD.complete,
      OLD.language, OLD.answered_by, OLD.started_at, OLD.finished_at) IS NOT
    (NEW.id, NEW.patient_id, NEW.device_id, NEW.profile, NEW.answers, NEW.level, NEW.rules, NEW.flags, NEW.table_version, NEW.complete,
      NEW.language, NEW.answered_by, NEW.started_at, NEW.finished_at)
    OR OLD.visit_id IS NOT NULL AND NEW.visit_id IS NOT OLD.visit_id
    OR OLD.provider <> '' AND (OLD.provider, OLD.provider_version, OLD.provider_request, OLD.provider_level, OLD.provider_at) IS NOT
      (NEW.provider, NEW.provider_version, NEW.provider_request, NEW.provider_level, NEW.provider_at)
    OR instr('RDNE', NEW.merged_level) < instr('RDNE', OLD.merged_level)
  BEGIN SELECT RAISE(ABORT, 'immutable: self_report'); END;
CREATE TRIGGER self_report_aside BEFORE INSERT ON self_report WHEN EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'aside: self_report'); END;
-- Nobody is taken back who has said something.
CREATE TRIGGER patient_said BEFORE UPDATE OF active ON patient
  WHEN NEW.active = 0 AND OLD.active = 1 AND EXISTS (SELECT 1 FROM self_report WHERE patient_id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'used: patient'); END;

-- What a clinician made of it, with the triage that they signed. Once, and never changed.
CREATE TABLE self_review (
  id             TEXT PRIMARY KEY,
  self_report_id TEXT NOT NULL UNIQUE REFERENCES self_report (id),
  encounter_id   TEXT NOT NULL REFERENCES encounter (id), -- the triage
  verdict        TEXT NOT NULL CHECK (verdict IN ('confirmed', 'overridden')),
  level          INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4), -- what the triage came to
  reason         TEXT NOT NULL,
  note           TEXT NOT NULL,                 -- in their own words
  reviewed_at    INTEGER NOT NULL,              -- Unix ms
  reviewed_by    TEXT NOT NULL REFERENCES staff (id),
  CHECK ((verdict = 'overridden') = (reason <> ''))
) STRICT;
CREATE TRIGGER self_review_no_update BEFORE UPDATE ON self_review BEGIN SELECT RAISE(ABORT, 'immutable: self_review'); END;
CREATE TRIGGER self_review_no_delete BEFORE DELETE ON self_review BEGIN SELECT RAISE(ABORT, 'immutable: self_review'); END;
CREATE TRIGGER self_review_no_replace BEFORE INSERT ON self_review
  WHEN EXISTS (SELECT 1 FROM self_review WHERE id = NEW.id OR self_report_id = NEW.self_report_id)
  BEGIN SELECT RAISE(ABORT, 'immutable: self_review'); END;

-- Somebody has to come. It stands until a member of staff says that they do.
CREATE TABLE alert (
  id            TEXT PRIMARY KEY,
  kind          TEXT NOT NULL CHECK (kind IN ('help', 'cannot-walk', 'red-flag')),
  device_id     TEXT REFERENCES device (id),    -- where it was pressed; NULL: on their own phone
  department_id TEXT REFERENCES department (id),
  visit_id      TEXT REFERENCES visit (id),
  patient_id    TEXT REFERENCES patient (id),   -- NULL: nobody had said who they are
  raised_at     INTEGER NOT NULL,               -- Unix ms
  answered_at   INTEGER,
  answered_by   TEXT REFERENCES staff (id),
  CHECK ((answered_at IS NULL) = (answered_by IS NULL)),
  CHECK (device_id IS NOT NULL OR patient_id IS NOT NULL)
) STRICT;
CREATE INDEX alert_standing ON alert (raised_at) WHERE answered_at IS NULL;
CREATE INDEX alert_patient ON alert (patient_id) WHERE patient_id IS NOT NULL;
CREATE TRIGGER alert_no_delete BEFORE DELETE ON alert BEGIN SELECT RAISE(ABORT, 'immutable: alert'); END;
CREATE TRIGGER alert_no_replace BEFORE INSERT ON alert WHEN EXISTS (SELECT 1 FROM alert WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: alert'); END;
CREATE TRIGGER alert_fixed BEFORE UPDATE ON alert
  WHEN OLD.answered_at IS NOT NULL OR
    (OLD.id, OLD.kind, OLD.device_id, OLD.department_id, OLD.visit_id, OLD.patient_id, OLD.raised_at) IS NOT
    (NEW.id, NEW.kind, NEW.device_id, NEW.department_id, NEW.visit_id, NEW.patient_id, NEW.raised_at)
  BEGIN SELECT RAISE(ABORT, 'immutable: alert'); END;
