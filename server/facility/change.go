package facility

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"karete/server/act"
	"karete/server/fault"
	"karete/server/patient/identity"
)

// Identity is what a clinic is called and reached by.
type Identity struct {
	Name       string `json:"name" maxLength:"80"`
	Code       string `json:"code" maxLength:"20" doc:"The ministry's code; letters, figures, - . /"`
	District   string `json:"district" maxLength:"60"`
	Country    string `json:"country" enum:"LS,ZA"`
	Phone      string `json:"phone,omitempty" maxLength:"20"`
	FileSeries string `json:"fileSeries,omitempty" maxLength:"12" doc:"Series that new file numbers are issued in, may be empty"`
}

// ClinicChange is the whole clinic as it is to be.
type ClinicChange struct {
	ID string `json:"id" format:"uuid"`
	Identity
	Language string         `json:"language" enum:"en,st"`
	Settings ClinicSettings `json:"settings"`
}

var (
	codePattern   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9./-]{0,19}$`)
	phonePattern  = regexp.MustCompile(`^\+?[0-9][0-9 ]{5,18}$`)
	seriesPattern = regexp.MustCompile(`^[A-Za-z0-9./-]{0,12}$`)
)

// Tidy trims and joins the words of each field.
func (i Identity) Tidy() Identity {
	for _, s := range []*string{&i.Name, &i.Code, &i.District, &i.Phone, &i.FileSeries} {
		*s = words(*s)
	}
	return i
}

// Problems lists the broken fields of a tidied identity.
func (i Identity) Problems() []fault.FieldError {
	var c checks
	c.text("name", i.Name, 1, 80)
	if c.text("code", i.Code, 1, 20) && !codePattern.MatchString(i.Code) {
		c.add("code", "pattern")
	}
	c.text("district", i.District, 1, 60)
	if zones[i.Country] == "" {
		c.add("country", "not-one-of")
	}
	if i.Phone != "" && !phonePattern.MatchString(i.Phone) {
		c.add("phone", "not-a-phone")
	}
	if !seriesPattern.MatchString(i.FileSeries) {
		c.add("fileSeries", "pattern")
	}
	return c
}

func (c *ClinicChange) tidy() error {
	c.Identity = c.Identity.Tidy()
	list := checks(c.Identity.Problems())
	reasons := make([]string, len(c.Settings.Reasons))
	for i, reason := range c.Settings.Reasons {
		field := "settings.reasons[" + strconv.Itoa(i) + "]"
		reasons[i] = words(reason)
		if list.text(field, reasons[i], 1, 60) && slices.Contains(reasons[:i], reasons[i]) {
			list.add(field, "duplicate")
		}
	}
	c.Settings.Reasons = reasons
	c.Settings.Display.tidy(&list)
	if c.Settings.Line == (LineSettings{}) {
		c.Settings.Line = DefaultLine()
	}
	if c.Settings.Door == (DoorSettings{}) {
		c.Settings.Door = DoorSettings{CardNever}
	}
	if _, err := identity.Compile(c.Settings.NationalIDPattern); err != nil {
		list.add("settings.nationalIdPattern", "pattern")
	}
	for _, p := range c.Settings.Triage.Problems() {
		list = append(list, fault.FieldError{
			Field: "settings.triage." + p.Field, Code: p.Code, Params: map[string]any{"min": p.Min, "max": p.Max},
		})
	}
	return list.fault()
}

func update(tx *act.Tx, version int64, in ClinicChange) error {
	if err := in.tidy(); err != nil {
		return err
	}
	now, err := In(tx.Tx)
	if err != nil {
		return err
	}
	if now.Version != version {
		return stale(now)
	}
	settings, err := json.Marshal(in.Settings)
	if err != nil {
		return fmt.Errorf("facility settings: %w", err)
	}
	_, err = tx.Exec(`UPDATE facility SET code = ?, name = ?, district = ?, country = ?, time_zone = ?, phone = ?,
		language = ?, file_series = ?, settings = ?, version = version + 1 WHERE id = ?`,
		in.Code, in.Name, in.District, in.Country, zones[in.Country], in.Phone, in.Language, in.FileSeries, string(settings), now.ID)
	if err != nil {
		return fmt.Errorf("facility: %w", err)
	}
	tx.Changed("facility", now.ID)
	tx.Subject("facility", now.ID)
	return nil
}

// FoundIn writes the clinic at the end of the wizard. Errors: invalid.
func FoundIn(tx *act.Tx, id string, identity Identity, language string) error {
	identity = identity.Tidy()
	if err := checks(identity.Problems()).fault(); err != nil {
		return err
	}
	settings, err := json.Marshal(DefaultSettings())
	if err != nil {
		return fmt.Errorf("facility settings: %w", err)
	}
	_, err = tx.Exec(`INSERT INTO facility (id, code, name, district, country, time_zone, phone, language, file_series, settings, set_up_at, version)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
		id, identity.Code, identity.Name, identity.District, identity.Country, zones[identity.Country],
		identity.Phone, language, identity.FileSeries, string(settings), tx.Now.UnixMilli())
	if err != nil {
		return fmt.Errorf("facility: %w", err)
	}
	tx.Changed("facility", id)
	tx.Subject("facility", id)
	return nil
}
