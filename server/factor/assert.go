package factor

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"karete/db"
	"karete/server/access"
	"karete/server/fault"
)

// Challenge is what a browser hands to navigator.credentials, all bytes as
// base64url.
type Challenge struct {
	Challenge string         `json:"challenge" doc:"Names it when it is answered, within two minutes"`
	PublicKey map[string]any `json:"publicKey" doc:"The options of WebAuthn"`
}

// Assertion is a passkey's answer, all bytes as base64url without padding.
type Assertion struct {
	Challenge         string `json:"challenge" pattern:"^[0-9a-f]{32}$" maxLength:"32"`
	Credential        string `json:"credential" pattern:"^[A-Za-z0-9_-]+$" maxLength:"1400" doc:"rawId"`
	ClientData        string `json:"clientData" pattern:"^[A-Za-z0-9_-]+$" maxLength:"4000" doc:"response.clientDataJSON"`
	AuthenticatorData string `json:"authenticatorData" pattern:"^[A-Za-z0-9_-]+$" maxLength:"4000"`
	Signature         string `json:"signature" pattern:"^[A-Za-z0-9_-]+$" maxLength:"2000"`
	UserHandle        string `json:"userHandle" pattern:"^[A-Za-z0-9_-]+$" maxLength:"100"`
}

// asked is a challenge that was given out for an assertion.
type asked struct{ webauthn.SessionData }

// ChallengeFor is what a challenge is for.
type ChallengeFor struct {
	For string `json:"for" enum:"sign-in,confirm" doc:"Signing in, with anybody's passkey; or showing again that it is still the one who signed in"`
}

// Ask gives out a challenge. address is the network's that it goes to. Errors:
// passkey-needs-name; to confirm also unauthenticated, and not-found without a
// passkey for this address.
func (r *Room) Ask(ctx context.Context, actor access.Actor, in ChallengeFor, at Site, address string) (Challenge, error) {
	if _, err := r.gate.Allow(ctx, actor, "session.challenge"); err != nil {
		return Challenge{}, err
	}
	from := address
	if in.For == "confirm" {
		if from = actor.SessionID; !actor.SignedIn() {
			return Challenge{}, fault.New(fault.Unauthenticated)
		}
	}
	party, err := at.party()
	if err != nil {
		return Challenge{}, err
	}
	var list []protocol.CredentialDescriptor
	if in.For == "confirm" {
		err := r.gate.DB().Read(ctx, func(tx *db.Tx) error {
			u, err := holderIn(tx, actor.ID, at)
			list = webauthn.Credentials(u.credentials).CredentialDescriptors()
			if err == nil && len(list) == 0 {
				err = fault.New(fault.NotFound)
			}
			return err
		})
		if err != nil {
			return Challenge{}, err
		}
	}
	options, session, err := party.BeginDiscoverableLogin(webauthn.WithAllowedCredentials(list))
	if err != nil {
		return Challenge{}, fmt.Errorf("passkey: %w", err)
	}
	// Which of them answered is looked up by the answer itself.
	session.AllowedCredentialIDs = nil
	return challenge(options.Response, r.pending.begin(asked{*session}, from, challengeLife))
}

func challenge(options any, name string) (Challenge, error) {
	text, err := json.Marshal(options)
	if err != nil {
		return Challenge{}, fmt.Errorf("passkey: %w", err)
	}
	c := Challenge{Challenge: name}
	if err := json.Unmarshal(text, &c.PublicKey); err != nil {
		return Challenge{}, fmt.Errorf("passkey: %w", err)
	}
	return c, nil
}

// Shown is a passkey that answered rightly.
type Shown struct {
	StaffID    string
	credential webauthn.Credential
	before     uint32 // the count it was checked against
}

// Check looks at the answer to a challenge. The passkey's holder was verified, by a
// finger or the device's own lock. Errors: passkey-needs-name, challenge-over,
// bad-passkey; the holder is told with the last one where they are known.
func (r *Room) Check(ctx context.Context, in Assertion, at Site, from string) (Shown, error) {
	party, err := at.party()
	if err != nil {
		return Shown{}, err
	}
	session, ok := take[asked](&r.pending, in.Challenge, from)
	if !ok {
		return Shown{}, fault.New(fault.ChallengeOver)
	}
	parsed, err := in.parse()
	if err != nil {
		return Shown{}, err
	}
	var who holder
	var failed error // the database's
	_, credential, err := party.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		failed = r.gate.DB().Read(ctx, func(tx *db.Tx) (err error) {
			who, err = holderIn(tx, string(handle), at)
			return err
		})
		return who, failed
	}, session.SessionData, parsed)
	switch {
	case failed != nil:
		return Shown{}, failed
	case err != nil:
		return Shown{StaffID: who.known()}, fault.New(fault.BadPasskey).Because(err)
	case credential.Authenticator.CloneWarning: // it counts backwards: there are two of it
		return Shown{StaffID: who.known()}, fault.New(fault.BadPasskey)
	}
	return Shown{StaffID: who.staffID, credential: *credential, before: who.count(credential.ID)}, nil
}

// UseIn writes down that the passkey was used. Errors: bad-passkey when it was
// taken away or used elsewhere meanwhile.
func (s Shown) UseIn(tx *db.Tx) error {
	done, err := tx.Exec(`UPDATE factor_passkey SET sign_count = ?, used_at = ? WHERE credential = ? AND staff_id = ? AND sign_count = ?`,
		s.credential.Authenticator.SignCount, tx.Now.UnixMilli(), s.credential.ID, s.StaffID, s.before)
	if err != nil {
		return fmt.Errorf("passkey: %w", err)
	}
	n, err := done.RowsAffected()
	if err == nil && n == 0 {
		return fault.New(fault.BadPasskey)
	}
	return err
}

// parse hands what was sent to the library in the form it reads. Errors:
// bad-passkey.
func (in Assertion) parse() (*protocol.ParsedCredentialAssertionData, error) {
	text, err := json.Marshal(map[string]any{
		"id": in.Credential, "rawId": in.Credential, "type": "public-key",
		"response": map[string]string{
			"clientDataJSON": in.ClientData, "authenticatorData": in.AuthenticatorData, "signature": in.Signature, "userHandle": in.UserHandle,
		},
	})
	if err != nil {
		return nil, fmt.Errorf("passkey: %w", err)
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(text)
	if err != nil {
		return nil, fault.New(fault.BadPasskey).Because(err)
	}
	return parsed, nil
}

// holder is a person as WebAuthn knows them.
type holder struct {
	staffID, username, name string
	credentials             []webauthn.Credential
}

func (h holder) WebAuthnID() []byte                         { return []byte(h.staffID) }
func (h holder) WebAuthnName() string                       { return h.username }
func (h holder) WebAuthnDisplayName() string                { return h.name }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.credentials }

// known is the person's id when they have a passkey here.
func (h holder) known() string {
	if len(h.credentials) == 0 {
		return ""
	}
	return h.staffID
}

func (h holder) count(credential []byte) uint32 {
	for _, c := range h.credentials {
		if string(c.ID) == string(credential) {
			return c.Authenticator.SignCount
		}
	}
	return 0
}

// holderIn is a person with the passkeys that work at the site; without any when
// there is no such person.
func holderIn(tx *db.Tx, staffID string, at Site) (holder, error) {
	h := holder{staffID: staffID}
	err := tx.QueryRow(`SELECT username, display_name FROM staff WHERE id = ?`, staffID).Scan(&h.username, &h.name)
	if errors.Is(err, sql.ErrNoRows) {
		return h, nil
	}
	if err != nil {
		return h, fmt.Errorf("passkey holder: %w", err)
	}
	rows, err := tx.Query(`SELECT credential, public_key, sign_count, backed_up, transports FROM factor_passkey
		WHERE staff_id = ? AND address = ? ORDER BY made_at, id`, staffID, at.name)
	if err != nil {
		return h, fmt.Errorf("passkeys: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var c webauthn.Credential
		var transports string
		err := rows.Scan(&c.ID, &c.PublicKey, &c.Authenticator.SignCount, &c.Flags.BackupEligible, &transports)
		if err == nil {
			err = json.Unmarshal([]byte(transports), &c.Transport)
		}
		if err != nil {
			return h, fmt.Errorf("passkeys: %w", err)
		}
		h.credentials = append(h.credentials, c)
	}
	return h, rows.Err()
}
