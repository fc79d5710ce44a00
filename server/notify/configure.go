package notify

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/secret"
)

// ConfigureMessages is the settings as they are to be.
type ConfigureMessages struct {
	ID       string          `json:"id" format:"uuid"`
	Settings MessageSettings `json:"settings"`
	Secrets  NewSecrets      `json:"secrets,omitempty"`
}

// NewSecrets are those that change: left out, one stays; empty, it is forgotten.
type NewSecrets struct {
	ModemPIN        *string `json:"modemPin,omitempty" maxLength:"8" pattern:"^[0-9]*$"`
	GatewayPassword *string `json:"gatewayPassword,omitempty" maxLength:"200"`
	GatewayKey      *string `json:"gatewayKey,omitempty" maxLength:"200"`
	HTTPSecret      *string `json:"httpSecret,omitempty" maxLength:"400"`
	HTTPKey         *string `json:"httpKey,omitempty" maxLength:"100" pattern:"^([A-Za-z0-9._~-]{16,})?$" doc:"That the provider shows when it tells what became of messages"`
	WhatsAppToken   *string `json:"whatsappToken,omitempty" maxLength:"600"`
	WhatsAppSecret  *string `json:"whatsappSecret,omitempty" maxLength:"100" doc:"Of the app at Meta, which signs what it tells with it"`
	WhatsAppVerify  *string `json:"whatsappVerify,omitempty" maxLength:"100" pattern:"^([A-Za-z0-9._~-]{16,})?$" doc:"That Meta shows once, to see whether the address is the clinic's"`
}

// KnownSecrets says which secrets the box has.
type KnownSecrets struct {
	ModemPIN        bool `json:"modemPin"`
	GatewayPassword bool `json:"gatewayPassword"`
	GatewayKey      bool `json:"gatewayKey"`
	HTTPSecret      bool `json:"httpSecret"`
	HTTPKey         bool `json:"httpKey"`
	WhatsAppToken   bool `json:"whatsappToken"`
	WhatsAppSecret  bool `json:"whatsappSecret"`
	WhatsAppVerify  bool `json:"whatsappVerify"`
}

// LastTold is when carriers last told something by themselves since the box started.
type LastTold struct {
	Gateway  *time.Time `json:"gateway,omitempty"`
	HTTP     *time.Time `json:"http,omitempty"`
	WhatsApp *time.Time `json:"whatsapp,omitempty"`
}

// MessageSettingsRead is the settings with what the screen shows beside them.
type MessageSettingsRead struct {
	Settings MessageSettings `json:"settings"`
	Has      KnownSecrets    `json:"has"`
	Told     LastTold        `json:"told"`
	Samples  MessageSamples  `json:"samples"`
	Money    string          `json:"money" doc:"M or R, before an amount"`
	Version  int64           `json:"version"`
}

// MessageSamples is what stands in the gaps of a wording, by language, for a booking
// of tomorrow.
type MessageSamples struct {
	En map[string]string `json:"en"`
	St map[string]string `json:"st"`
}

// Settings reads them. Secrets are not in the answer.
func (r *Room) Settings(ctx context.Context, who access.Actor) (MessageSettingsRead, error) {
	out, err := act.Peek(ctx, r.gate, who, "message.settings", readSettings)
	out.Told = r.lastTold()
	return out, err
}

func readSettings(tx *db.Tx) (out MessageSettingsRead, err error) {
	if out.Settings, out.Version, err = settingsIn(tx); err != nil {
		return out, err
	}
	kept, err := secretsIn(tx)
	if err != nil {
		return out, err
	}
	out.Has = KnownSecrets{kept.ModemPIN != "", kept.GatewayPassword != "", kept.GatewayKey != "", kept.HTTPSecret != "", kept.HTTPKey != "",
		kept.WhatsAppToken != "", kept.WhatsAppSecret != "", kept.WhatsAppVerify != ""}
	c, err := clinicIn(tx)
	if err != nil {
		return out, err
	}
	name := out.Settings.Signature
	if name == "" {
		name = c.Name
	}
	sample := func(language string) map[string]string {
		return map[string]string{"clinic": name, "day": dayIn(c.day(1), language), "time": "09:30", "phone": c.Phone}
	}
	out.Samples, out.Money = MessageSamples{sample("en"), sample("st")}, money(c.Country)
	return out, nil
}

func money(country string) string {
	if country == "ZA" {
		return "R"
	}
	return "M"
}

// Configure sets them. Where messages go changes only together with the secret that
// opens it there, so that nobody has the box show an old one to a new address. Errors:
// stale; invalid.
func (r *Room) Configure(ctx context.Context, who access.Actor, version int64, in ConfigureMessages) (MessageSettingsRead, error) {
	in.Settings.tidy()
	if list := in.Settings.problems(); len(list) > 0 {
		return MessageSettingsRead{}, fault.Fields(list...)
	}
	c := act.Command{ID: in.ID, Action: "message.configure", Body: struct { // without the secrets
		Version  int64
		Settings MessageSettings
		Told     []string
	}{version, in.Settings, in.Secrets.told()}}
	out, err := act.Do(ctx, r.gate, who, c, func(tx *act.Tx) error { return configure(tx, version, in) },
		func(tx *db.Tx, _ string) (MessageSettingsRead, error) { return readSettings(tx) })
	if err == nil {
		r.Wake()
	}
	out.Told = r.lastTold()
	return out, err
}

func configure(tx *act.Tx, version int64, in ConfigureMessages) error {
	was, now, err := settingsIn(tx.Tx)
	if err != nil {
		return err
	}
	if now != version {
		current, err := readSettings(tx.Tx)
		if err != nil {
			return err
		}
		stale := fault.New(fault.Stale)
		stale.Current = current
		return stale
	}
	kept, err := secretsIn(tx.Tx)
	if err != nil {
		return err
	}
	kept.follow(was, in.Settings)
	in.Secrets.onto(&kept)
	err = kept.each(func(name string, value *string) error {
		if *value == "" {
			return secret.Delete(tx.Tx, name)
		}
		return secret.Put(tx.Tx, name, []byte(*value))
	})
	if err != nil {
		return err
	}
	content, err := json.Marshal(in.Settings)
	if err != nil {
		return fmt.Errorf("message settings: %w", err)
	}
	_, err = tx.Exec(`INSERT INTO message_settings (id, content, version) VALUES (?, ?, 2)
		ON CONFLICT (id) DO UPDATE SET content = excluded.content, version = version + 1`, settingsID, string(content))
	if err != nil {
		return fmt.Errorf("message settings: %w", err)
	}
	if was.Carrier == Off && in.Settings.Carrier != Off { // what was moved before is not news
		if err := setCursor(tx.Tx); err != nil {
			return err
		}
	}
	tx.Changed("message_settings", settingsID)
	tx.Subject("message_settings", settingsID)
	tx.Detail("secrets", in.Secrets.told())
	return nil
}

// follow forgets a secret whose address became another one.
func (s *Secrets) follow(was, is MessageSettings) {
	if host(was.Gateway.URL) != host(is.Gateway.URL) {
		s.GatewayPassword = ""
	}
	if host(was.HTTP.URL) != host(is.HTTP.URL) {
		s.HTTPSecret, s.HTTPKey = "", "" // the other one knew them
	}
}

func host(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return text
	}
	return u.Scheme + "://" + u.Host
}

// toldSecret is one that may have been told, and where it is kept.
type toldSecret struct {
	name       string
	told, kept *string
}

func (n NewSecrets) pairs(s *Secrets) []toldSecret {
	return []toldSecret{
		{"modemPin", n.ModemPIN, &s.ModemPIN}, {"gatewayPassword", n.GatewayPassword, &s.GatewayPassword}, {"gatewayKey", n.GatewayKey, &s.GatewayKey},
		{"httpSecret", n.HTTPSecret, &s.HTTPSecret}, {"httpKey", n.HTTPKey, &s.HTTPKey}, {"whatsappToken", n.WhatsAppToken, &s.WhatsAppToken},
		{"whatsappSecret", n.WhatsAppSecret, &s.WhatsAppSecret}, {"whatsappVerify", n.WhatsAppVerify, &s.WhatsAppVerify},
	}
}

// onto puts the told ones over the kept.
func (n NewSecrets) onto(s *Secrets) {
	for _, p := range n.pairs(s) {
		if p.told != nil {
			*p.kept = *p.told
		}
	}
}

// told names those that were told, for the journal.
func (n NewSecrets) told() []string {
	list := []string{}
	for _, p := range n.pairs(&Secrets{}) {
		if p.told != nil {
			list = append(list, p.name)
		}
	}
	return list
}

func (s *MessageSettings) tidy() {
	trim := func(list ...*string) {
		for _, t := range list {
			*t = strings.TrimSpace(*t)
		}
	}
	r := &s.HTTP.Reports
	trim(&s.Signature, &s.Modem.Port, &s.Gateway.URL, &s.Gateway.User, &s.HTTP.URL, &s.HTTP.Reference, &r.Header, &r.Reference, &r.Status, &r.Delivered, &r.Failed, &r.From, &r.Text)
	s.Gateway.URL = strings.TrimRight(s.Gateway.URL, "/")
	for _, k := range kinds {
		w := s.Wordings.of(k)
		w.En, w.St = strings.Join(strings.Fields(w.En), " "), strings.Join(strings.Fields(w.St), " ")
	}
}

// A header as HTTP has it.
var (
	headerName  = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,60}$")
	headerValue = regexp.MustCompile(`^[\t\x20-\x7e]*$`)
)

// taken are headers that mean something else on the way in.
var taken = map[string]bool{"host": true, "cookie": true, "x-signature": true, "x-hub-signature-256": true, "karete-door": true}

func (s MessageSettings) problems() (list []fault.FieldError) {
	add := func(field, code string) {
		list = append(list, fault.FieldError{Field: "settings." + field, Code: code})
	}
	needed := func(field, value string) {
		if value == "" {
			add(field, "required")
		}
	}
	for _, at := range [][2]string{{"remindAt", s.RemindAt}, {"quietFrom", s.QuietFrom}, {"quietUntil", s.QuietUntil}} {
		if !clockPattern.MatchString(at[1]) {
			add(at[0], "pattern")
		}
	}
	if s.CallUpBefore < 1 || s.CallUpBefore > 9 {
		add("callUpBefore", "out-of-range")
	}
	if s.PartPrice < 0 || s.PartPrice > 10000 {
		add("partPrice", "out-of-range")
	}
	if word := tells(s.Signature); word != "" {
		list = append(list, fault.FieldError{Field: "settings.signature", Code: "tells-why", Params: map[string]any{"word": word}})
	}
	for _, k := range kinds {
		field := "settings.wordings." + map[MessageKind]string{Reminder: "reminder", NewTime: "newTime", Cancelled: "cancelled", Missed: "missed", CallUp: "callUp"}[k]
		w := s.Wordings.of(k)
		list = append(list, problems(field+".en", k, w.En)...)
		list = append(list, problems(field+".st", k, w.St)...)
	}
	switch s.Carrier {
	case Off:
	case Modem:
		needed("modem.port", s.Modem.Port)
	case Gateway:
		needed("gateway.url", s.Gateway.URL)
		needed("gateway.user", s.Gateway.User)
	case HTTP:
		needed("http.url", s.HTTP.URL)
	case WhatsApp:
		needed("whatsapp.numberId", s.WhatsApp.NumberID)
	default:
		add("carrier", "not-one-of")
	}
	if s.Gateway.URL != "" && !mayBeAsked(s.Gateway.URL) {
		add("gateway.url", "address")
	}
	if s.HTTP.URL != "" && !mayBeAsked(s.HTTP.URL) {
		add("http.url", "address")
	}
	r := s.HTTP.Reports
	if r.Header != "" && (!headerName.MatchString(r.Header) || taken[strings.ToLower(r.Header)]) {
		add("http.reports.header", "pattern")
	}
	if r.Reference+r.Status+r.Delivered+r.Failed != "" {
		needed("http.reports.reference", r.Reference)
		needed("http.reports.status", r.Status)
		needed("http.reports.delivered", r.Delivered+r.Failed)
	}
	if r.From+r.Text != "" {
		needed("http.reports.from", r.From)
		needed("http.reports.text", r.Text)
	}
	for i, h := range s.HTTP.Headers {
		field := "http.headers[" + strconv.Itoa(i) + "]."
		if !headerName.MatchString(h.Name) || strings.EqualFold(h.Name, "Host") {
			add(field+"name", "pattern")
		}
		if !headerValue.MatchString(h.Value) {
			add(field+"value", "pattern")
		}
	}
	return list
}

// mayBeAsked reports an address that numbers may be told to: over TLS anywhere, in
// the clear only on the clinic's own network.
func mayBeAsked(text string) bool {
	u, err := url.Parse(strings.NewReplacer("{to}", "0", "{text}", "x", "{id}", "0", "{secret}", "x").Replace(text))
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" {
		return false
	}
	if u.Scheme == "https" {
		return true
	}
	name := u.Hostname()
	ip := net.ParseIP(name)
	near := ip != nil && (ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast()) || ip == nil && (name == "localhost" || strings.HasSuffix(name, ".local"))
	return u.Scheme == "http" && near
}
