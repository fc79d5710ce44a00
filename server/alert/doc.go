// Package alert is that somebody has to come: a patient called for help, or said of
// themselves what cannot wait. An alert stands until a member of staff says that they
// come, or half a day has passed.
//
// It knows where and who, never what was said: reception hears it too.
package alert
