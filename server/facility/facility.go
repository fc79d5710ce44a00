package facility

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"karete/db"
	"karete/server/clock"
	"karete/server/fault"
)

// Facility is the clinic this box serves. There is one.
type Facility struct {
	ID         string         `json:"id"`
	Code       string         `json:"code" doc:"The ministry's code for this clinic"`
	Name       string         `json:"name"`
	District   string         `json:"district"`
	Country    string         `json:"country" enum:"LS,ZA"`
	TimeZone   string         `json:"timeZone" doc:"IANA name, from the country"`
	Phone      string         `json:"phone"`
	Language   string         `json:"language" enum:"en,st" doc:"Language of prints, and of screens nobody signed in at"`
	FileSeries string         `json:"fileSeries" doc:"Series that new file numbers are issued in, may be empty"`
	Settings   ClinicSettings `json:"settings"`
	Version    int64          `json:"version"`
}

// Nameplate is what every screen says about the clinic.
type Nameplate struct {
	ID       string `json:"id"`
	Code     string `json:"code"`
	Name     string `json:"name"`
	District string `json:"district"`
	Country  string `json:"country" enum:"LS,ZA"`
	TimeZone string `json:"timeZone"`
	Language string `json:"language" enum:"en,st"`
	Phone    string `json:"phone"`
}

// Nameplate leaves the settings out.
func (f Facility) Nameplate() Nameplate {
	return Nameplate{f.ID, f.Code, f.Name, f.District, f.Country, f.TimeZone, f.Language, f.Phone}
}

// Zone is where the clinic's days begin and end.
func (f Facility) Zone() *time.Location { return clock.Zone(f.TimeZone) }

// zones gives the time zone of each country a clinic may be in.
var zones = map[string]string{"LS": "Africa/Maseru", "ZA": "Africa/Johannesburg"}

// In reads the clinic inside a transaction. Errors: not-set-up.
func In(tx *db.Tx) (Facility, error) {
	var f Facility
	var settings string
	err := tx.QueryRow(`SELECT id, code, name, district, country, time_zone, phone, language, file_series, settings, version
		FROM facility WHERE set_up_at IS NOT NULL`).Scan(
		&f.ID, &f.Code, &f.Name, &f.District, &f.Country, &f.TimeZone, &f.Phone, &f.Language, &f.FileSeries, &settings, &f.Version)
	if errors.Is(err, sql.ErrNoRows) {
		return Facility{}, fault.New(fault.NotSetUp)
	}
	if err != nil {
		return Facility{}, fmt.Errorf("facility: %w", err)
	}
	// A setting that a newer program added has its default until somebody saves.
	f.Settings = DefaultSettings()
	if err := json.Unmarshal([]byte(settings), &f.Settings); err != nil {
		return Facility{}, fmt.Errorf("facility settings: %w", err)
	}
	return f, nil
}
