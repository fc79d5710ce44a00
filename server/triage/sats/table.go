package sats

import "strconv"

// Item is one row of a SATS table, by the name it has in a Result.
type Item string

// The items in the order in which the chart adds them up, and what else can be
// missing from a triage.
const (
	ItemMobility        Item = "mobility"
	ItemRespiratoryRate Item = "respiratoryRate"
	ItemHeartRate       Item = "heartRate"
	ItemSystolic        Item = "systolicMmHg"
	ItemTemperature     Item = "temperatureCel"
	ItemAvpu            Item = "avpu"
	ItemTrauma          Item = "trauma"
	ItemAge             Item = "age" // never scored: without age or height there is no chart
)

// unrecordable is the score of a pulse or pressure that a working device cannot
// find: the worst the item can be, not a missing value.
const unrecordable = 3

// band is a closed range of whole units and its points; the first and the last
// reach to the hard limits.
type band struct{ from, to, points int }

// table is one printed chart. Temperatures are in tenths of a degree. A nil
// list of bands is an item that the chart does not have.
type table struct {
	respiratoryRate, heartRate, systolic, temperature []band
	mobility                                          map[Mobility]int
	avpu                                              map[Avpu]int
}

var temperatureBands = []band{{250, 349, 2}, {350, 384, 0}, {385, 450, 2}}

// The infant chart has no box for "confused"; it is scored as on the others, and
// is a red sign besides.
var avpuPoints = map[Avpu]int{Alert: 0, Voice: 1, Confused: 2, Pain: 2, Unresponsive: 3}

// A word of the other chart can meet a table when age and height disagree. The
// sources dispute an older child who walks with help (2 or 1); the safer is used,
// and likewise for an adult of whom only "cannot as normal" is known.
var (
	adultMobility = map[Mobility]int{Walking: 0, WithHelp: 1, Stretcher: 2, NormalForAge: 0, UnableAsNormal: 2}
	childMobility = map[Mobility]int{NormalForAge: 0, UnableAsNormal: 2, Walking: 0, WithHelp: 2, Stretcher: 2}
)

func tableOf(c Chart, s Settings) table {
	t := table{temperature: temperatureBands, avpu: avpuPoints, mobility: childMobility}
	switch c {
	case Adult:
		t.mobility = adultMobility
		t.respiratoryRate = []band{{0, 8, 2}, {9, 14, 0}, {15, 20, 1}, {21, 29, 2}, {30, 120, 3}}
		t.heartRate = []band{{0, 40, 2}, {41, 50, 1}, {51, 100, 0}, {101, 110, 1}, {111, 129, 2}, {130, 300, 3}}
		t.systolic = []band{{0, 70, 3}, {71, 80, 2}, {81, 100, 1}, {101, 199, 0}, {200, 300, 2}}
	case Child:
		t.respiratoryRate = []band{{0, 14, 3}, {15, 16, 2}, {17, 21, 0}, {22, 26, 1}, {27, 120, 2}}
		t.heartRate = []band{{0, 59, 3}, {60, 79, 2}, {80, 99, 0}, {100, 129, 1}, {130, 300, 2}}
	case Infant:
		t.respiratoryRate = []band{{0, 19, 3}, {20, 25, 2}, {26, 39, 0}, {40, 49, 2}, {50, 120, 3}}
		t.heartRate = []band{{0, 69, 3}, {70, 79, 2}, {80, 130, 0}, {131, 159, s.InfantFastHeartPoints}, {160, 300, 3}}
	}
	return t
}

// ItemScore is one term of the sum. Points of a missing item are 0 in the lower
// bound; Max is what it could still add.
type ItemScore struct {
	Item    Item   `json:"item"`
	Value   string `json:"value,omitempty"` // as measured: "106", "38.7", "alert", "unrecordable", "yes"
	Points  int    `json:"points"`
	Max     int    `json:"max"`
	Missing bool   `json:"missing,omitempty"`
}

// score fills the rows of a table from the input, in the order of the sum.
func (t table) score(in Input) []ItemScore {
	items := []ItemScore{
		ofWord(ItemMobility, in.Mobility, t.mobility),
		rate(ItemRespiratoryRate, in.RespiratoryRate, false, t.respiratoryRate),
		rate(ItemHeartRate, in.HeartRate, in.PulseUnrecordable, t.heartRate),
	}
	if t.systolic != nil {
		items = append(items, ofNumber(ItemSystolic, in.SystolicMmHg, in.PressureUnrecordable, t.systolic))
	}
	return append(items, t.temperatureScore(in), ofWord(ItemAvpu, in.Avpu, t.avpu), traumaScore(in.Trauma))
}

// rate is a number that is not scored at 0: Problems has made sure that such a
// patient is red by a sign.
func rate(item Item, value *int, notFound bool, bands []band) ItemScore {
	if value != nil && *value == 0 {
		return ItemScore{Item: item, Value: "0", Max: highest(bands), Missing: true}
	}
	return ofNumber(item, value, notFound, bands)
}

func ofNumber(item Item, value *int, notFound bool, bands []band) ItemScore {
	score := ItemScore{Item: item, Max: highest(bands)}
	switch {
	case notFound:
		score.Value, score.Points = "unrecordable", unrecordable
	case value != nil:
		score.Value, score.Points = strconv.Itoa(*value), points(bands, *value)
	default:
		score.Missing = true
	}
	return score
}

func (t table) temperatureScore(in Input) ItemScore {
	score := ItemScore{Item: ItemTemperature, Max: highest(t.temperature)}
	if cel, ok := in.temperature(); ok {
		tenths := int(cel*10 + 0.5)
		score.Value, score.Points = strconv.FormatFloat(cel, 'f', 1, 64), points(t.temperature, tenths)
		return score
	}
	if in.TemperatureTouch != "" {
		score.Value, score.Points = string(in.TemperatureTouch), score.Max
		return score
	}
	score.Missing = true
	return score
}

func traumaScore(trauma *bool) ItemScore {
	score := ItemScore{Item: ItemTrauma, Max: 1}
	switch {
	case trauma == nil:
		score.Missing = true
	case *trauma:
		score.Value, score.Points = string(Yes), 1
	default:
		score.Value = string(No)
	}
	return score
}

func ofWord[T ~string](item Item, value T, by map[T]int) ItemScore {
	score := ItemScore{Item: item, Value: string(value)}
	for _, p := range by {
		score.Max = max(score.Max, p)
	}
	if value == "" {
		score.Missing = true
		return score
	}
	score.Points = by[value]
	return score
}

// points reads the bands, which cover the hard limits without a gap; were one to
// appear, the patient in it must not come out as normal.
func points(bands []band, value int) int {
	for _, b := range bands {
		if b.from <= value && value <= b.to {
			return b.points
		}
	}
	return highest(bands)
}

func highest(bands []band) int {
	top := 0
	for _, b := range bands {
		top = max(top, b.points)
	}
	return top
}
