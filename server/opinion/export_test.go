package opinion

// Ask is what goes on behind Submitted, waited for.
func (r *Room) Ask(reportID string) error { return r.ask(reportID) }
