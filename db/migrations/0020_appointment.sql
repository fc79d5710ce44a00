-- When a department takes bookings, on which days it does not, and who is booked. What became of a booking is not
-- stored where it can be seen: fulfilled is a booking whose visit is finished, missed one whose day is over without a visit.

CREATE TABLE schedule (
  id            TEXT PRIMARY KEY,
  department_id TEXT NOT NULL UNIQUE REFERENCES department (id),
  weekdays      TEXT NOT NULL CHECK (json_valid(weekdays)), -- [1 ... 7], Monday is 1
  opens         TEXT NOT NULL CHECK (opens GLOB '[0-2][0-9]:[0-5][0-9]'),
  closes        TEXT NOT NULL CHECK (closes GLOB '[0-2][0-9]:[0-5][0-9]'),
  slot_minutes  INTEGER NOT NULL CHECK (slot_minutes BETWEEN 5 AND 480),
  capacity      INTEGER NOT NULL CHECK (capacity BETWEEN 1 AND 99), -- places in each slot
  active        INTEGER NOT NULL CHECK (active IN (0, 1)),
  version       INTEGER NOT NULL,
  CHECK (opens < closes)
) STRICT;
CREATE TRIGGER schedule_no_delete BEFORE DELETE ON schedule BEGIN SELECT RAISE(ABORT, 'immutable: schedule'); END;
CREATE TRIGGER schedule_no_replace BEFORE INSERT ON schedule
  WHEN EXISTS (SELECT 1 FROM schedule WHERE id = NEW.id OR department_id = NEW.department_id)
  BEGIN SELECT RAISE(ABORT, 'taken: schedule'); END;
CREATE TRIGGER schedule_fixed BEFORE UPDATE ON schedule WHEN NEW.id <> OLD.id OR NEW.department_id <> OLD.department_id
  BEGIN SELECT RAISE(ABORT, 'immutable: schedule'); END;

CREATE TABLE closed_day (
  id            TEXT PRIMARY KEY,
  day           TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  department_id TEXT REFERENCES department (id), -- NULL: the whole clinic
  reason        TEXT NOT NULL,
  closed_at     INTEGER NOT NULL,                -- Unix ms
  closed_by     TEXT NOT NULL REFERENCES staff (id),
  ended_at      INTEGER,                         -- NULL while it stands
  ended_by      TEXT REFERENCES staff (id),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX closed_day_standing ON closed_day (day, coalesce(department_id, '')) WHERE ended_at IS NULL;
CREATE TRIGGER closed_day_no_delete BEFORE DELETE ON closed_day BEGIN SELECT RAISE(ABORT, 'immutable: closed_day'); END;
CREATE TRIGGER closed_day_no_replace BEFORE INSERT ON closed_day
  WHEN EXISTS (SELECT 1 FROM closed_day WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM closed_day WHERE ended_at IS NULL AND day = NEW.day AND department_id IS NEW.department_id)
  BEGIN SELECT RAISE(ABORT, 'taken: closed_day'); END;
-- It ends once, and nothing else about it ever changes.
CREATE TRIGGER closed_day_fixed BEFORE UPDATE ON closed_day
  WHEN OLD.ended_at IS NOT NULL OR
    (OLD.id, OLD.day, OLD.department_id, OLD.reason, OLD.closed_at, OLD.closed_by) IS NOT
    (NEW.id, NEW.day, NEW.department_id, NEW.reason, NEW.closed_at, NEW.closed_by)
  BEGIN SELECT RAISE(ABORT, 'immutable: closed_day'); END;

CREATE TABLE appointment (
  id            TEXT PRIMARY KEY,
  patient_id    TEXT NOT NULL REFERENCES patient (id), -- the file it was booked in
  department_id TEXT NOT NULL REFERENCES department (id),
  day           TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  start         TEXT NOT NULL CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]'),
  seat          INTEGER NOT NULL CHECK (seat BETWEEN 0 AND 98), -- from 0
  status        TEXT NOT NULL CHECK (status IN ('booked', 'arrived', 'cancelled')),
  reason        TEXT NOT NULL,
  source        TEXT NOT NULL CHECK (source IN ('staff', 'patient', 'follow-up', 'series')),
  series_id     TEXT REFERENCES appointment (id), -- the first of those booked together
  visit_id      TEXT REFERENCES visit (id),       -- what it became; as good as none once that was a mistake
  cancel_reason TEXT NOT NULL,
  cancelled_at  INTEGER,                          -- Unix ms
  booked_at     INTEGER NOT NULL,                 -- Unix ms
  booked_by     TEXT NOT NULL,                    -- staff or program id; '' the patient
  version       INTEGER NOT NULL,
  CHECK ((status = 'arrived') = (visit_id IS NOT NULL)),
  CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL) AND (status = 'cancelled' OR cancel_reason = '')),
  CHECK ((source = 'series') <= (series_id IS NOT NULL))
) STRICT;
-- Nobody sits on another's chair, and nobody is booked twice in one place on one day.
CREATE UNIQUE INDEX appointment_seat ON appointment (department_id, day, start, seat) WHERE status <> 'cancelled';
CREATE UNIQUE INDEX appointment_once ON appointment (patient_id, day, department_id) WHERE status <> 'cancelled';
CREATE INDEX appointment_patient ON appointment (patient_id, day);
CREATE INDEX appointment_day ON appointment (day, department_id);
CREATE INDEX appointment_series ON appointment (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX appointment_visit ON appointment (visit_id) WHERE visit_id IS NOT NULL;
CREATE TRIGGER appointment_no_delete BEFORE DELETE ON appointment BEGIN SELECT RAISE(ABORT, 'immutable: appointment'); END;
CREATE TRIGGER appointment_no_replace BEFORE INSERT ON appointment
  WHEN EXISTS (SELECT 1 FROM appointment WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM appointment WHERE status <> 'cancelled' AND department_id = NEW.department_id AND day = NEW.day
      AND (start = NEW.start AND seat = NEW.seat OR patient_id = NEW.patient_id))
  BEGIN SELECT RAISE(ABORT, 'taken: appointment'); END;
CREATE TRIGGER appointment_fixed BEFORE UPDATE ON appointment
  WHEN (OLD.id, OLD.patient_id, OLD.source, OLD.series_id, OLD.booked_at, OLD.booked_by) IS NOT
    (NEW.id, NEW.patient_id, NEW.source, NEW.series_id, NEW.booked_at, NEW.booked_by)
  BEGIN SELECT RAISE(ABORT, 'immutable: appointment'); END;
CREATE TRIGGER appointment_aside BEFORE INSERT ON appointment WHEN EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'aside: appointment'); END;
-- Nobody is booked, moved or brought back onto a day that is closed. Who was booked before it was closed stays booked.
CREATE TRIGGER appointment_closed BEFORE INSERT ON appointment
  WHEN EXISTS (SELECT 1 FROM closed_day WHERE day = NEW.day AND ended_at IS NULL AND coalesce(department_id, NEW.department_id) = NEW.department_id)
  BEGIN SELECT RAISE(ABORT, 'closed: appointment'); END;
CREATE TRIGGER appointment_closed_later BEFORE UPDATE OF day, department_id, status ON appointment
  WHEN (NEW.day <> OLD.day OR NEW.department_id <> OLD.department_id OR OLD.status = 'cancelled' AND NEW.status <> 'cancelled')
    AND EXISTS (SELECT 1 FROM closed_day WHERE day = NEW.day AND ended_at IS NULL AND coalesce(department_id, NEW.department_id) = NEW.department_id)
  BEGIN SELECT RAISE(ABORT, 'closed: appointment'); END;
-- Nobody is taken back who is booked.
CREATE TRIGGER patient_booked BEFORE UPDATE OF active ON patient
  WHEN NEW.active = 0 AND OLD.active = 1 AND EXISTS (SELECT 1 FROM appointment WHERE patient_id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'used: patient'); END;
