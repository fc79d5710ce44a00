-- Old registers that somebody brings: what was brought, what it was made of, and who came of it. The file itself is
-- never kept, its hash is for ever.
CREATE TABLE legacy_import (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,                    -- of the file
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes       INTEGER NOT NULL CHECK (bytes > 0),
  format      TEXT NOT NULL CHECK (json_valid(format)), -- csv or xlsx, encoding, separator, sheet
  header      TEXT NOT NULL CHECK (json_valid(header)), -- names of the columns, as the file has them
  header_line INTEGER NOT NULL,                 -- 0: it has no names
  rows        INTEGER NOT NULL,                 -- below the header, those with anything in them
  mapping     TEXT NOT NULL CHECK (json_valid(mapping)), -- which column is what, and how to read it
  state       TEXT NOT NULL CHECK (state IN ('uploaded', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'discarded')),
  counts      TEXT NOT NULL CHECK (json_valid(counts)), -- rows by what became of them, as far as the state goes
  uploaded_at INTEGER NOT NULL,                 -- Unix ms
  uploaded_by TEXT NOT NULL,                    -- staff id; '' when it was a command on the box itself
  applied_at  INTEGER,                          -- Unix ms: when somebody said that it be added
  applied_by  TEXT,
  ended_at    INTEGER,                          -- Unix ms: taken back, or thrown away
  ended_by    TEXT,
  CHECK ((applied_at IS NULL) = (applied_by IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
  CHECK ((state IN ('applying', 'applied', 'undoing', 'undone')) = (applied_at IS NOT NULL)),
  CHECK ((state IN ('undoing', 'undone', 'discarded')) = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX legacy_import_hash ON legacy_import (sha256);
CREATE TRIGGER legacy_import_no_delete BEFORE DELETE ON legacy_import BEGIN SELECT RAISE(ABORT, 'immutable: legacy_import'); END;
CREATE TRIGGER legacy_import_no_replace BEFORE INSERT ON legacy_import
  WHEN EXISTS (SELECT 1 FROM legacy_import WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'immutable: legacy_import'); END;
-- What was brought stays what it was; how it was read, until it is added; and nothing comes back.
CREATE TRIGGER legacy_import_fixed BEFORE UPDATE ON legacy_import
  WHEN OLD.state IN ('undone', 'discarded') OR
    OLD.applied_at IS NOT NULL AND (OLD.mapping, OLD.applied_at, OLD.applied_by) IS NOT (NEW.mapping, NEW.applied_at, NEW.applied_by) OR
    (OLD.id, OLD.name, OLD.sha256, OLD.bytes, OLD.format, OLD.header, OLD.header_line, OLD.rows, OLD.uploaded_at, OLD.uploaded_by) IS NOT
    (NEW.id, NEW.name, NEW.sha256, NEW.bytes, NEW.format, NEW.header, NEW.header_line, NEW.rows, NEW.uploaded_at, NEW.uploaded_by)
  BEGIN SELECT RAISE(ABORT, 'immutable: legacy_import'); END;

-- The rows of what was brought, until 30 days after it was added; then only those who came of it are known. Not
-- journalled: whoever is added is. Written before the import itself, in parts; rows of none are swept out.
CREATE TABLE legacy_line (
  import_id  TEXT NOT NULL,
  line       INTEGER NOT NULL CHECK (line > 0), -- of the file
  cells      TEXT NOT NULL CHECK (json_valid(cells)),
  formulas   TEXT NOT NULL CHECK (json_valid(formulas)), -- which of them a spreadsheet would reckon
  verdict    TEXT NOT NULL CHECK (verdict IN ('', 'add', 'here', 'again', 'unreadable', 'added', 'withdrawn', 'kept')),
  doubtful   INTEGER NOT NULL CHECK (doubtful IN (0, 1)), -- there are notes on a row that can be read
  notes      TEXT NOT NULL CHECK (json_valid(notes)), -- what cannot be read, and how doubts were settled
  patient_id TEXT,                              -- whom it is likely the same as, or who came of it
  same_line  INTEGER,                           -- the earlier line of whom it is likely the same
  score      REAL,
  reasons    TEXT NOT NULL CHECK (json_valid(reasons)),
  PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX legacy_line_verdict ON legacy_line (import_id, verdict, line);

-- Who came of which row, for as long as they are not taken back. Not journalled: a person's id is reckoned from the
-- import's and the line, so that it cannot be anybody else's.
CREATE TABLE legacy_person (
  patient_id TEXT PRIMARY KEY REFERENCES patient (id),
  import_id  TEXT NOT NULL REFERENCES legacy_import (id),
  line       INTEGER NOT NULL,
  command_id TEXT NOT NULL,                     -- of the journal's entry in which they, with others, were added
  hash       BLOB NOT NULL CHECK (length(hash) = 16), -- over what the row says: the same row again is the same person
  UNIQUE (import_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX legacy_person_hash ON legacy_person (hash);
