-- Days without the box: sheets that were printed beforehand, and what came of each of their rows. Their numbers are
-- reserved when they are printed; a number is given to the person of its row or to nobody, ever.
CREATE TABLE paper_sheet (
  id            TEXT PRIMARY KEY,
  kit_id        TEXT NOT NULL,                  -- the command that had it printed, with others
  number        INTEGER NOT NULL UNIQUE CHECK (number > 0),
  serial        TEXT NOT NULL UNIQUE,           -- as it is printed: P007
  department_id TEXT NOT NULL REFERENCES department (id), -- where its people come in, unless a row says otherwise
  printed_at    INTEGER NOT NULL,               -- Unix ms: nothing on it can have happened before
  printed_by    TEXT NOT NULL REFERENCES staff (id),
  status        TEXT NOT NULL CHECK (status IN ('blank', 'open', 'closed', 'void')),
  day           TEXT,                           -- the paper's own day, NULL while it lies in the drawer
  written       INTEGER,                        -- rows with writing on them, counted on the paper before any is keyed in
  void_reason   TEXT NOT NULL CHECK (void_reason IN ('', 'lost', 'spoiled', 'misprinted')),
  ended_at      INTEGER,                        -- Unix ms
  ended_by      TEXT REFERENCES staff (id),
  version       INTEGER NOT NULL,
  CHECK ((status IN ('open', 'closed')) = (day IS NOT NULL) AND (day IS NULL) = (written IS NULL)),
  CHECK ((status IN ('closed', 'void')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
  CHECK ((status = 'void') = (void_reason <> ''))
) STRICT;
CREATE INDEX paper_sheet_day ON paper_sheet (day) WHERE day IS NOT NULL;
CREATE INDEX paper_sheet_kit ON paper_sheet (kit_id);

CREATE TABLE paper_row (
  id          TEXT PRIMARY KEY,
  sheet_id    TEXT NOT NULL REFERENCES paper_sheet (id),
  rank        INTEGER NOT NULL CHECK (rank > 0), -- from the top of the sheet
  ticket      TEXT NOT NULL UNIQUE,             -- P007-04
  file_series TEXT,
  file_number TEXT,                             -- printed for somebody new; NULL on a row for somebody known
  status      TEXT NOT NULL CHECK (status IN ('reserved', 'keyed', 'void')),
  void_reason TEXT NOT NULL CHECK (void_reason IN ('', 'unused', 'crossed-out', 'unreadable')),
  patient_id  TEXT REFERENCES patient (id),
  visit_id    TEXT REFERENCES visit (id),
  occurred_at INTEGER,                          -- Unix ms: when the patient came, by the paper
  seen_by     TEXT REFERENCES staff (id),       -- who saw the patient, by the paper; NULL when nobody did
  recorded_at INTEGER,                          -- Unix ms, by the box
  recorded_by TEXT REFERENCES staff (id),       -- who keyed it in, or declared it void
  UNIQUE (sheet_id, rank),
  CHECK ((file_series IS NULL) = (file_number IS NULL)),
  CHECK ((status = 'keyed') = (visit_id IS NOT NULL) AND (visit_id IS NULL) = (occurred_at IS NULL)),
  CHECK (visit_id IS NULL OR patient_id IS NOT NULL),
  CHECK ((status = 'void') = (void_reason <> '')),
  CHECK ((status = 'reserved') = (recorded_at IS NULL) AND (recorded_at IS NULL) = (recorded_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX paper_row_file_number ON paper_row (file_series, file_number) WHERE file_number IS NOT NULL;
CREATE UNIQUE INDEX paper_row_visit ON paper_row (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX paper_row_patient ON paper_row (patient_id) WHERE patient_id IS NOT NULL;

CREATE TRIGGER paper_sheet_no_delete BEFORE DELETE ON paper_sheet BEGIN SELECT RAISE(ABORT, 'immutable: paper_sheet'); END;
CREATE TRIGGER paper_sheet_no_replace BEFORE INSERT ON paper_sheet
  WHEN EXISTS (SELECT 1 FROM paper_sheet WHERE id = NEW.id OR number = NEW.number OR serial = NEW.serial)
  BEGIN SELECT RAISE(ABORT, 'immutable: paper_sheet'); END;
CREATE TRIGGER paper_sheet_fixed BEFORE UPDATE ON paper_sheet
  WHEN OLD.status IN ('closed', 'void') OR
    (OLD.id, OLD.kit_id, OLD.number, OLD.serial, OLD.department_id, OLD.printed_at, OLD.printed_by) IS NOT
    (NEW.id, NEW.kit_id, NEW.number, NEW.serial, NEW.department_id, NEW.printed_at, NEW.printed_by)
  BEGIN SELECT RAISE(ABORT, 'immutable: paper_sheet'); END;
-- A sheet is closed when every row is keyed in or void, and those with writing on them are as many as were counted.
CREATE TRIGGER paper_sheet_adds_up BEFORE UPDATE ON paper_sheet
  WHEN NEW.status = 'closed' AND (
    EXISTS (SELECT 1 FROM paper_row WHERE sheet_id = NEW.id AND status = 'reserved') OR
    NEW.written <> (SELECT count(*) FROM paper_row WHERE sheet_id = NEW.id AND void_reason <> 'unused'))
  BEGIN SELECT RAISE(ABORT, 'count: paper_sheet'); END;

CREATE TRIGGER paper_row_no_delete BEFORE DELETE ON paper_row BEGIN SELECT RAISE(ABORT, 'immutable: paper_row'); END;
CREATE TRIGGER paper_row_no_replace BEFORE INSERT ON paper_row
  WHEN EXISTS (SELECT 1 FROM paper_row WHERE id = NEW.id OR ticket = NEW.ticket
    OR sheet_id = NEW.sheet_id AND rank = NEW.rank OR file_series = NEW.file_series AND file_number = NEW.file_number)
  BEGIN SELECT RAISE(ABORT, 'immutable: paper_row'); END;
CREATE TRIGGER paper_row_fixed BEFORE UPDATE ON paper_row
  WHEN OLD.status <> 'reserved' OR OLD.patient_id IS NOT NULL AND NEW.patient_id IS NOT OLD.patient_id OR
    (OLD.id, OLD.sheet_id, OLD.rank, OLD.ticket, OLD.file_series, OLD.file_number) IS NOT
    (NEW.id, NEW.sheet_id, NEW.rank, NEW.ticket, NEW.file_series, NEW.file_number)
  BEGIN SELECT RAISE(ABORT, 'immutable: paper_row'); END;

-- What is reserved stays so, whoever asks and by whatever way: the ordinary desk types a number, the box draws one, or
-- somebody writes SQL.
CREATE TRIGGER paper_row_taken BEFORE INSERT ON paper_row
  WHEN EXISTS (SELECT 1 FROM identifier WHERE system = 'file-number' AND series = NEW.file_series AND value = NEW.file_number)
  BEGIN SELECT RAISE(ABORT, 'taken: paper_row'); END;
CREATE TRIGGER identifier_reserved BEFORE INSERT ON identifier
  WHEN NEW.system = 'file-number' AND EXISTS (SELECT 1 FROM paper_row
    WHERE file_series = NEW.series AND file_number = NEW.value AND patient_id IS NOT NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'reserved: identifier'); END;
CREATE TRIGGER identifier_reserved_later BEFORE UPDATE OF patient_id, system, series, value ON identifier
  WHEN NEW.system = 'file-number' AND EXISTS (SELECT 1 FROM paper_row
    WHERE file_series = NEW.series AND file_number = NEW.value AND patient_id IS NOT NEW.patient_id)
  BEGIN SELECT RAISE(ABORT, 'reserved: identifier'); END;
CREATE TRIGGER visit_reserved BEFORE INSERT ON visit
  WHEN EXISTS (SELECT 1 FROM paper_row WHERE ticket = NEW.ticket AND (visit_id IS NOT NULL OR patient_id IS NOT NEW.patient_id))
  BEGIN SELECT RAISE(ABORT, 'reserved: visit'); END;
