-- Second factors. Not journalled: a seed or a hash must never be in a payload; the acts that change them are.

-- What an authenticator app and the box share. Only a seed that has given a right code is here.
CREATE TABLE factor_totp (
  staff_id  TEXT PRIMARY KEY REFERENCES staff (id),
  seed      BLOB NOT NULL,                      -- 20 random bytes
  last_step INTEGER NOT NULL,                   -- the 30 s step of the newest code taken: none is taken twice
  made_at   INTEGER NOT NULL                    -- Unix ms
) STRICT;

-- Ten codes to get in without the app or the passkey; each works once.
CREATE TABLE factor_recovery (
  staff_id TEXT NOT NULL REFERENCES staff (id),
  hash     BLOB NOT NULL,                       -- SHA-256 of a code of 74 random bits
  made_at  INTEGER NOT NULL,
  used_at  INTEGER,
  PRIMARY KEY (staff_id, hash)
) STRICT, WITHOUT ROWID;

-- The public halves of passkeys. One works only at the address it was made at.
CREATE TABLE factor_passkey (
  id          TEXT PRIMARY KEY,
  staff_id    TEXT NOT NULL REFERENCES staff (id),
  address     TEXT NOT NULL,                    -- the box's name in the browser: WebAuthn's relying party id
  name        TEXT NOT NULL,                    -- what its owner calls it
  credential  BLOB NOT NULL UNIQUE,             -- its id in the authenticator
  public_key  BLOB NOT NULL,                    -- COSE
  sign_count  INTEGER NOT NULL,
  backed_up   INTEGER NOT NULL CHECK (backed_up IN (0, 1)), -- may be copied to other devices (flag BE); never changes
  transports  TEXT NOT NULL,                    -- JSON list, for the browser
  made_at     INTEGER NOT NULL,
  used_at     INTEGER
) STRICT;
CREATE INDEX factor_passkey_staff ON factor_passkey (staff_id);
