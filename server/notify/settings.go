package notify

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"karete/db"
	"karete/server/secret"
)

// The carriers, as they are named in the settings and in the rows.
const (
	Off      = "off"
	Modem    = "modem"
	Gateway  = "gateway"
	HTTP     = "http"
	WhatsApp = "whatsapp"
)

// MessageSettings is what a manager chose about messages, without what only the box
// may know.
type MessageSettings struct {
	Carrier string `json:"carrier" enum:"off,modem,gateway,http,whatsapp" doc:"By what messages go; off: none go"`

	Reminder  bool `json:"reminder" doc:"The day before"`
	NewTime   bool `json:"newTime" doc:"When the clinic moves a booking"`
	Cancelled bool `json:"cancelled" doc:"When the clinic cancels one"`
	Missed    bool `json:"missed" doc:"The day after one was missed"`
	CallUp    bool `json:"callUp" doc:"Offer to write to those who wait when it is almost their turn"`

	RemindAt     string          `json:"remindAt" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"17:00" doc:"When a reminder goes, the day before"`
	QuietFrom    string          `json:"quietFrom" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"19:00"`
	QuietUntil   string          `json:"quietUntil" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"07:00" doc:"The same as from: no quiet hours"`
	CallUpBefore int             `json:"callUpBefore" minimum:"1" maximum:"9" doc:"How many are before somebody who is written to"`
	Signature    string          `json:"signature,omitempty" maxLength:"40" doc:"What the clinic calls itself in messages; empty: its name"`
	PlainLetters bool            `json:"plainLetters" doc:"Write š as s: a message costs half"`
	PartPrice    int             `json:"partPrice" minimum:"0" maximum:"10000" doc:"Hundredths of the clinic's money for each part"`
	Wordings     MessageWordings `json:"wordings"`

	Modem    ModemSettings    `json:"modem"`
	Gateway  GatewaySettings  `json:"gateway"`
	HTTP     HTTPSettings     `json:"http"`
	WhatsApp WhatsAppSettings `json:"whatsapp"`
}

// ModemSettings is a modem with a SIM at this computer.
type ModemSettings struct {
	Port        string `json:"port,omitempty" maxLength:"120" example:"/dev/ttyUSB0"`
	Speed       int    `json:"speed,omitempty" minimum:"0" maximum:"921600" doc:"Bits a second; 0: 115200"`
	BalanceCode string `json:"balanceCode,omitempty" maxLength:"20" pattern:"^([*#0-9]{0,20})$" doc:"What is dialled to hear the credit" example:"*100#"`
}

// GatewaySettings is an Android phone with the app SMS Gateway, on the clinic's network.
type GatewaySettings struct {
	URL  string `json:"url,omitempty" maxLength:"200" example:"http://192.168.1.20:8080"`
	User string `json:"user,omitempty" maxLength:"80"`
}

// HTTPSettings is a provider that takes one request a message. {to}, {text}, {id} and
// {secret} are put in: into the address as it is written there, into a JSON body as
// JSON has it.
type HTTPSettings struct {
	URL       string       `json:"url,omitempty" maxLength:"400" example:"https://sms.example.org/send"`
	Type      string       `json:"type,omitempty" enum:",json,form" doc:"Of the body; empty: JSON"`
	Body      string       `json:"body,omitempty" maxLength:"2000"`
	Headers   []HTTPHeader `json:"headers,omitempty" maxItems:"8" nullable:"false"`
	Reference string       `json:"reference,omitempty" maxLength:"80" doc:"Where the answer says its own id, as data.id; empty: nowhere"`
	Reports   HTTPReports  `json:"reports,omitempty"`
}

// HTTPReports is how a provider that reaches the box tells what became of a message, and
// what somebody answered: where in a JSON body (status.type) or a form these stand.
type HTTPReports struct {
	Header    string `json:"header,omitempty" maxLength:"60" doc:"That shows the key, as it is or after Bearer, or as the password of Basic; empty: the key stands in the address" example:"Authorization"`
	Reference string `json:"reference,omitempty" maxLength:"80" doc:"The message's id, as in the answer when it was sent; empty: nothing is told of messages"`
	Status    string `json:"status,omitempty" maxLength:"80"`
	Delivered string `json:"delivered,omitempty" maxLength:"200" doc:"Statuses of a message that arrived, with commas" example:"Success, DELIVERED"`
	Failed    string `json:"failed,omitempty" maxLength:"200" doc:"And of one that never will"`
	From      string `json:"from,omitempty" maxLength:"80" doc:"Who answered; empty: answers are not told"`
	Text      string `json:"text,omitempty" maxLength:"80" doc:"What they wrote"`
}

// HTTPHeader is one header of each request.
type HTTPHeader struct {
	Name  string `json:"name" maxLength:"60"`
	Value string `json:"value" maxLength:"300"`
}

// WhatsAppSettings is a business number at Meta. A message goes as the template
// <prefix>reminder, <prefix>new_time, <prefix>cancelled, <prefix>missed or <prefix>call_up.
type WhatsAppSettings struct {
	NumberID   string `json:"numberId,omitempty" maxLength:"40" pattern:"^[0-9]{0,40}$"`
	Version    string `json:"version,omitempty" maxLength:"8" pattern:"^(v[0-9]{1,3}\\.[0-9])?$" example:"v23.0"`
	Prefix     string `json:"prefix,omitempty" maxLength:"40" pattern:"^[a-z0-9_]*$"`
	LanguageEn string `json:"languageEn,omitempty" maxLength:"10" doc:"Meta's code of the English templates; empty: en"`
	LanguageSt string `json:"languageSt,omitempty" maxLength:"10" doc:"Of the Sesotho ones; empty: en, for Meta knows no Sesotho"`
}

// sends reports whether the kind is switched on.
func (s MessageSettings) sends(k MessageKind) bool {
	if s.Carrier == Off {
		return false
	}
	switch k {
	case Reminder:
		return s.Reminder
	case NewTime:
		return s.NewTime
	case Cancelled:
		return s.Cancelled
	case Missed:
		return s.Missed
	}
	return s.CallUp
}

// defaults are the settings of a clinic that has chosen nothing: nothing is sent.
func defaults() MessageSettings {
	return MessageSettings{
		Carrier: Off, Reminder: true, NewTime: true, Cancelled: true, CallUp: true,
		RemindAt: "17:00", QuietFrom: "19:00", QuietUntil: "07:00", CallUpBefore: 2, Wordings: defaultWordings,
	}
}

const settingsID = "messages" // of the one row

// settingsIn are the settings as they stand; version 1 when nobody has chosen any.
func settingsIn(tx *db.Tx) (s MessageSettings, version int64, err error) {
	s = defaults()
	var content string
	err = tx.QueryRow(`SELECT content, version FROM message_settings`).Scan(&content, &version)
	if errors.Is(err, sql.ErrNoRows) {
		return s, 1, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(content), &s) // what a newer program added keeps its default
	}
	if err != nil {
		return s, 0, fmt.Errorf("message settings: %w", err)
	}
	return s, version, nil
}

// Secrets are what only the box may know of the carriers. They are told to it and
// never by it.
type Secrets struct {
	ModemPIN        string
	GatewayPassword string
	GatewayKey      string // that the phone signs what it tells with
	HTTPSecret      string
	HTTPKey         string // that the provider shows when it tells
	WhatsAppToken   string
	WhatsAppSecret  string // of the app: Meta signs what it tells with it
	WhatsAppVerify  string // that Meta shows once, to see whether the address is the clinic's
}

const modemPIN = "message.modem-pin"

func (s *Secrets) each(do func(name string, value *string) error) error {
	for _, one := range []struct {
		name  string
		value *string
	}{
		{modemPIN, &s.ModemPIN}, {"message.gateway-password", &s.GatewayPassword}, {"message.gateway-key", &s.GatewayKey},
		{"message.http-secret", &s.HTTPSecret}, {"message.http-key", &s.HTTPKey}, {"message.whatsapp-token", &s.WhatsAppToken},
		{"message.whatsapp-secret", &s.WhatsAppSecret}, {"message.whatsapp-verify", &s.WhatsAppVerify},
	} {
		if err := do(one.name, one.value); err != nil {
			return err
		}
	}
	return nil
}

func secretsIn(tx *db.Tx) (s Secrets, err error) {
	err = s.each(func(name string, value *string) error {
		kept, _, err := secret.In(tx, name)
		*value = string(kept)
		return err
	})
	return s, err
}
