package journal

import "karete/db"

// guards are the triggers that keep what is immutable from being changed through
// SQL, by table.
var guards = map[string][]string{
	"journal":       {"journal_no_update", "journal_no_delete", "journal_no_replace"},
	"journal_hash":  {"journal_hash_no_update", "journal_hash_no_delete", "journal_hash_no_replace"},
	"checkpoint":    {"checkpoint_no_update", "checkpoint_no_delete", "checkpoint_no_replace"},
	"encounter":     {"encounter_no_update", "encounter_no_delete", "encounter_no_replace"},
	"observation":   {"observation_no_update", "observation_no_delete", "observation_no_replace"},
	"diagnosis":     {"diagnosis_no_update", "diagnosis_no_delete", "diagnosis_no_replace"},
	"prescription":  {"prescription_no_update", "prescription_no_delete", "prescription_no_replace"},
	"allergy":       {"allergy_no_update", "allergy_no_delete", "allergy_no_replace", "allergy_aside"},
	"problem":       {"problem_no_update", "problem_no_delete", "problem_no_replace", "problem_aside"},
	"photo":         {"photo_no_update", "photo_no_delete", "photo_no_replace", "photo_aside"},
	"patient_photo": {"patient_photo_no_delete"},
	"staff":         {"staff_no_delete"},
	"device":        {"device_no_delete"},
	"program":       {"program_no_delete", "program_fixed"},
	"patient":       {"patient_no_delete", "patient_replaced", "patient_used", "patient_related", "patient_booked", "patient_said"},
	"patient_pair":  {"patient_pair_no_update", "patient_pair_no_delete", "patient_pair_no_replace"},
	"patient_link":  {"patient_link_no_delete", "patient_link_no_replace", "patient_link_fixed", "patient_link_aside", "patient_link_here"},
	"identifier": {"identifier_no_delete", "identifier_fixed", "identifier_taken", "identifier_reserved", "identifier_reserved_later",
		"identifier_aside"},
	"file_log": {"file_log_no_update", "file_log_no_delete", "file_log_no_replace", "file_log_sense"},
	"patient_relation": {"patient_relation_no_delete", "patient_relation_no_replace", "patient_relation_fixed",
		"patient_relation_aside"},
	"card":        {"card_no_delete", "card_fixed", "card_aside", "card_aside_later"},
	"visit":       {"visit_no_delete", "visit_fixed", "visit_reserved", "visit_aside", "visit_aside_again", "visit_self_level", "visit_slot"},
	"queue_entry": {"queue_entry_no_delete"},
	"self_report": {"self_report_no_delete", "self_report_no_replace", "self_report_fixed", "self_report_aside", "self_report_asked"},
	"self_review": {"self_review_no_update", "self_review_no_delete", "self_review_no_replace"},
	"alert":       {"alert_no_delete", "alert_no_replace", "alert_fixed"},
	"schedule":    {"schedule_no_delete", "schedule_no_replace", "schedule_fixed"},
	"closed_day":  {"closed_day_no_delete", "closed_day_no_replace", "closed_day_fixed"},
	"appointment": {"appointment_no_delete", "appointment_no_replace", "appointment_fixed", "appointment_aside", "appointment_closed",
		"appointment_closed_later"},
	"staff_place":      {"staff_place_no_delete", "staff_place_no_replace", "staff_place_fixed"},
	"paper_sheet":      {"paper_sheet_no_delete", "paper_sheet_no_replace", "paper_sheet_fixed", "paper_sheet_adds_up"},
	"paper_row":        {"paper_row_no_delete", "paper_row_no_replace", "paper_row_fixed", "paper_row_taken"},
	"legacy_import":    {"legacy_import_no_delete", "legacy_import_no_replace", "legacy_import_fixed"},
	"backup_place":     {"backup_place_no_delete", "backup_place_fixed"},
	"box_clock":        {"box_clock_no_delete"},
	"message":          {"message_no_delete", "message_no_replace", "message_fixed", "message_handed_once"},
	"message_stop":     {"message_stop_no_delete", "message_stop_no_replace", "message_stop_fixed"},
	"message_settings": nil,
	"facility":         nil,
	"department":       nil,
}

// checkGuards finds tables and triggers that are not there. It answers with the
// tables that are.
func checkGuards(tx *db.Tx, r *Report) (map[string]bool, error) {
	rows, err := tx.Query("SELECT type, name, tbl_name FROM sqlite_schema WHERE type IN ('table', 'trigger')")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	tables, triggers := map[string]bool{}, map[string]string{}
	for rows.Next() {
		var kind, name, table string
		if err := rows.Scan(&kind, &name, &table); err != nil {
			return nil, err
		}
		if kind == "table" {
			tables[name] = true
		} else {
			triggers[name] = table
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, table := range append([]string{"journal", "journal_hash", "checkpoint"}, Tables...) {
		if !tables[table] {
			r.row(GuardMissing, table, "", 0, "the table %s is not there", table)
		}
		for _, trigger := range guards[table] {
			if triggers[trigger] != table {
				r.row(GuardMissing, table, "", 0, "the trigger %s, which protects the table %s, is not there", trigger, table)
			}
		}
	}
	return tables, nil
}
