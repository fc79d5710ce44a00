package restore

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"karete/db"
	"karete/db/vault/keyring"
	"karete/server/backup"
	"karete/server/backup/archive"
	"karete/server/backup/media"
	"karete/server/fault"
	"karete/server/seal"
)

// House is the box as the desk needs it.
type House interface {
	// Clinic reports whether there is a clinic whose records can be opened: then
	// nothing is brought back here.
	Clinic(ctx context.Context) (bool, error)
	// Damage says why they cannot be opened; nil where nobody tried, or they can.
	Damage() *seal.Damage
	// Here is the box's own records, until they are left; nil when they cannot be read.
	Here(ctx context.Context, secret keyring.Secret) (here *db.DB, leave func(), err error)
	// Replace has install put others in their place, with nobody inside, and opens
	// them with the secret.
	Replace(ctx context.Context, secret keyring.Secret, autoUnlock bool, install func() error) (Restored, error)
}

// Desk brings backups back for somebody at a browser. It lives as long as the
// process, over the change of the house. Who may come to it is decided before.
type Desk struct {
	o Options

	work sync.WaitGroup
	stop context.CancelFunc
	life context.Context

	mu        sync.Mutex
	run       *RestoreRun // the newest; nil before the first
	busy      bool        // a restore is on its way
	uploading bool
	uploaded  string // name of the file that was uploaded; "" when there is none
}

// Options of a desk.
type Options struct {
	Dir   string // the data folder
	Media media.Finder
	House House
	Log   *slog.Logger
	Now   func() time.Time
	// Database is the id of the box's own records, "" when it has none.
	Database func() string
}

// NewDesk clears away what was uploaded before the last stop.
func NewDesk(o Options) *Desk {
	d := &Desk{o: o}
	d.life, d.stop = context.WithCancel(context.Background())
	if err := d.dropUpload(); err != nil {
		o.Log.Warn("an uploaded backup could not be removed", "cause", err)
	}
	return d
}

// Close ends a restore that does not count yet, and waits.
func (d *Desk) Close() {
	d.stop()
	d.work.Wait()
}

// RestoreState is what somebody sees who wants to bring a backup back.
type RestoreState struct {
	Copies    []BackupCopy `json:"copies" nullable:"false" doc:"Backups on sticks that are there, and one that was uploaded; the newest first"`
	MostBytes int64        `json:"mostBytes" doc:"The largest file that can be uploaded"`
	Damage    *seal.Damage `json:"damage,omitempty" doc:"Why the records of this box cannot be opened"`
	Run       *RestoreRun  `json:"run,omitempty" doc:"What goes on now, or how the last one ended"`
}

// RestoreRun is one restore.
type RestoreRun struct {
	ID      string    `json:"id" doc:"Of the command"`
	File    string    `json:"file"`
	Stage   Stage     `json:"stage" enum:"reading,restoring,proving,installing,done,failed"`
	Percent int       `json:"percent" minimum:"0" maximum:"100" doc:"Of this stage"`
	Code    string    `json:"code,omitempty" doc:"Why it failed: the code of a problem"`
	Part    string    `json:"part,omitempty" doc:"Which part of the backup is damaged" enum:"header,manifest,keys,verifier,database,end"`
	Loss    *Loss     `json:"loss,omitempty" doc:"What somebody must agree to first, when the code is loss-first"`
	Result  *Restored `json:"result,omitempty" doc:"Once it is done"`
}

// Restored is how a restore ended: what was written in the backup, and what is on
// the box now.
type Restored struct {
	Clinic      string          `json:"clinic"`
	MadeAt      time.Time       `json:"madeAt" doc:"When the backup was made"`
	Since       time.Time       `json:"since" doc:"What was written after this is not in it"`
	Seconds     int64           `json:"seconds" doc:"How long it took"`
	Counts      []RestoredCount `json:"counts" nullable:"false"`
	Head        []string        `json:"head" doc:"The first half of the hash over the journal in the backup, in eight groups"`
	Found       []string        `json:"found" doc:"The same of the journal on this box"`
	Same        bool            `json:"same" doc:"Everything that was counted is the same"`
	Fingerprint []string        `json:"fingerprint" doc:"Of the backup's file, as on its slip"`
	Words       []string        `json:"words" doc:"Its three words, as on its slip"`
	Loss        Loss            `json:"loss"`
	Safety      string          `json:"safety,omitempty" doc:"Folder, within the data folder, of what was there before"`
	SignedOut   int             `json:"signedOut" doc:"Sessions that the backup still had; all were ended"`
	AutoUnlock  bool            `json:"autoUnlock" doc:"The box has a key of its own and opens without anybody"`
	HadOwnKey   bool            `json:"hadOwnKey" doc:"The box that made the backup opened without anybody; its key is not in the backup"`
}

// RestoredCount is one line of the comparison.
type RestoredCount struct {
	What    string `json:"what" enum:"patients,visits,notes,cards,entries"`
	Written int64  `json:"written" doc:"In the backup"`
	Found   int64  `json:"found" doc:"On this box"`
}

// State is how things stand. commandID, which only who began the last restore knows,
// shows its end also when the box has a clinic by then. Errors: set-up-already.
func (d *Desk) State(ctx context.Context, commandID string) (RestoreState, error) {
	d.mu.Lock()
	run, busy := d.run, d.busy
	d.mu.Unlock()
	known := run != nil && commandID != "" && run.ID == commandID
	clinic, err := d.o.House.Clinic(ctx)
	if err != nil {
		return RestoreState{}, err
	}
	if clinic && !known {
		return RestoreState{}, fault.New(fault.SetUpAlready)
	}
	s := RestoreState{Copies: []BackupCopy{}, Run: run}
	if !known && !busy && run != nil && run.Stage == Finished {
		s.Run = nil
	}
	if !clinic {
		s.Copies, s.MostBytes, s.Damage = d.copies(), d.most(), d.o.House.Damage()
	}
	return s, nil
}

func (d *Desk) copies() []BackupCopy {
	list := find(d.o.Media, d.o.Database())
	if c, ok := d.upload(); ok {
		list = append([]BackupCopy{c}, list...)
	}
	return list
}

// chosen finds a copy by its id: nothing else on this machine can be read through
// here. Errors: not-found.
func (d *Desk) chosen(id string) (BackupCopy, error) {
	for _, c := range d.copies() {
		if c.ID == id {
			return c, nil
		}
	}
	return BackupCopy{}, fault.New(fault.NotFound)
}

// OpenBackup asks what is in a backup.
type OpenBackup struct {
	seal.Unlock
	Copy string `json:"copy" maxLength:"16" doc:"Which, as listed"`
}

// OpenedBackup is what a backup says of itself, in a part that cannot be changed
// without the clinic's keys. Whether the rest is whole shows when it is put together.
type OpenedBackup struct {
	Clinic  string          `json:"clinic"`
	MadeAt  time.Time       `json:"madeAt"`
	Since   time.Time       `json:"since" doc:"What was written after this is not in it"`
	Version string          `json:"version" doc:"Of the Karete that made it"`
	Bytes   int64           `json:"bytes" doc:"Of the records in it"`
	Counts  []RestoredCount `json:"counts" nullable:"false" doc:"What is written in it; found is 0"`
	Head    []string        `json:"head" doc:"The first half of the hash over its journal, in eight groups"`
	Loss    Loss            `json:"loss" doc:"What this box has and the backup has not, as far as it can be told yet"`
}

// Open reads the first part of a backup with a key. Errors: set-up-already,
// not-found, invalid, bad-credentials, and those of a backup.
func (d *Desk) Open(ctx context.Context, in OpenBackup) (OpenedBackup, error) {
	secret, c, err := d.may(ctx, in.Copy, in.Unlock)
	if err != nil {
		return OpenedBackup{}, err
	}
	m, err := archive.Peek(ctx, c.path, archive.BySecret(secret))
	if err != nil {
		return OpenedBackup{}, Fault(err)
	}
	here, leave, err := d.o.House.Here(ctx, secret)
	if err != nil {
		return OpenedBackup{}, err
	}
	defer leave()
	loss, err := Compare(ctx, here, m, func() (*db.DB, error) { return nil, nil })
	if err != nil {
		return OpenedBackup{}, err
	}
	return OpenedBackup{
		Clinic: m.Clinic, MadeAt: m.MadeAt, Since: m.HeadAt, Version: m.Version, Bytes: m.DatabaseBytes,
		Counts: counts(m.Tables, m.Entries, nil, 0), Head: backup.Groups(m.Head), Loss: loss,
	}, nil
}

// may is what every use of a backup asks first.
func (d *Desk) may(ctx context.Context, copyID string, key seal.Unlock) (keyring.Secret, BackupCopy, error) {
	clinic, err := d.o.House.Clinic(ctx)
	if err == nil && clinic {
		err = fault.New(fault.SetUpAlready)
	}
	if err != nil {
		return keyring.Secret{}, BackupCopy{}, err
	}
	secret, err := key.Secret()
	if err != nil {
		return keyring.Secret{}, BackupCopy{}, err
	}
	c, err := d.chosen(copyID)
	return secret, c, err
}

// BeginRestore asks for a backup to be brought back.
type BeginRestore struct {
	seal.Unlock
	ID         string `json:"id" format:"uuid"`
	Copy       string `json:"copy" maxLength:"16" doc:"Which, as listed"`
	AcceptLoss bool   `json:"acceptLoss,omitempty" doc:"What the box has and the backup has not may go; it stays in a folder beside"`
	Anyway     bool   `json:"anyway,omitempty" doc:"Bring it back although the records were not in order when they were copied"`
	AutoUnlock bool   `json:"autoUnlock,omitempty" doc:"The box keeps a key of its own afterwards, and opens without anybody"`
}

// Begin begins a restore; it goes on after the answer. Errors: as Open's, and
// restore-running.
func (d *Desk) Begin(ctx context.Context, in BeginRestore) (RestoreState, error) {
	d.mu.Lock()
	again := d.run != nil && d.run.ID == in.ID
	d.mu.Unlock()
	if again {
		return d.State(ctx, in.ID)
	}
	secret, c, err := d.may(ctx, in.Copy, in.Unlock)
	if err != nil {
		return RestoreState{}, err
	}
	d.mu.Lock()
	if d.busy || d.uploading {
		d.mu.Unlock()
		return RestoreState{}, fault.New(fault.RestoreRunning)
	}
	d.busy, d.run = true, &RestoreRun{ID: in.ID, File: c.File, Stage: Reading}
	d.mu.Unlock()
	d.work.Go(func() { d.bring(in, c, secret) })
	return d.State(ctx, in.ID)
}

// bring is the restore in the background.
func (d *Desk) bring(in BeginRestore, c BackupCopy, secret keyring.Secret) {
	begin := time.Now() // with the monotonic reading
	result, err := d.restore(d.life, in, c, secret)
	if err == nil {
		result.Seconds = int64(time.Since(begin) / time.Second)
		d.o.Log.Info("a backup was brought back", "file", c.File, "seconds", result.Seconds, "same", result.Same)
	} else {
		d.o.Log.Error("a backup was not brought back", "file", c.File, "cause", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	run := *d.run
	d.busy = false
	if err == nil {
		run.Stage, run.Percent, run.Result = Finished, 100, &result
		_ = d.dropUploadLocked() // if the disk refuses now, the next start does it
	} else {
		run.fail(err)
	}
	d.run = &run
}

func (d *Desk) restore(ctx context.Context, in BeginRestore, c BackupCopy, secret keyring.Secret) (Restored, error) {
	job := Job{
		Dir: d.o.Dir, Path: c.path, Name: c.File, Secret: secret, By: "page", Accept: in.AcceptLoss, Anyway: in.Anyway, Now: d.o.Now,
		Here:     func(ctx context.Context) (*db.DB, func(), error) { return d.o.House.Here(ctx, secret) },
		Progress: d.progress,
	}
	record, err := job.Prepare(ctx)
	if err != nil {
		return Restored{}, err
	}
	d.progress(Installing, 0)
	// From here on it is seen through: the box must have the one or the other.
	return d.o.House.Replace(context.WithoutCancel(ctx), secret, in.AutoUnlock, func() error { return Install(d.o.Dir, record.Safety) })
}

func (d *Desk) progress(stage Stage, percent int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.run.Stage == stage && d.run.Percent == percent {
		return
	}
	run := *d.run
	run.Stage, run.Percent = stage, percent
	d.run = &run
}

func (r *RestoreRun) fail(err error) {
	r.Stage, r.Code = Failed, string(Fault(err).Code)
	var loss *LossError
	if errors.As(err, &loss) {
		r.Loss = &loss.Loss
	}
	var damage *archive.DamageError
	if errors.As(err, &damage) {
		r.Part = string(damage.Part)
	}
}

// uploadFile is what was uploaded. It is encrypted, as every backup is.
const uploadFile = "restore.upload"

func (d *Desk) uploadPath() string { return filepath.Join(d.o.Dir, uploadFile) }
