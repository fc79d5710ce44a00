-- Two files of one person. The one is never poured into the other: a link says that whoever asks for patient_id is to be
-- shown into_id, and what was written for each stays with it. So the link can be ended, and both are as they were.

-- 0: came with an import that was taken back. Nobody finds the person; the row stays for the journal.
ALTER TABLE patient ADD COLUMN active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1));

CREATE TABLE patient_link (
  id         TEXT PRIMARY KEY,                  -- of the command that joined them
  patient_id TEXT NOT NULL REFERENCES patient (id), -- the one that is replaced
  into_id    TEXT NOT NULL REFERENCES patient (id), -- the one that stands for both
  reason     TEXT NOT NULL,
  linked_at  INTEGER NOT NULL,                  -- Unix ms
  linked_by  TEXT NOT NULL REFERENCES staff (id),
  ended_at   INTEGER,                           -- NULL while it stands
  ended_by   TEXT REFERENCES staff (id),
  end_reason TEXT NOT NULL,
  CHECK (patient_id <> into_id),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason = ''))
) STRICT;
CREATE UNIQUE INDEX patient_link_standing ON patient_link (patient_id) WHERE ended_at IS NULL;
CREATE INDEX patient_link_patient ON patient_link (patient_id);
CREATE INDEX patient_link_into ON patient_link (into_id);

CREATE TRIGGER patient_link_no_delete BEFORE DELETE ON patient_link BEGIN SELECT RAISE(ABORT, 'immutable: patient_link'); END;
CREATE TRIGGER patient_link_no_replace BEFORE INSERT ON patient_link
  WHEN EXISTS (SELECT 1 FROM patient_link WHERE id = NEW.id)
    OR NEW.ended_at IS NULL AND EXISTS (SELECT 1 FROM patient_link WHERE patient_id = NEW.patient_id AND ended_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'immutable: patient_link'); END;
CREATE TRIGGER patient_link_fixed BEFORE UPDATE ON patient_link
  WHEN OLD.ended_at IS NOT NULL OR
    (OLD.id, OLD.patient_id, OLD.into_id, OLD.reason, OLD.linked_at, OLD.linked_by) IS NOT
    (NEW.id, NEW.patient_id, NEW.into_id, NEW.reason, NEW.linked_at, NEW.linked_by)
  BEGIN SELECT RAISE(ABORT, 'immutable: patient_link'); END;

-- Those for whom nothing new is written: somebody else stands for them, or they were taken back.
CREATE VIEW patient_aside AS
  SELECT patient_id AS id FROM patient_link WHERE ended_at IS NULL
  UNION ALL SELECT id FROM patient WHERE active = 0;

-- Nobody is joined with one who is aside. So links lead from a replaced one to one who is not, and never in a circle.
CREATE TRIGGER patient_link_aside BEFORE INSERT ON patient_link
  WHEN EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.into_id) OR EXISTS (SELECT 1 FROM patient WHERE id = NEW.patient_id AND active = 0)
  BEGIN SELECT RAISE(ABORT, 'aside: patient_link'); END;
-- Whoever is here is in the line under their own id: the work on them goes on first.
CREATE TRIGGER patient_link_here BEFORE INSERT ON patient_link
  WHEN EXISTS (SELECT 1 FROM visit WHERE patient_id = NEW.patient_id AND status IN ('arrived', 'triaged', 'in-progress'))
  BEGIN SELECT RAISE(ABORT, 'here: patient_link'); END;

CREATE TRIGGER patient_replaced BEFORE UPDATE ON patient
  WHEN EXISTS (SELECT 1 FROM patient_link WHERE patient_id = NEW.id AND ended_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'aside: patient'); END;
-- A person is taken back only while nothing hangs on them.
CREATE TRIGGER patient_used BEFORE UPDATE OF active ON patient
  WHEN NEW.active = 0 AND OLD.active = 1 AND (
    EXISTS (SELECT 1 FROM visit WHERE patient_id = NEW.id) OR
    EXISTS (SELECT 1 FROM patient_link WHERE patient_id = NEW.id OR into_id = NEW.id))
  BEGIN SELECT RAISE(ABORT, 'used: patient'); END;
CREATE TRIGGER visit_aside BEFORE INSERT ON visit WHEN EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'aside: visit'); END;
CREATE TRIGGER visit_aside_again BEFORE UPDATE OF status ON visit
  WHEN OLD.status NOT IN ('arrived', 'triaged', 'in-progress') AND NEW.status IN ('arrived', 'triaged', 'in-progress')
    AND EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'aside: visit'); END;
CREATE TRIGGER card_aside BEFORE INSERT ON card WHEN EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'aside: card'); END;
CREATE TRIGGER card_aside_later BEFORE UPDATE OF patient_id ON card
  WHEN NEW.patient_id IS NOT OLD.patient_id AND EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'aside: card'); END;
CREATE TRIGGER photo_aside BEFORE INSERT ON photo WHEN EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'aside: photo'); END;
CREATE TRIGGER allergy_aside BEFORE INSERT ON allergy WHEN EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'aside: allergy'); END;
CREATE TRIGGER problem_aside BEFORE INSERT ON problem WHEN EXISTS (SELECT 1 FROM patient_aside WHERE id = NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'aside: problem'); END;
