package health

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"karete/db"
	"karete/server/access"
)

// MetricsType is the content type of Metrics.
const MetricsType = "text/plain; version=0.0.4; charset=utf-8"

// Metrics is the state of the box as Prometheus reads it. It is for whoever may
// read it at the door, so it asks nobody: it holds counts of the box, none of
// patients.
func (r *Room) Metrics(ctx context.Context) ([]byte, error) {
	h, err := r.look(ctx)
	if err != nil {
		return nil, err
	}
	is, err := r.System.Read(ctx, access.TheBox())
	if err != nil {
		return nil, err
	}
	var m exposition
	m.gauge("karete_build_info", "Which program this is; always 1.", 1, "version", is.Version, "go", is.GoVersion, "platform", is.Platform)
	m.gauge("karete_uptime_seconds", "Since the program started, by the machine's ticking.", is.UptimeSeconds)
	m.gauge("karete_up_writing", "1 when the database takes writes.", bit(is.State == db.StateOK))
	for _, state := range []db.StateName{db.StateOK, db.StateFull, db.StateReadOnly, db.StateFailing} {
		m.gauge("karete_disk_state", "1 for the state that the disk is in.", bit(is.State == state), "state", string(state))
	}
	m.gauge("karete_disk_free_bytes", "Room that the program may still take.", is.DiskFreeBytes)
	m.gauge("karete_disk_bytes", "Size of the disk.", is.DiskBytes)
	m.gauge("karete_database_bytes", "Size of the database file.", is.DatabaseBytes)
	m.gauge("karete_wal_bytes", "Committed, not yet in the database file.", is.WALBytes)
	m.gauge("karete_sessions", "People signed in.", is.Sessions)
	m.counter("karete_journal_entries_total", "Entries of the journal.", is.Entries)
	for _, l := range h.Lines {
		for _, mood := range []Mood{Good, Look, Now} {
			m.gauge("karete_health", "1 for the mood of each line of the health page.", bit(l.Mood == mood), "line", l.ID, "mood", string(mood))
		}
	}
	for _, l := range h.Lines {
		switch l.ID {
		case "backup":
			if l.Since != nil {
				m.gauge("karete_backup_last_good_timestamp_seconds", "When the newest proven backup was made.", l.Since.Unix())
			}
		case "journal":
			m.gauge("karete_journal_signed_entries", "Entries under the newest signed head.", l.Signed)
		case "clock":
			m.gauge("karete_clock_doubtful", "1 while the box's time may be wrong.", bit(l.Word != "ok"))
		case "certificate":
			m.gauge("karete_certificate_days_left", "Until the certificate ends.", *l.DaysLeft)
		case "signIns":
			m.gauge("karete_sign_ins_refused_day", "Refused in the last 24 hours.", l.Count)
		case "devices":
			m.gauge("karete_devices", "Enrolled.", l.Count)
			m.gauge("karete_devices_unseen", "Enrolled, and not seen for a week.", len(l.Names))
		}
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	m.gauge("go_goroutines", "Goroutines.", runtime.NumGoroutine())
	m.gauge("go_memstats_heap_inuse_bytes", "Heap in use.", memory.HeapInuse)
	m.gauge("go_memstats_sys_bytes", "Memory taken from the system.", memory.Sys)
	return []byte(m.text.String()), nil
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// exposition writes the text format. Its few rules do not pay for a library.
type exposition struct {
	text strings.Builder
	last string
}

func (m *exposition) gauge(name, help string, value any, labels ...string) {
	m.add("gauge", name, help, value, labels)
}

func (m *exposition) counter(name, help string, value any, labels ...string) {
	m.add("counter", name, help, value, labels)
}

var escaped = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

// add writes one sample; those of one name stand together.
func (m *exposition) add(kind, name, help string, value any, labels []string) {
	if name != m.last {
		fmt.Fprintf(&m.text, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
		m.last = name
	}
	m.text.WriteString(name)
	for i := 0; i+1 < len(labels); i += 2 {
		sep := ","
		if i == 0 {
			sep = "{"
		}
		fmt.Fprintf(&m.text, `%s%s="%s"`, sep, labels[i], escaped.Replace(labels[i+1]))
	}
	if len(labels) > 0 {
		m.text.WriteByte('}')
	}
	fmt.Fprintf(&m.text, " %v\n", value)
}
