-- The journal: one entry per act, in one transaction with the rows it changed.
CREATE TABLE journal (
  seq          INTEGER PRIMARY KEY,             -- 1, 2, 3 ... : the only order there is
  command_id   TEXT NOT NULL UNIQUE,            -- client-made UUIDv7: sent twice, it happens once
  command_hash BLOB NOT NULL,                   -- SHA-256 of the command: tells a repeat from a re-used id
  recorded_at  INTEGER NOT NULL,                -- Unix ms, by the box
  occurred_at  INTEGER NOT NULL,                -- Unix ms, when it happened
  time_source  TEXT NOT NULL CHECK (time_source IN ('box', 'doubtful', 'paper', 'device')),
  actor_id     TEXT NOT NULL,                   -- staff id, or '' for the box itself
  role         TEXT NOT NULL,                   -- the role that allowed it, 'box' for the box itself
  device       TEXT NOT NULL,
  action       TEXT NOT NULL,                   -- the name in server/access's table
  subject_type TEXT NOT NULL,
  subject_id   TEXT NOT NULL,
  patient_id   TEXT,
  visit_id     TEXT,
  payload      BLOB,                            -- canonical JSON of the rows after the act; NULL once lawfully erased
  payload_hash BLOB NOT NULL                    -- SHA-256 of the payload; the leaf covers this, not the payload
) STRICT;
CREATE INDEX journal_patient ON journal (patient_id, seq) WHERE patient_id IS NOT NULL;
CREATE INDEX journal_actor ON journal (actor_id, seq);

-- Stored hashes of the Merkle tree over the entries, numbered as golang.org/x/mod/sumdb/tlog does.
CREATE TABLE journal_hash (
  position INTEGER PRIMARY KEY,
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- The head of the tree, signed by the box now and then (a note of golang.org/x/mod/sumdb/note).
CREATE TABLE checkpoint (
  size      INTEGER PRIMARY KEY,                -- entries covered
  note      TEXT NOT NULL,
  signed_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'immutable: journal'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'immutable: journal'); END;
CREATE TRIGGER journal_hash_no_update BEFORE UPDATE ON journal_hash BEGIN SELECT RAISE(ABORT, 'immutable: journal_hash'); END;
CREATE TRIGGER journal_hash_no_delete BEFORE DELETE ON journal_hash BEGIN SELECT RAISE(ABORT, 'immutable: journal_hash'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'immutable: checkpoint'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'immutable: checkpoint'); END;
-- INSERT OR REPLACE deletes without firing a delete trigger, so it is refused before it begins.
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'immutable: journal'); END;
CREATE TRIGGER journal_hash_no_replace BEFORE INSERT ON journal_hash WHEN EXISTS (SELECT 1 FROM journal_hash WHERE position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'immutable: journal_hash'); END;
CREATE TRIGGER checkpoint_no_replace BEFORE INSERT ON checkpoint WHEN EXISTS (SELECT 1 FROM checkpoint WHERE size = NEW.size)
  BEGIN SELECT RAISE(ABORT, 'immutable: checkpoint'); END;
