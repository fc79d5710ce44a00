package fault

import "net/http"

// Code is a stable name of what went wrong. The UI translates it by the key
// "error.<code>".
type Code string

const (
	Malformed        Code = "malformed"
	Unauthenticated  Code = "unauthenticated"
	BadCredentials   Code = "bad-credentials"
	SecondFactor     Code = "second-factor"
	BadCode          Code = "bad-code"
	BadPasskey       Code = "bad-passkey"
	ConfirmFirst     Code = "confirm-first"
	FactorFirst      Code = "factor-first"
	PasskeyNeedsName Code = "passkey-needs-name"
	ChallengeOver    Code = "challenge-over"
	PasswordChange   Code = "password-change-first"
	Forbidden        Code = "forbidden"
	NeedsHTTPS       Code = "needs-https"
	CrossOrigin      Code = "cross-origin"
	NotFound         Code = "not-found"
	CardUnknown      Code = "card-unknown"
	MethodNotAllowed Code = "method-not-allowed"
	Conflict         Code = "conflict"
	Stale            Code = "stale"
	CommandReused    Code = "command-reused"
	Mismatch         Code = "mismatch"
	VisitOpen        Code = "visit-open"
	AlreadyQueued    Code = "already-queued"
	SlotFull         Code = "slot-full"
	BookedAlready    Code = "booked-already"
	LikelyDuplicate  Code = "likely-duplicate"
	DoorUnknown      Code = "door-unknown"
	DoorClosed       Code = "door-closed"
	DoorInside       Code = "door-inside"
	BookingLimit     Code = "booking-limit"
	Replaced         Code = "replaced"
	ReplacedIsHere   Code = "replaced-is-here"
	WrongState       Code = "wrong-state"
	FileNumberTaken  Code = "file-number-taken"
	NumberReserved   Code = "file-number-reserved"
	CountDiffers     Code = "count-differs"
	UsernameTaken    Code = "username-taken"
	DepartmentTaken  Code = "department-code-taken"
	CardRevoked      Code = "card-revoked"
	CardLinked       Code = "card-linked"
	CardBlank        Code = "card-blank"
	LastAdmin        Code = "last-admin"
	LastKey          Code = "last-key"
	BackupRunning    Code = "backup-running"
	RestoreRunning   Code = "restore-running"
	NotABackup       Code = "not-a-backup"
	BackupDamaged    Code = "backup-damaged"
	BackupFindings   Code = "backup-findings"
	BackupNewer      Code = "backup-newer"
	StickFailing     Code = "stick-failing"
	LossFirst        Code = "loss-first"
	LookOnly         Code = "look-only"
	Damaged          Code = "damaged"
	PlaceAbsent      Code = "place-absent"
	PlaceMarked      Code = "place-marked"
	PlaceTaken       Code = "place-taken"
	PlaceUnwritable  Code = "place-unwritable"
	NotEnrolled      Code = "not-enrolled"
	PairingOver      Code = "pairing-over"
	SetUpAlready     Code = "set-up-already"
	NotSetUp         Code = "not-set-up"
	VersionRequired  Code = "version-required"
	TooLarge         Code = "too-large"
	UnsupportedMedia Code = "unsupported-media"
	Invalid          Code = "invalid"
	NotACard         Code = "not-a-card"
	Misread          Code = "misread"
	Throttled        Code = "throttled"
	TooManyStreams   Code = "too-many-streams"
	TooSlow          Code = "too-slow"
	Busy             Code = "busy"
	Sealed           Code = "sealed"
	ReadOnly         Code = "read-only"
	DiskFull         Code = "disk-full"
	Internal         Code = "internal"
)

var statuses = map[Code]int{
	Malformed:        http.StatusBadRequest,
	Unauthenticated:  http.StatusUnauthorized,
	BadCredentials:   http.StatusUnauthorized,
	SecondFactor:     http.StatusUnauthorized,
	BadCode:          http.StatusUnauthorized,
	BadPasskey:       http.StatusUnauthorized,
	ConfirmFirst:     http.StatusForbidden,
	FactorFirst:      http.StatusForbidden,
	PasskeyNeedsName: http.StatusConflict,
	ChallengeOver:    http.StatusConflict,
	PasswordChange:   http.StatusForbidden,
	Forbidden:        http.StatusForbidden,
	NeedsHTTPS:       http.StatusForbidden,
	CrossOrigin:      http.StatusForbidden,
	NotFound:         http.StatusNotFound,
	CardUnknown:      http.StatusNotFound,
	MethodNotAllowed: http.StatusMethodNotAllowed,
	Conflict:         http.StatusConflict,
	Stale:            http.StatusConflict,
	CommandReused:    http.StatusConflict,
	Mismatch:         http.StatusConflict,
	VisitOpen:        http.StatusConflict,
	AlreadyQueued:    http.StatusConflict,
	SlotFull:         http.StatusConflict,
	BookedAlready:    http.StatusConflict,
	LikelyDuplicate:  http.StatusConflict,
	DoorUnknown:      http.StatusNotFound,
	DoorClosed:       http.StatusUnauthorized,
	DoorInside:       http.StatusConflict,
	BookingLimit:     http.StatusConflict,
	Replaced:         http.StatusConflict,
	ReplacedIsHere:   http.StatusConflict,
	WrongState:       http.StatusConflict,
	FileNumberTaken:  http.StatusConflict,
	NumberReserved:   http.StatusConflict,
	CountDiffers:     http.StatusConflict,
	UsernameTaken:    http.StatusConflict,
	DepartmentTaken:  http.StatusConflict,
	CardRevoked:      http.StatusConflict,
	CardLinked:       http.StatusConflict,
	CardBlank:        http.StatusConflict,
	LastAdmin:        http.StatusConflict,
	LastKey:          http.StatusConflict,
	BackupRunning:    http.StatusConflict,
	RestoreRunning:   http.StatusConflict,
	NotABackup:       http.StatusUnprocessableEntity,
	BackupDamaged:    http.StatusUnprocessableEntity,
	BackupFindings:   http.StatusConflict,
	BackupNewer:      http.StatusConflict,
	StickFailing:     http.StatusConflict,
	LossFirst:        http.StatusConflict,
	LookOnly:         http.StatusForbidden,
	Damaged:          http.StatusServiceUnavailable,
	PlaceAbsent:      http.StatusConflict,
	PlaceMarked:      http.StatusConflict,
	PlaceTaken:       http.StatusConflict,
	PlaceUnwritable:  http.StatusConflict,
	NotEnrolled:      http.StatusConflict,
	PairingOver:      http.StatusConflict,
	SetUpAlready:     http.StatusConflict,
	NotSetUp:         http.StatusConflict,
	VersionRequired:  http.StatusPreconditionRequired,
	TooLarge:         http.StatusRequestEntityTooLarge,
	UnsupportedMedia: http.StatusUnsupportedMediaType,
	Invalid:          http.StatusUnprocessableEntity,
	NotACard:         http.StatusUnprocessableEntity,
	Misread:          http.StatusUnprocessableEntity,
	Throttled:        http.StatusTooManyRequests,
	TooManyStreams:   http.StatusTooManyRequests,
	TooSlow:          http.StatusRequestTimeout,
	Busy:             http.StatusServiceUnavailable,
	Sealed:           http.StatusServiceUnavailable,
	ReadOnly:         http.StatusServiceUnavailable,
	DiskFull:         http.StatusInsufficientStorage,
	Internal:         http.StatusInternalServerError,
}

// Status is the HTTP status a code is answered with; an unknown code is a 500.
func Status(c Code) int {
	if s, ok := statuses[c]; ok {
		return s
	}
	return http.StatusInternalServerError
}

// FromStatus is the code for an HTTP status that came from a library rather than
// from a room: the router, the decoder.
func FromStatus(status int) Code {
	switch status {
	case http.StatusUnauthorized:
		return Unauthenticated
	case http.StatusForbidden:
		return Forbidden
	case http.StatusNotFound:
		return NotFound
	case http.StatusMethodNotAllowed:
		return MethodNotAllowed
	case http.StatusRequestTimeout:
		return TooSlow
	case http.StatusConflict:
		return Conflict
	case http.StatusRequestEntityTooLarge:
		return TooLarge
	case http.StatusUnsupportedMediaType, http.StatusNotAcceptable:
		return UnsupportedMedia
	case http.StatusUnprocessableEntity:
		return Invalid
	case http.StatusTooManyRequests:
		return Throttled
	case http.StatusServiceUnavailable:
		return Busy
	}
	if status >= 400 && status < 500 {
		return Malformed
	}
	return Internal
}
