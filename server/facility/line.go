package facility

// LineSettings is what a manager may choose about the order of the line and about
// those who are not there when they are called.
type LineSettings struct {
	GraceMinutes  int `json:"graceMinutes" minimum:"0" maximum:"240" doc:"Who comes later than so long after the booked time waits as if without a booking"`
	FairEvery     int `json:"fairEvery" minimum:"2" maximum:"20" doc:"One in so many calls is of somebody routine who waited past the target"`
	FastLaneEvery int `json:"fastLaneEvery" minimum:"2" maximum:"20" doc:"One in so many calls is of somebody who only collects medicines"`
	PauseMinutes  int `json:"pauseMinutes" minimum:"1" maximum:"60" doc:"Who was called in vain is not called again for so long"`
}

// DefaultLine is the line of a clinic that has chosen nothing.
func DefaultLine() LineSettings {
	return LineSettings{GraceMinutes: 30, FairEvery: 4, FastLaneEvery: 4, PauseMinutes: 5}
}
