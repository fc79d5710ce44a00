package sats

import "testing"

func TestBandsCoverTheLimitsWithoutAGap(t *testing.T) {
	limits := Limits()
	for _, c := range []Chart{Adult, Child, Infant} {
		chart := tableOf(c, Defaults())
		for field, bands := range map[string][]band{
			"respiratoryRate": chart.respiratoryRate, "heartRate": chart.heartRate, "systolicMmHg": chart.systolic,
		} {
			if bands == nil && field == "systolicMmHg" && c != Adult {
				continue
			}
			next := int(limits[field].Min)
			for _, b := range bands {
				if b.from != next || b.to < b.from {
					t.Errorf("%s %s: a band starts at %d, want %d", c, field, b.from, next)
				}
				next = b.to + 1
			}
			if next != int(limits[field].Max)+1 {
				t.Errorf("%s %s: the bands end at %d, the limit is %v", c, field, next-1, limits[field].Max)
			}
		}
	}
	if first, last := temperatureBands[0].from, temperatureBands[len(temperatureBands)-1].to; first != 250 || last != 450 {
		t.Errorf("temperature bands from %d to %d tenths", first, last)
	}
}
