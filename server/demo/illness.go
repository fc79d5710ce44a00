package demo

import (
	"karete/server/encounter"
	"karete/server/triage/sats"
)

// illness is a reason to come, as a nurse measures it and a doctor writes it.
type illness struct {
	code, name         string
	department, reason string
	chips              []string
	said, found        string
	feverUp, pulseUp   float64
	breathsUp          int
	sign               sats.SignID
	medicines          []encounter.Prescription
	weight             int // how often it is seen
	child, woman       bool
	outcome            string
}

// chronic is an illness one comes for each month.
type chronic struct {
	code, name string
	systolic   int
	medicines  []encounter.Prescription
}

// allergy is what some people must not be given.
type allergy struct{ substance, class, reaction string }

var allergies = []allergy{
	{"Penicillin", "penicillin", "rash all over"},
	{"Amoxicillin", "penicillin", "swollen lips"},
	{"Co-trimoxazole", "sulfonamide", "blisters"},
	{"Peanuts", "", "vomiting"},
}

func days(n int) *int { return &n }

// instead is given to those who must not have a penicillin.
var instead = tablets("Azithromycin", "500 mg", "J01FA10", "once a day", 3, "3")

// suits leaves out what the person must not be given.
func suits(list []encounter.Prescription, a *allergy) []encounter.Prescription {
	out := []encounter.Prescription{}
	for _, p := range list {
		if a != nil && a.class == "penicillin" && (p.ATC == "J01CA04" || p.ATC == "J01CF05") {
			p = instead
		}
		out = append(out, p)
	}
	return out
}

func tablets(name, strength, atc, how string, n int, quantity string) encounter.Prescription {
	return encounter.Prescription{Medicine: name, Form: "tablet", Strength: strength, ATC: atc, Dose: "1 tablet", Frequency: how, Days: days(n), Quantity: quantity}
}

var paracetamol = tablets("Paracetamol", "500 mg", "N02BE01", "if needed, 4 times a day", 3, "12")

var illnesses = []illness{
	{code: "J06.9", name: "Upper respiratory infection, unspecified", department: "OPD", reason: "general", chips: []string{"cough"}, said: "Cough and running nose for three days.", found: "Throat red, chest clear.", feverUp: .6, pulseUp: 6, medicines: []encounter.Prescription{paracetamol}, weight: 14},
	{code: "J18.9", name: "Pneumonia", department: "OPD", reason: "general", chips: []string{"fever", "cough"}, said: "Fever and cough with yellow phlegm for two days.", found: "Crackles right base, no wheeze.", feverUp: 1.9, pulseUp: 26, breathsUp: 9, medicines: []encounter.Prescription{{Medicine: "Amoxicillin", Form: "capsule", Strength: "500 mg", ATC: "J01CA04", Dose: "1 capsule", Frequency: "3 times a day", Days: days(5), Quantity: "15"}, paracetamol}, weight: 6},
	{code: "A09.9", name: "Acute diarrhoea, cause unknown", department: "OPD", reason: "general", chips: []string{"vomiting"}, said: "Running stomach since yesterday, vomited twice.", found: "Belly soft, not dehydrated.", pulseUp: 12, medicines: []encounter.Prescription{{Medicine: "Oral rehydration salts", Form: "sachet", Strength: "for 1 L", ATC: "A07CA", Dose: "after each stool", Frequency: "as needed", Days: days(3), Quantity: "6"}}, weight: 6},
	{code: "M54.5", name: "Low back pain", department: "OPD", reason: "general", chips: []string{"pain"}, said: "Back pain after carrying water.", found: "Tender muscle, legs strong, reflexes equal.", medicines: []encounter.Prescription{tablets("Ibuprofen", "400 mg", "M01AE01", "3 times a day with food", 5, "15")}, weight: 6},
	{code: "N39.0", name: "Urinary tract infection", department: "OPD", reason: "general", chips: []string{"pain"}, said: "Burning when passing urine.", found: "No loin pain. Dipstick: leucocytes, nitrite.", feverUp: .3, medicines: []encounter.Prescription{{Medicine: "Nitrofurantoin", Form: "capsule", Strength: "100 mg", ATC: "J01XE01", Dose: "1 capsule", Frequency: "4 times a day", Days: days(5), Quantity: "20"}}, weight: 4, woman: true},
	{code: "L03.9", name: "Cellulitis", department: "DRS", reason: "dressing", chips: []string{"pain"}, said: "Red swollen lower leg for four days.", found: "Warm, tender, no abscess.", feverUp: 1.1, pulseUp: 14, medicines: []encounter.Prescription{{Medicine: "Flucloxacillin", Form: "capsule", Strength: "500 mg", ATC: "J01CF05", Dose: "1 capsule", Frequency: "4 times a day", Days: days(7), Quantity: "28"}}, weight: 3},
	{code: "T14.1", name: "Open wound", department: "DRS", reason: "dressing", chips: []string{"injury"}, said: "Cut the hand with a spade.", found: "Clean wound of 3 cm, fingers move.", weight: 4},
	{code: "H66.9", name: "Otitis media", department: "U5", reason: "under5", chips: []string{"fever", "pain"}, said: "Crying and pulling the ear since last night.", found: "Left drum red and bulging.", feverUp: 1.4, pulseUp: 10, medicines: []encounter.Prescription{{Medicine: "Amoxicillin", Form: "suspension", Strength: "125 mg/5 mL", ATC: "J01CA04", Dose: "5 mL", Frequency: "3 times a day", Days: days(5), Quantity: "100 mL"}}, weight: 5, child: true},
	{code: "A09.0", name: "Acute infectious diarrhoea / gastroenteritis", department: "U5", reason: "under5", chips: []string{"vomiting"}, said: "Loose stools four times today, drinks well.", found: "Eyes not sunken, skin goes back at once.", feverUp: .4, pulseUp: 12, medicines: []encounter.Prescription{{Medicine: "Oral rehydration salts", Form: "sachet", Strength: "for 1 L", ATC: "A07CA", Dose: "half a cup after each stool", Frequency: "as needed", Days: days(3), Quantity: "4"}, {Medicine: "Zinc", Form: "tablet", Strength: "20 mg", ATC: "A12CB01", Dose: "1 tablet", Frequency: "once a day", Days: days(14), Quantity: "14"}}, weight: 5, child: true},
	{code: "J06.9", name: "Upper respiratory infection, unspecified", department: "U5", reason: "under5", chips: []string{"cough"}, said: "Cough and blocked nose for two days, feeds well.", found: "Throat red, breathing easy, no indrawing.", feverUp: .7, pulseUp: 6, medicines: []encounter.Prescription{{Medicine: "Paracetamol", Form: "syrup", Strength: "120 mg/5 mL", ATC: "N02BE01", Dose: "5 mL", Frequency: "if needed, 4 times a day", Days: days(3), Quantity: "60 mL"}}, weight: 8, child: true},
	{code: "Z34.9", name: "Antenatal care, normal pregnancy", department: "ANC", reason: "antenatal", said: "Antenatal visit, baby moves well.", found: "Fundus fits the dates, heart 142.", medicines: []encounter.Prescription{tablets("Ferrous sulfate", "170 mg (about 55-65 mg iron)", "B03AA07", "once a day", 30, "30"), tablets("Folic acid", "5 mg", "B03BB01", "once a day", 30, "30")}, weight: 7, woman: true},
	{code: "J45.9", name: "Asthma", department: "OPD", reason: "general", chips: []string{"breathing"}, said: "Short of breath since the morning, pump is finished.", found: "Wheeze both sides, speaks in sentences.", pulseUp: 20, breathsUp: 8, sign: "sob_acute", medicines: []encounter.Prescription{{Medicine: "Salbutamol", Form: "inhaler", Strength: "100 mcg/dose", ATC: "R03AC02", Dose: "2 puffs", Frequency: "if needed", Quantity: "1"}}, weight: 2},
	{code: "J46", name: "Acute severe asthma", department: "OPD", reason: "general", chips: []string{"breathing"}, said: "Cannot finish a sentence, worse since the night.", found: "Hardly any air moving. Nebulised twice, sent on.", pulseUp: 48, breathsUp: 18, sign: "sob_acute", weight: 1, outcome: "referred"},
	{code: "R56.0", name: "Febrile convulsion", department: "U5", reason: "under5", chips: []string{"fever"}, said: "Jerked all over for some minutes, hot since the morning.", found: "Sleepy after the fit, neck soft. Cooled, sent on.", feverUp: 2.6, pulseUp: 24, sign: "c_convulsing_or_postictal_not_alert", weight: 1, child: true, outcome: "referred"},
	{code: "I20.9", name: "Angina", department: "OPD", reason: "general", chips: []string{"pain"}, said: "Pressing pain in the chest for one hour.", found: "Sweating, pulse regular. Sent on at once.", pulseUp: 30, sign: "chest_pain", weight: 1, outcome: "referred"},
}

var chronics = []chronic{
	{code: "I10", name: "Essential hypertension", systolic: 24, medicines: []encounter.Prescription{tablets("Amlodipine", "10 mg", "C08CA01", "once a day", 30, "30"), tablets("Hydrochlorothiazide", "12.5 mg", "C03AA03", "once a day", 30, "30")}},
	{code: "E11.9", name: "Type 2 diabetes", systolic: 12, medicines: []encounter.Prescription{tablets("Metformin", "500 mg", "A10BA02", "twice a day", 30, "60")}},
	{code: "B24", name: "HIV disease, unspecified", medicines: []encounter.Prescription{tablets("Tenofovir DF/lamivudine/dolutegravir (TLD)", "300/300/50 mg", "J05AR27", "once a day", 30, "30")}},
	{code: "G40.9", name: "Epilepsy", medicines: []encounter.Prescription{tablets("Carbamazepine", "200 mg", "N03AF01", "twice a day", 30, "60")}},
}
