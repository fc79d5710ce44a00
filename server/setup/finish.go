package setup

import (
	"context"

	"karete/db"
	"karete/db/vault/keyring"
	"karete/server/access"
	"karete/server/act"
	"karete/server/facility"
	"karete/server/fault"
	"karete/server/staff"
)

// Finish names the command that ends the wizard.
type Finish struct {
	ID string `json:"id" format:"uuid"`
}

// Founded is the clinic as it begins.
type Founded struct {
	Facility facility.Nameplate `json:"facility"`
	Admin    string             `json:"admin" doc:"The manager's user name"`
	Staff    []FirstPassword    `json:"staff" doc:"Shown once: the box keeps only hashes"`
	// RecoveryCode is that of a clinic founded by a file of answers; in the wizard it
	// was shown at its step.
	RecoveryCode string `json:"recoveryCode,omitempty"`
}

// FirstPassword is what a person signs in with the first time.
type FirstPassword struct {
	Username        string `json:"username"`
	DisplayName     string `json:"displayName"`
	OneTimePassword string `json:"oneTimePassword"`
}

// Finish founds the clinic of the answers kept. Errors besides Read's: invalid,
// naming each step without an answer and each broken field.
func (r *Room) Finish(ctx context.Context, v Visitor, in Finish) (Founded, error) {
	if err := r.admit(ctx, v); err != nil {
		return Founded{}, err
	}
	k, err := r.load(ctx)
	if err != nil {
		return Founded{}, err
	}
	return r.found(ctx, in.ID, k)
}

// Apply founds the clinic of a file of answers. Errors: set-up-already, invalid.
func (r *Room) Apply(ctx context.Context, a Answers) (Founded, error) {
	done, err := r.Done(ctx)
	if err != nil {
		return Founded{}, err
	}
	if done {
		return Founded{}, fault.New(fault.SetUpAlready)
	}
	k := kept{Answers: a, before: before{recoverable: r.keys != nil}}
	if list := k.broken(); len(list) > 0 {
		return Founded{}, fault.Fields(list...)
	}
	code := keyring.NewCode()
	if err := r.recover(ctx, &k, code); err != nil {
		return Founded{}, err
	}
	out, err := r.found(ctx, r.gate.NewID(), k)
	if r.keys != nil {
		out.RecoveryCode = string(code)
	}
	return out, err
}

func (k kept) broken() []fault.FieldError {
	return append(k.missing(k.before), k.problems(k.before)...)
}

func (r *Room) found(ctx context.Context, command string, k kept) (Founded, error) {
	if list := k.broken(); len(list) > 0 {
		return Founded{}, fault.Fields(list...)
	}
	if r.keys != nil {
		if err := r.keys.AutoUnlock(k.Recovery.AutoUnlock); err != nil {
			return Founded{}, err
		}
	}
	plan, err := r.plan(ctx, k)
	if err != nil {
		return Founded{}, err
	}
	// No body: it would be hashed into the journal for ever, the password with it.
	c := act.Command{ID: command, Action: "setup.finish"}
	out, err := act.Do(ctx, r.gate, access.TheBox(), c, plan.run, func(tx *db.Tx, _ string) (Founded, error) {
		clinic, err := facility.In(tx)
		return Founded{Facility: clinic.Nameplate(), Admin: plan.admin.Username, Staff: plan.passwords}, err
	})
	if err != nil {
		return Founded{}, err
	}
	r.done.Store(true)
	if r.onFounded != nil {
		r.onFounded()
	}
	return out, nil
}

// plan is everything the founding act writes, made before it: hashing takes long.
type plan struct {
	facilityID  string
	identity    facility.Identity
	language    string
	departments []facility.NewDepartment
	admin       staff.NewStaff
	adminSecret staff.Secret
	staff       []staff.NewStaff
	secrets     []staff.Secret
	passwords   []FirstPassword
}

func (r *Room) plan(ctx context.Context, k kept) (*plan, error) {
	p := &plan{facilityID: r.gate.NewID(), identity: *k.Clinic, language: k.Language, passwords: []FirstPassword{}}
	ids := map[string]string{}
	for _, d := range k.Departments {
		ids[d.Code] = r.gate.NewID()
		p.departments = append(p.departments, d.department(ids[d.Code]))
	}
	p.admin = k.Answers.admin()
	p.admin.ID = r.gate.NewID()
	p.admin.Username, _ = staff.CheckUsername("", p.admin.Username)
	p.adminSecret.Hash = k.adminHash
	if k.Admin.Password != "" {
		hash, err := r.staff.Hash(ctx, k.Admin.Password)
		if err != nil {
			return nil, err
		}
		p.adminSecret.Hash = hash
	}
	for _, s := range k.Staff {
		one := staff.NewStaff{ID: r.gate.NewID(), Profile: s.profile(k.Language).Tidy()}
		one.Username, _ = staff.CheckUsername("", s.Username)
		for _, code := range s.Departments {
			one.Departments = append(one.Departments, ids[code])
		}
		password, secret, err := r.staff.OneTime(ctx)
		if err != nil {
			return nil, err
		}
		p.staff, p.secrets = append(p.staff, one), append(p.secrets, secret)
		p.passwords = append(p.passwords, FirstPassword{one.Username, one.DisplayName, password})
	}
	return p, nil
}

func (p *plan) run(tx *act.Tx) error {
	if _, err := facility.In(tx.Tx); !fault.Is(err, fault.NotSetUp) {
		if err == nil {
			err = fault.New(fault.SetUpAlready)
		}
		return err
	}
	for _, d := range p.departments {
		if err := facility.AddDepartmentIn(tx, d); err != nil {
			return err
		}
	}
	if err := staff.AddIn(tx, p.admin, p.adminSecret); err != nil {
		return err
	}
	for i, s := range p.staff {
		if err := staff.AddIn(tx, s, p.secrets[i]); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(`DELETE FROM setup_answer`); err != nil {
		return err
	}
	return facility.FoundIn(tx, p.facilityID, p.identity, p.language)
}
