// Package sats reckons the South African Triage Scale: which chart a patient is
// scored on, the triage early warning score (TEWS), the clinical signs that
// override it, and what a person may decide afterwards.
//
// It is decision support: the nurse decides, and Final says how. It holds no
// SQL, no clock, no text for people and no patient: the same Input always gives
// the same Result, so that a stored triage can be reckoned again years later
// under its RulesVersion and Settings.
//
// The bands were collected from public implementations of the 2012 SATS manual
// (adult, child and infant charts); a clinician has to sign them off against the
// printed chart before a clinic relies on them.
package sats
