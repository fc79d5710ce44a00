-- Other programs that may ask this box: what they are, and the tokens they hold. A name is for ever, because the journal
-- says it.
CREATE TABLE program (
  id            TEXT PRIMARY KEY,               -- its client id
  name          TEXT NOT NULL UNIQUE COLLATE NOCASE,
  acts_for      TEXT NOT NULL CHECK (acts_for IN ('itself', 'person')),
  roles         TEXT NOT NULL CHECK (json_valid(roles) AND (acts_for = 'itself') = (roles <> '[]')), -- [] for a person: theirs count
  registered_by TEXT NOT NULL REFERENCES staff (id),
  registered_at INTEGER NOT NULL,               -- Unix ms
  revoked_at    INTEGER                         -- Unix ms; NULL while it may ask
) STRICT;
CREATE TRIGGER program_no_delete BEFORE DELETE ON program BEGIN SELECT RAISE(ABORT, 'immutable: program'); END;
-- It is revoked once, and nothing else about it ever changes.
CREATE TRIGGER program_fixed BEFORE UPDATE ON program
  WHEN OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR
    (OLD.id, OLD.name, OLD.acts_for, OLD.roles, OLD.registered_by, OLD.registered_at) IS NOT
    (NEW.id, NEW.name, NEW.acts_for, NEW.roles, NEW.registered_by, NEW.registered_at)
  BEGIN SELECT RAISE(ABORT, 'immutable: program'); END;

-- Never in a journal payload.
CREATE TABLE program_secret (
  program_id TEXT PRIMARY KEY REFERENCES program (id),
  hash       BLOB NOT NULL CHECK (length(hash) = 32), -- SHA-256 of 256 random bits
  used_at    INTEGER                            -- Unix ms, when it last got a token
) STRICT;

-- A sign-in of a program: one refresh token after the other, each good once. Moments are those of the steady clock.
CREATE TABLE token_family (
  id           TEXT PRIMARY KEY,
  program_id   TEXT NOT NULL REFERENCES program (id),
  staff_id     TEXT REFERENCES staff (id),      -- for whom it acts; NULL when for itself
  refresh_hash BLOB NOT NULL CHECK (length(refresh_hash) = 32), -- SHA-256 of the one that is good now
  address      TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  used_at      INTEGER NOT NULL                 -- when its last token was given
) STRICT;
CREATE INDEX token_family_program ON token_family (program_id);
CREATE INDEX token_family_staff ON token_family (staff_id) WHERE staff_id IS NOT NULL;
