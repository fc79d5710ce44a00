-- The line by rule: booked times, what patients said of themselves, who only collects, who was not here, who serves where.

ALTER TABLE visit ADD COLUMN slot_at INTEGER;   -- the booked time that brought them, Unix ms; NULL: no booking
-- How urgent they are by their own answers: a level as in level, 0 unasked. It counts until triage.
ALTER TABLE visit ADD COLUMN self_level INTEGER NOT NULL DEFAULT 0 CHECK (self_level BETWEEN 0 AND 4);
ALTER TABLE visit ADD COLUMN collect_only INTEGER NOT NULL DEFAULT 0 CHECK (collect_only IN (0, 1)); -- came for repeat medicines only
-- A further answer never makes anybody less urgent, and a slot never becomes another one.
CREATE TRIGGER visit_self_level BEFORE UPDATE OF self_level ON visit
  WHEN OLD.self_level <> 0 AND (NEW.self_level = 0 OR NEW.self_level > OLD.self_level)
  BEGIN SELECT RAISE(ABORT, 'lowered: visit'); END;
CREATE TRIGGER visit_slot BEFORE UPDATE OF slot_at ON visit WHEN OLD.slot_at IS NOT NULL AND NEW.slot_at IS NOT OLD.slot_at
  BEGIN SELECT RAISE(ABORT, 'another slot: visit'); END;

ALTER TABLE queue_entry ADD COLUMN calls INTEGER NOT NULL DEFAULT 0 CHECK (calls >= 0);   -- how often they were called
ALTER TABLE queue_entry ADD COLUMN missed INTEGER NOT NULL DEFAULT 0 CHECK (missed >= 0); -- how often in vain
ALTER TABLE queue_entry ADD COLUMN last_call_at INTEGER; -- the last call, also when it was taken back or in vain
ALTER TABLE queue_entry ADD COLUMN back_at INTEGER;      -- not called before: they were not here, or said they come back
ALTER TABLE queue_entry ADD COLUMN moved_for TEXT NOT NULL DEFAULT ''; -- why they were sent here from another line
-- Who was called today, and how long people waited on the days before.
CREATE INDEX queue_entry_entered ON queue_entry (entered_at);

-- How long people waited in the last weeks who had so many before them. Reckoned anew each day; not journalled.
CREATE TABLE queue_pace (
  hour          INTEGER NOT NULL,               -- of the day at the clinic; -1: any
  department_id TEXT NOT NULL REFERENCES department (id),
  step          TEXT NOT NULL CHECK (step IN ('triage', 'service')),
  ranges        TEXT NOT NULL CHECK (json_valid(ranges)), -- [[low, high], ...] minutes, by how many are before; null: too little is known
  PRIMARY KEY (hour, department_id, step)
) STRICT, WITHOUT ROWID;

ALTER TABLE department ADD COLUMN rooms TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(rooms)); -- as spoken: "Room 3"

-- Who serves where now. A person is in one place at a time; a new place ends the old one.
CREATE TABLE staff_place (
  id            TEXT PRIMARY KEY,               -- of the command
  staff_id      TEXT NOT NULL REFERENCES staff (id),
  department_id TEXT NOT NULL REFERENCES department (id),
  room          TEXT NOT NULL CHECK (room <> ''),
  since         INTEGER NOT NULL,               -- Unix ms
  until         INTEGER                         -- NULL while they are there
) STRICT;
CREATE UNIQUE INDEX staff_place_standing ON staff_place (staff_id) WHERE until IS NULL;
CREATE TRIGGER staff_place_no_delete BEFORE DELETE ON staff_place BEGIN SELECT RAISE(ABORT, 'immutable: staff_place'); END;
CREATE TRIGGER staff_place_no_replace BEFORE INSERT ON staff_place
  WHEN EXISTS (SELECT 1 FROM staff_place WHERE id = NEW.id OR NEW.until IS NULL AND until IS NULL AND staff_id = NEW.staff_id)
  BEGIN SELECT RAISE(ABORT, 'immutable: staff_place'); END;
CREATE TRIGGER staff_place_fixed BEFORE UPDATE ON staff_place
  WHEN OLD.until IS NOT NULL OR
    (OLD.id, OLD.staff_id, OLD.department_id, OLD.room, OLD.since) IS NOT (NEW.id, NEW.staff_id, NEW.department_id, NEW.room, NEW.since)
  BEGIN SELECT RAISE(ABORT, 'immutable: staff_place'); END;
