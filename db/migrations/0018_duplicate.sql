-- Whose files may be one person's: what the last look through the register found, the surest only. Derived, replaced as a
-- whole by server/duplicate, not journalled. What somebody decided about two files is in patient_pair and patient_link.
CREATE TABLE duplicate_pair (
  patient_low  TEXT NOT NULL REFERENCES patient (id),
  patient_high TEXT NOT NULL REFERENCES patient (id),
  score        REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  reasons      TEXT NOT NULL CHECK (json_valid(reasons)), -- [{code, params}], best first
  PRIMARY KEY (patient_low, patient_high),
  CHECK (patient_low < patient_high)
) STRICT, WITHOUT ROWID;
CREATE TABLE duplicate_scan (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  at     INTEGER NOT NULL,                      -- Unix ms
  newest INTEGER NOT NULL,                      -- patient.num of the newest then
  seq    INTEGER NOT NULL,                      -- of the journal then
  people INTEGER NOT NULL                       -- who were compared
) STRICT;
