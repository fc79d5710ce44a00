-- Enrolled devices, PINs, and by what means somebody signed in.
ALTER TABLE session ADD COLUMN device_id TEXT NOT NULL DEFAULT '';            -- the enrolled device, '' elsewhere
ALTER TABLE session ADD COLUMN means TEXT NOT NULL DEFAULT 'password' CHECK (means IN ('password', 'pin', 'passkey'));
ALTER TABLE session ADD COLUMN confirmed_at INTEGER NOT NULL DEFAULT 0;       -- when the password was last shown, Unix ms
