-- A patient's answers go to a provider outside only when they said, before the questions, that they may.

ALTER TABLE self_report ADD COLUMN provider_consent TEXT NOT NULL DEFAULT 'not-asked' CHECK (provider_consent IN ('not-asked', 'yes', 'no'));
-- When they left for the provider, Unix ms; NULL: they never did. Written before they leave, so that none leave unseen or
-- twice. An unfinished report goes nowhere.
ALTER TABLE self_report ADD COLUMN provider_asked_at INTEGER CHECK (provider_asked_at IS NULL OR provider_consent = 'yes' AND complete = 1);

DROP TRIGGER self_report_fixed;
CREATE TRIGGER self_report_fixed BEFORE UPDATE ON self_report
  WHEN (OLD.id, OLD.patient_id, OLD.device_id, OLD.profile, OLD.answers, OLD.level, OLD.rules, OLD.flags, OLD.table_version, OLD.complete,
      OLD.language, OLD.answered_by, OLD.started_at, OLD.finished_at, OLD.provider_consent) IS NOT
    (NEW.id, NEW.patient_id, NEW.device_id, NEW.profile, NEW.answers, NEW.level, NEW.rules, NEW.flags, NEW.table_version, NEW.complete,
      NEW.language, NEW.answered_by, NEW.started_at, NEW.finished_at, NEW.provider_consent)
    OR OLD.visit_id IS NOT NULL AND NEW.visit_id IS NOT OLD.visit_id
    OR OLD.provider_asked_at IS NOT NULL AND NEW.provider_asked_at IS NOT OLD.provider_asked_at
    OR OLD.provider <> '' AND (OLD.provider, OLD.provider_version, OLD.provider_request, OLD.provider_level, OLD.provider_at) IS NOT
      (NEW.provider, NEW.provider_version, NEW.provider_request, NEW.provider_level, NEW.provider_at)
    OR instr('RDNE', NEW.merged_level) < instr('RDNE', OLD.merged_level)
  BEGIN SELECT RAISE(ABORT, 'immutable: self_report'); END;
-- Nobody answers who was not asked.
CREATE TRIGGER self_report_asked BEFORE UPDATE OF provider ON self_report
  WHEN NEW.provider <> OLD.provider AND NEW.provider_asked_at IS NULL
  BEGIN SELECT RAISE(ABORT, 'unasked: self_report'); END;
