package sats

// Chart is one of the three printed SATS tables.
type Chart string

// The charts. ChartUnknown means that neither age nor height is known: then
// nothing is scored, because the charts disagree on what is normal.
const (
	ChartUnknown Chart = ""
	Adult        Chart = "adult"  // from the 13th birthday, or over 150 cm
	Child        Chart = "child"  // 3 to 12 completed years, or 95 to 150 cm
	Infant       Chart = "infant" // under 3 years, or under 95 cm
)

func chartByYears(years int) Chart {
	switch {
	case years >= 13:
		return Adult
	case years >= 3:
		return Child
	}
	return Infant
}

func chartByHeight(cm float64) Chart {
	switch {
	case cm > 150:
		return Adult
	case cm >= 95:
		return Child
	}
	return Infant
}

// charts gives the tables to score on, the one that age names first. Age
// decides; height decides when age is unknown. Where a growing patient's height
// names another table (stunting is common) both are scored, and Score takes the
// more urgent.
func charts(in Input, s Settings) []Chart {
	years, known := in.years()
	switch {
	case known && in.HeightCm != nil && years < s.HeightCheckUnderYears:
		byAge, byHeight := chartByYears(years), chartByHeight(*in.HeightCm)
		if byAge != byHeight {
			return []Chart{byAge, byHeight}
		}
		return []Chart{byAge}
	case known:
		return []Chart{chartByYears(years)}
	case in.HeightCm != nil:
		return []Chart{chartByHeight(*in.HeightCm)}
	}
	return nil
}
