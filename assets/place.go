package assets

import "sync"

// Department is a department the setup wizard offers.
type Department struct {
	Code         string `json:"code"`
	Name         string `json:"name"`
	NameSt       string `json:"nameSt"`
	Kind         string `json:"kind"` // reception, triage, consultation, pharmacy, laboratory, other
	TicketPrefix string `json:"ticketPrefix"`
	Suggested    bool   `json:"suggested"` // ticked to begin with
}

// District is a district of Lesotho or a province of South Africa, by its
// ISO 3166-2 code.
type District struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Country string `json:"country"` // LS, ZA
	Kind    string `json:"kind"`    // district, province
}

type departmentFile struct {
	Departments []Department `json:"departments"`
}

type districtFile struct {
	Source    string     `json:"source"`
	Districts []District `json:"districts"`
}

var (
	departments = sync.OnceValue(func() []Department {
		return mustLoad[departmentFile]("codes/departments.json").Departments
	})
	districts = sync.OnceValue(func() []District {
		return mustLoad[districtFile]("codes/districts.json").Districts
	})
)

// Departments is the default set of a clinic, in its order.
func Departments() []Department { return departments() }

// Districts lists Lesotho's districts by name, then South Africa's provinces.
func Districts() []District { return districts() }
