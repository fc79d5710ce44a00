-- Messages to patients: a time and a place, nothing else. A row is written before anything is handed to a carrier, so a
-- restart finds what may have gone out, and nothing goes out twice by itself.
CREATE TABLE message (
  id         TEXT PRIMARY KEY,
  patient_id TEXT NOT NULL REFERENCES patient (id),
  kind       TEXT NOT NULL CHECK (kind IN ('reminder', 'new-time', 'cancelled', 'missed', 'call-up')),
  about_id   TEXT NOT NULL,                     -- the booking; of a call-up the visit
  slot       TEXT NOT NULL,                     -- what it speaks of: 2026-11-25 09:30; of a call-up the day
  round      INTEGER NOT NULL,                  -- of news about a booking: its version then. 0 of what is said once
  language   TEXT NOT NULL CHECK (language IN ('en', 'st')),
  phone      TEXT NOT NULL,                     -- E.164, or as typed when it is no number; '': there is none
  text       TEXT NOT NULL,                     -- as it goes out
  parts      INTEGER NOT NULL CHECK (parts > 0),
  state      TEXT NOT NULL CHECK (state IN ('asked', 'waiting', 'sending', 'unsure', 'sent', 'delivered', 'failed', 'withheld', 'cancelled', 'over')),
  reason     TEXT NOT NULL,                     -- code; why it waits longer, failed, or is not sent
  due_at     INTEGER NOT NULL,                  -- Unix ms: not before
  expires_at INTEGER NOT NULL,                  -- of no use after
  attempts   INTEGER NOT NULL CHECK (attempts >= 0), -- how often it was handed over
  carrier    TEXT NOT NULL CHECK (carrier IN ('', 'modem', 'gateway', 'http', 'whatsapp')), -- the last it was handed to
  reference  TEXT NOT NULL,                     -- the carrier's
  price      INTEGER NOT NULL CHECK (price >= 0), -- hundredths of the clinic's money, of all parts that went out
  queued_at  INTEGER NOT NULL,
  handed_at  INTEGER,                           -- the last time
  settled_at INTEGER,                           -- when its state became what it is
  version    INTEGER NOT NULL,
  CHECK (state NOT IN ('sending', 'unsure', 'sent', 'delivered') OR handed_at IS NOT NULL AND carrier <> '')
) STRICT;
-- Nobody is told the same thing twice. What was over before it was sent was told to nobody.
CREATE UNIQUE INDEX message_once ON message (kind, about_id, slot, round) WHERE state <> 'over';
CREATE INDEX message_open ON message (due_at) WHERE state IN ('asked', 'waiting', 'sending');
CREATE INDEX message_queued ON message (queued_at);
CREATE INDEX message_patient ON message (patient_id);
CREATE INDEX message_handed ON message (handed_at) WHERE handed_at IS NOT NULL;
CREATE TRIGGER message_no_delete BEFORE DELETE ON message BEGIN SELECT RAISE(ABORT, 'immutable: message'); END;
CREATE TRIGGER message_no_replace BEFORE INSERT ON message
  WHEN EXISTS (SELECT 1 FROM message WHERE id = NEW.id OR state <> 'over' AND NEW.state <> 'over'
    AND (kind, about_id, slot, round) = (NEW.kind, NEW.about_id, NEW.slot, NEW.round))
  BEGIN SELECT RAISE(ABORT, 'immutable: message'); END;
CREATE TRIGGER message_fixed BEFORE UPDATE ON message
  WHEN (OLD.id, OLD.patient_id, OLD.kind, OLD.about_id, OLD.slot, OLD.round, OLD.queued_at) IS NOT
    (NEW.id, NEW.patient_id, NEW.kind, NEW.about_id, NEW.slot, NEW.round, NEW.queued_at)
  BEGIN SELECT RAISE(ABORT, 'immutable: message'); END;
-- It is handed over from waiting only, and each time is counted; and what went out does not wait again.
CREATE TRIGGER message_handed_once BEFORE UPDATE ON message
  WHEN NEW.state = 'sending' AND (OLD.state <> 'waiting' OR NEW.attempts <> OLD.attempts + 1)
    OR NEW.state <> 'sending' AND NEW.attempts <> OLD.attempts
    OR OLD.state IN ('sent', 'delivered') AND NEW.state NOT IN ('sent', 'delivered', 'failed')
    OR OLD.state = 'over' AND NEW.state <> 'over'
  BEGIN SELECT RAISE(ABORT, 'twice: message'); END;

-- Numbers that said STOP. Whoever asks to be written to again ends it.
CREATE TABLE message_stop (
  id       TEXT PRIMARY KEY,
  phone    TEXT NOT NULL,                       -- E.164
  said_at  INTEGER NOT NULL,                    -- Unix ms
  ended_at INTEGER                              -- NULL while it stands
) STRICT;
CREATE UNIQUE INDEX message_stop_standing ON message_stop (phone) WHERE ended_at IS NULL;
CREATE TRIGGER message_stop_no_delete BEFORE DELETE ON message_stop BEGIN SELECT RAISE(ABORT, 'immutable: message_stop'); END;
CREATE TRIGGER message_stop_no_replace BEFORE INSERT ON message_stop
  WHEN EXISTS (SELECT 1 FROM message_stop WHERE id = NEW.id OR ended_at IS NULL AND NEW.ended_at IS NULL AND phone = NEW.phone)
  BEGIN SELECT RAISE(ABORT, 'immutable: message_stop'); END;
CREATE TRIGGER message_stop_fixed BEFORE UPDATE ON message_stop
  WHEN OLD.ended_at IS NOT NULL OR (OLD.id, OLD.phone, OLD.said_at) IS NOT (NEW.id, NEW.phone, NEW.said_at)
  BEGIN SELECT RAISE(ABORT, 'immutable: message_stop'); END;

-- What is sent, when, by what, in which words. Without what only the box may know, which is in secret.
CREATE TABLE message_settings (
  id      TEXT PRIMARY KEY CHECK (id = 'messages'),
  content TEXT NOT NULL CHECK (json_valid(content)),
  version INTEGER NOT NULL
) STRICT;

-- Up to where the journal was read for bookings that were moved or cancelled. Not journalled: what came of it is.
CREATE TABLE message_cursor (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  seq   INTEGER NOT NULL,
  since INTEGER NOT NULL                        -- Unix ms: what was cancelled before is no news
) STRICT;
