-- Hours that differ by the day of the week: a Saturday that ends at noon, a Wednesday with more places, a midday break.
-- opens, closes and capacity, which stood for all weekdays, stand for the first hours of a list; the others are in
-- more_hours, and nothing is said twice. The columns stay, because a row must be what its last entry in the journal
-- says: one may be added with a default, none may go or come to mean something else. So old rows hold as they are.
ALTER TABLE schedule ADD COLUMN break_from TEXT NOT NULL DEFAULT '' CHECK (break_from = '' OR break_from GLOB '[0-2][0-9]:[0-5][0-9]'); -- '': no break
ALTER TABLE schedule ADD COLUMN break_until TEXT NOT NULL DEFAULT '' CHECK (
  break_until = '' AND break_from = '' OR
  break_until GLOB '[0-2][0-9]:[0-5][0-9]' AND opens < break_from AND break_from < break_until AND break_until < closes);
-- [{"weekdays": [6], "opens": "08:00", "closes": "12:00", "capacity": 2}, ...]; a weekday is in one of them, or in none
ALTER TABLE schedule ADD COLUMN more_hours TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(more_hours) AND json_type(more_hours) = 'array');
