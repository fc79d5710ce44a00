-- Enrolled devices, PINs, and by what means somebody signed in.
CREATE TABLE device (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('tablet', 'desk', 'kiosk', 'display')),
  department_id TEXT REFERENCES department (id), -- whose people are offered on it; NULL: everybody's
  browser       TEXT NOT NULL,                   -- in two words of ours
  enrolled_by   TEXT NOT NULL REFERENCES staff (id),
  enrolled_at   INTEGER NOT NULL,                -- Unix ms
  revoked_at    INTEGER,                         -- a device is never deleted: the journal names it
  version       INTEGER NOT NULL
) STRICT;
CREATE TRIGGER device_no_delete BEFORE DELETE ON device BEGIN SELECT RAISE(ABORT, 'immutable: device'); END;

-- Never in a journal payload. A revoked device has no row here.
CREATE TABLE device_token (
  device_id  TEXT PRIMARY KEY REFERENCES device (id),
  token_hash BLOB NOT NULL UNIQUE,              -- SHA-256 of the cookie's 256-bit token
  seen_at    INTEGER NOT NULL,                  -- Unix ms
  app        TEXT NOT NULL                      -- version of the screens it runs, as it says
) STRICT;

-- Never in a journal payload.
CREATE TABLE staff_pin (
  staff_id   TEXT PRIMARY KEY REFERENCES staff (id),
  hash       TEXT NOT NULL,                     -- argon2id, PHC string
  failures   INTEGER NOT NULL,                  -- in a row, anywhere
  changed_at INTEGER NOT NULL
) STRICT;

ALTER TABLE session ADD COLUMN device_id TEXT NOT NULL DEFAULT '';            -- the enrolled device, '' elsewhere
ALTER TABLE session ADD COLUMN means TEXT NOT NULL DEFAULT 'password' CHECK (means IN ('password', 'pin', 'passkey'));
ALTER TABLE session ADD COLUMN confirmed_at INTEGER NOT NULL DEFAULT 0;       -- when the password was last shown, Unix ms
CREATE INDEX session_device ON session (device_id);
