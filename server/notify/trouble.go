package notify

import "time"

// troubled notes why nothing goes, and when the next try is.
func (r *Room) troubled(reason string, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := &r.trouble
	if t.reason == "" {
		t.since = now
		r.log.Warn("messages do not go out", "reason", reason)
	}
	t.reason = reason
	t.again = now.Add(pauses[min(t.times, len(pauses)-1)])
	t.times++
}

// overcome ends a trouble that is certainly over.
func (r *Room) overcome(reason string) {
	r.mu.Lock()
	over := r.trouble.reason == reason || reason == "" && r.trouble.heard
	r.mu.Unlock()
	if over {
		r.untroubled()
	}
}

func (r *Room) untroubled() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.trouble.reason != "" {
		r.log.Info("messages go out again")
	}
	r.trouble = trouble{}
}

// resting reports that the next try is still to come.
func (r *Room) resting(now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.trouble.reason != "" && r.trouble.reason != "clock" && now.Before(r.trouble.again) && r.trouble.again.Sub(now) <= pauses[len(pauses)-1]
}
