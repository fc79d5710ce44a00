// Package opinion has somebody outside judge how urgent a patient's own answers
// are, where the manager switched that on: what was chosen, the keys, and the
// asking itself, which goes on behind everybody's back. The patient, the nurse
// and the kiosk wait for none of it; what comes back stands beside the box's own
// result and can only make it more urgent.
//
// It is off until a manager has keys, has brought the list of symptoms, and has
// agreed that answers without a name leave the country. Then patients are asked before
// the questions, and only a finished report to which they said yes is sent, once, after
// it was written down that it is. It never shows a key
// again, never journals one, and never logs what was asked or answered.
package opinion
