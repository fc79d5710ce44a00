-- What the box itself keeps secret: signing keys and the like. Encrypted as everything in this file is; never in a
-- journal payload, never in an answer.
CREATE TABLE secret (
  name    TEXT PRIMARY KEY,
  value   BLOB NOT NULL,
  made_at INTEGER NOT NULL                      -- Unix ms
) STRICT;
