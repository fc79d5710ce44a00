-- What the box must know of its time from before a start: see server/clock. One row, made when there is first
-- something to say. Instants are Unix ms by the box's clock; ticks are the machine's own, which nobody sets.
CREATE TABLE box_clock (
  id       TEXT PRIMARY KEY CHECK (id = 'box'),
  offset   INTEGER NOT NULL,                    -- ms, of the box's time from the computer's, as it was believed
  moved    INTEGER NOT NULL,                    -- ms, how far the box's time was ever moved rather than passed
  doubt    TEXT NOT NULL CHECK (doubt IN ('', 'behind', 'unset', 'back', 'ahead')),
  since    INTEGER,                             -- when the doubt began
  newest   INTEGER NOT NULL,                    -- newest moment that was believed
  machine  TEXT NOT NULL,                       -- which computer: an offset is worth nothing on another
  boot     TEXT NOT NULL,                       -- which run of it: its ticks count from there
  ticks    INTEGER NOT NULL,                    -- ms
  at       INTEGER NOT NULL,                    -- what the time was then: since then it is believed, when there is no doubt
  CHECK ((doubt = '') = (since IS NULL))
) STRICT;
CREATE TRIGGER box_clock_no_delete BEFORE DELETE ON box_clock BEGIN SELECT RAISE(ABORT, 'immutable: box_clock'); END;
