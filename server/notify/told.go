package notify

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/notify/carrier"
	"karete/server/notify/gateway"
	"karete/server/notify/httpsms"
	"karete/server/notify/whatsapp"
)

// fresh is how far a phone's clock may be from the box's.
const fresh = 15 * time.Minute

// Telling is what somebody tells by themselves: that a message arrived, that somebody
// answered. Nobody is signed in: a signature, or a key, is the right to tell.
type Telling struct {
	Body    []byte // as it came: it is signed so
	Header  http.Header
	Key     string // of the address; "": none stands there
	Address string // where it comes from
}

// notTheirs is the one answer to whoever may not tell, and says nothing of why.
func notTheirs() error { return fault.Field("signature", "not-allowed") }

// Told takes in what the gateway phone or Meta signed, or a provider tells with its key:
// in a header, or in the address. Faults: invalid for what is not theirs to tell, the
// same whatever is wrong; throttled while keys are guessed; malformed.
func (r *Room) Told(ctx context.Context, who access.Actor, in Telling) error {
	action := access.Action("message.told")
	if in.Key != "" {
		action = "message.toldByKey"
	}
	var s MessageSettings
	var kept Secrets
	var now time.Time
	_, err := act.Peek(ctx, r.gate, who, action, func(tx *db.Tx) (none struct{}, err error) {
		now = tx.Now
		if kept, err = secretsIn(tx); err != nil {
			return none, err
		}
		s, _, err = settingsIn(tx)
		return none, err
	})
	if err != nil {
		return err
	}
	by, events, err := r.read(ctx, in, s, kept, now)
	if err != nil {
		return err
	}
	r.tells(by, now)
	for _, e := range events { // one that cannot be written down keeps none of the others out
		err = errors.Join(err, r.take(ctx, by, e))
	}
	return err
}

// read says who tells what, or errs.
func (r *Room) read(ctx context.Context, in Telling, s MessageSettings, kept Secrets, now time.Time) (by string, events []carrier.Event, err error) {
	h := in.Header
	switch {
	case in.Key != "":
		if err := r.guess(ctx, in.Address, in.Key, kept.HTTPKey, s.HTTP.Reports.Header == ""); err != nil {
			return "", nil, err
		}
		by = HTTP
	case h.Get("X-Hub-Signature-256") != "":
		if !whatsapp.Signed(kept.WhatsAppSecret, in.Body, h.Get("X-Hub-Signature-256")) {
			return "", nil, notTheirs()
		}
		by = WhatsApp
	case h.Get("X-Signature") != "":
		if !signed(kept.GatewayKey, in.Body, h.Get("X-Timestamp"), h.Get("X-Signature"), now, r.gate.Doubtful()) {
			return "", nil, notTheirs()
		}
		by = Gateway
	default:
		name := s.HTTP.Reports.Header
		if err := r.guess(ctx, in.Address, shown(h.Get(name)), kept.HTTPKey, name != ""); err != nil {
			return "", nil, err
		}
		by = HTTP
	}
	switch by {
	case HTTP:
		events, err = httpsms.Told(in.Body, h.Get("Content-Type"), s.HTTP.Reports.paths())
	case WhatsApp:
		events, err = whatsapp.Told(in.Body, s.WhatsApp.NumberID)
	default:
		var t gateway.Told
		if err = json.Unmarshal(in.Body, &t); err == nil {
			if e, ok := t.Event(); ok {
				events = append(events, e)
			}
		}
	}
	if err != nil { // its text would quote what somebody wrote
		return "", nil, fault.New(fault.Malformed)
	}
	return by, events, nil
}

func (p HTTPReports) paths() httpsms.Reports {
	return httpsms.Reports{Reference: p.Reference, Status: p.Status, Delivered: p.Delivered, Failed: p.Failed, From: p.From, Text: p.Text}
}

// shown is the key in a header: what follows Bearer, the password of Basic, or all of it.
func shown(header string) string {
	scheme, rest, _ := strings.Cut(header, " ")
	switch strings.ToLower(scheme) {
	case "bearer":
		return strings.TrimSpace(rest)
	case "basic":
		text, err := base64.StdEncoding.DecodeString(strings.TrimSpace(rest))
		if err != nil {
			return ""
		}
		_, password, _ := strings.Cut(string(text), ":")
		return password
	}
	return header
}

// guess lets the kept key through, and holds whoever shows another against the brake.
// That there is none, or that this is not the way it is shown, looks as a wrong one does.
func (r *Room) guess(ctx context.Context, address, given, kept string, here bool) error {
	settle, err := r.people.Brake(ctx, "message.told", address)
	if err != nil {
		return err
	}
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(kept))
	if subtle.ConstantTimeCompare(a[:], b[:]) != 1 || kept == "" || !here {
		return notTheirs()
	}
	return r.gate.DB().Write(ctx, settle)
}

// challenge is what Meta has said back: a number, in all of its documents.
var challenge = regexp.MustCompile(`^[0-9A-Za-z_-]{1,200}$`)

// Verify answers Meta when it looks whether an address is the clinic's: with the
// challenge, to whoever shows what was agreed on. Faults: as of Told.
func (r *Room) Verify(ctx context.Context, who access.Actor, mode, token, say, address string) (string, error) {
	var kept Secrets
	var now time.Time
	_, err := act.Peek(ctx, r.gate, who, "message.verify", func(tx *db.Tx) (none struct{}, err error) {
		now = tx.Now
		kept, err = secretsIn(tx)
		return none, err
	})
	if err != nil {
		return "", err
	}
	if err := r.guess(ctx, address, token, kept.WhatsAppVerify, mode == "subscribe" && challenge.MatchString(say)); err != nil {
		return "", err
	}
	r.tells(WhatsApp, now)
	return say, nil
}

// tells notes that a carrier reaches the box.
func (r *Room) tells(by string, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch by {
	case Gateway:
		r.told.Gateway = &now
	case HTTP:
		r.told.HTTP = &now
	case WhatsApp:
		r.told.WhatsApp = &now
	}
}

func (r *Room) lastTold() LastTold {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.told
}

// signed reports that the key signed the body at a time that is now.
func signed(key string, body []byte, at, signature string, now time.Time, doubtful bool) bool {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write(body)
	mac.Write([]byte(at))
	given, err := hex.DecodeString(signature)
	if key == "" || err != nil || !hmac.Equal(mac.Sum(nil), given) {
		return false
	}
	seconds, err := strconv.ParseInt(at, 10, 64)
	return err == nil && (doubtful || now.Sub(time.Unix(seconds, 0)).Abs() <= fresh)
}
