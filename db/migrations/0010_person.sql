-- What people may ask of their record: a photo and its consent; and who saw it.

-- A photo as it was taken. The row outlives the picture, so that what was shown to whom can be told for ever.
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
CREATE INDEX photo_patient ON photo (patient_id);
CREATE TRIGGER photo_no_update BEFORE UPDATE ON photo BEGIN SELECT RAISE(ABORT, 'immutable: photo'); END;
CREATE TRIGGER photo_no_delete BEFORE DELETE ON photo BEGIN SELECT RAISE(ABORT, 'immutable: photo'); END;
CREATE TRIGGER photo_no_replace BEFORE INSERT ON photo WHEN EXISTS (SELECT 1 FROM photo WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: photo'); END;

-- Which photo is the patient's now.
CREATE TABLE patient_photo (
  id         TEXT PRIMARY KEY REFERENCES patient (id),
  photo_id   TEXT REFERENCES photo (id),        -- NULL: taken off
  reason     TEXT NOT NULL CHECK (reason IN ('', 'asked', 'wrong-person', 'unclear', 'other')), -- why taken off
  note       TEXT NOT NULL,                     -- the reason in words
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL REFERENCES staff (id),
  CHECK ((photo_id IS NULL) = (reason <> ''))
) STRICT;
CREATE TRIGGER patient_photo_no_delete BEFORE DELETE ON patient_photo BEGIN SELECT RAISE(ABORT, 'immutable: patient_photo'); END;

-- The picture itself, only while it is the patient's; never in a journal payload, so that it can really be erased.
CREATE TABLE photo_picture (
  photo_id TEXT PRIMARY KEY REFERENCES photo (id),
  jpeg     BLOB NOT NULL
) STRICT;

-- "What could this person or tablet have seen since ...": answered from the index alone before a row is read.
DROP INDEX journal_actor;
CREATE INDEX journal_actor ON journal (actor_id, seq, recorded_at);
CREATE INDEX journal_device ON journal (device, seq, recorded_at) WHERE device <> '';
