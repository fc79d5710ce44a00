package demo

import (
	"math/rand/v2"

	"karete/server/triage/sats"
)

// suffers finds why somebody came: the illness they come for each month, or one
// that fits: children's for children, women's for women.
func (f *clinic) suffers(a *attendance) {
	if c := a.person.chronic; c != nil && f.random.IntN(10) < 8 {
		a.chronic = c
		a.illness = illness{code: c.code, name: c.name, department: "NCD", reason: "chronic", said: "Came for the monthly medicines, feels well.",
			found: "No swelling, chest clear.", medicines: c.medicines}
		return
	}
	a.illness = fits(f.random, a.years, a.person.female)
}

func fits(r *rand.Rand, years int, female bool) illness {
	var list []illness
	for _, i := range illnesses {
		if i.child != (years < 5) || i.woman && (!female || years < 16 || years > 45) || i.code == "I20.9" && years < 40 {
			continue
		}
		for range i.weight {
			list = append(list, i)
		}
	}
	return pick(r, list)
}

// measured is what the nurse finds: normal for the age, moved by the illness.
func measured(r *rand.Rand, years int, stout float64, i illness, systolicUp int) sats.Input {
	rate, breaths, weight := 68+r.IntN(22), 11+r.IntN(6), 48+stout*38+r.Float64()
	in := sats.Input{Mobility: sats.Walking, Avpu: sats.Alert}
	switch {
	case years < 3:
		rate, breaths, weight = 95+r.IntN(30), 28+r.IntN(9), 4+3*float64(years)+stout*2+r.Float64()*.2
		in.Mobility = sats.NormalForAge
	case years < 13:
		rate, breaths, weight = 82+r.IntN(16), 17+r.IntN(5), 10+2.6*float64(years)+stout*4+r.Float64()*.3
		in.Mobility = sats.NormalForAge
	default:
		systolic, diastolic := 108+r.IntN(26)+systolicUp+r.IntN(1+systolicUp), 66+r.IntN(16)+systolicUp/3
		in.SystolicMmHg, in.DiastolicMmHg = &systolic, &diastolic
	}
	rate += int(i.pulseUp)
	breaths += i.breathsUp
	temperature := round(36.3 + r.Float64()*.7 + i.feverUp*(.6+.6*r.Float64()))
	weight = round(weight)
	trauma := i.reason == "dressing" && i.code == "T14.1"
	in.HeartRate, in.RespiratoryRate, in.TemperatureCel, in.WeightKg, in.Trauma = &rate, &breaths, &temperature, &weight, &trauma
	if breaths > 14 || years < 13 {
		saturation := 95 + r.IntN(5)
		in.SpO2Percent = &saturation
	}
	if i.sign != "" {
		in.Signs = map[sats.SignID]sats.Answer{i.sign: sats.Yes}
	}
	if pain := r.IntN(5); len(i.chips) > 0 && i.chips[0] == "pain" {
		in.PainScore = &pain
	}
	return in
}

func round(x float64) float64 { return float64(int(x*10+.5)) / 10 }
