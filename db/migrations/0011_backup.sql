-- Where backups go. The mark on a stick is random, so that one that is found tells nobody whose it is.
CREATE TABLE backup_place (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,                  -- what people call it: "Blue stick"
  kind          TEXT NOT NULL CHECK (kind IN ('stick', 'folder')),
  mark          TEXT NOT NULL CHECK (length(mark) = 32), -- hex, as it stands in the file on it
  path          TEXT NOT NULL CHECK ((path = '') = (kind = 'stick')), -- a stick turns up anywhere
  registered_by TEXT NOT NULL REFERENCES staff (id),
  registered_at INTEGER NOT NULL,               -- Unix ms
  forgotten_at  INTEGER                         -- Unix ms; NULL while backups go there
) STRICT;
CREATE UNIQUE INDEX backup_place_mark ON backup_place (mark) WHERE forgotten_at IS NULL;
CREATE UNIQUE INDEX backup_place_name ON backup_place (name COLLATE NOCASE) WHERE forgotten_at IS NULL;
CREATE TRIGGER backup_place_no_delete BEFORE DELETE ON backup_place BEGIN SELECT RAISE(ABORT, 'immutable: backup_place'); END;
-- It is forgotten once, and nothing else about it ever changes.
CREATE TRIGGER backup_place_fixed BEFORE UPDATE ON backup_place
  WHEN OLD.forgotten_at IS NOT NULL OR NEW.forgotten_at IS NULL OR
    (OLD.id, OLD.name, OLD.kind, OLD.mark, OLD.path, OLD.registered_by, OLD.registered_at) IS NOT
    (NEW.id, NEW.name, NEW.kind, NEW.mark, NEW.path, NEW.registered_by, NEW.registered_at)
  BEGIN SELECT RAISE(ABORT, 'immutable: backup_place'); END;

-- Backups that were proved when they were made, as they are known to be now. Not journalled beyond its making: what
-- lies on a stick changes by itself.
CREATE TABLE backup (
  number      INTEGER PRIMARY KEY,              -- 1, 2, 3 ...: the only order there is
  id          TEXT NOT NULL UNIQUE,
  place_id    TEXT NOT NULL REFERENCES backup_place (id),
  reason      TEXT NOT NULL CHECK (reason IN ('asked', 'plugged', 'due', 'day')),
  file        TEXT NOT NULL,                    -- its name
  bytes       INTEGER NOT NULL,
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
  entries     INTEGER NOT NULL,                 -- of the journal in it
  head        TEXT NOT NULL,                    -- hash over them, hex
  counts      TEXT NOT NULL CHECK (json_valid(counts)), -- rows by table
  version     TEXT NOT NULL,                    -- of Karete
  made_at     INTEGER NOT NULL,                 -- Unix ms
  time_source TEXT NOT NULL CHECK (time_source IN ('box', 'doubtful')),
  proved_at   INTEGER NOT NULL,                 -- Unix ms: read back, restored and compared last
  failed_at   INTEGER,                          -- Unix ms: a later proof failed
  failure     TEXT NOT NULL DEFAULT '',         -- why
  gone_at     INTEGER,                          -- Unix ms: it is not there any more
  gone        TEXT NOT NULL DEFAULT '' CHECK (gone IN ('', 'thinned', 'missing')),
  CHECK ((failed_at IS NULL) = (failure = '')),
  CHECK ((gone_at IS NULL) = (gone = ''))
) STRICT;
CREATE INDEX backup_there ON backup (place_id, number) WHERE gone_at IS NULL;
