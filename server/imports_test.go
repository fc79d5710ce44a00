package server_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// floors is the house from the top down. A room may import rooms on lower floors
// only, so that a change never travels upward by surprise. Rooms of one floor do
// not know each other.
var floors = [][]string{
	{"karete"},
	{"karete/server/cli"},
	{"karete/server"},
	{"karete/server/web", "karete/server/api", "karete/server/api/apitest", "karete/server/demo", "karete/server/setup"},
	{"karete/server/backup/restore"},
	{"karete/server/disclosure", "karete/server/duplicate"},
	{"karete/server/health"},
	{"karete/server/report", "karete/server/door", "karete/server/reception", "karete/server/chart", "karete/server/downtime", "karete/server/audit", "karete/server/seal", "karete/server/legacy", "karete/server/display", "karete/server/opinion"},
	{"karete/server/encounter", "karete/server/notify"},
	{"karete/server/triage"},
	{"karete/server/queue", "karete/server/alert", "karete/server/appointment", "karete/server/visit/visittest"},
	{"karete/server/visit"},
	{"karete/server/card", "karete/server/photo"},
	{"karete/server/patient", "karete/server/device", "karete/server/program"},
	{"karete/server/backup"},
	{"karete/server/staff", "karete/server/timekeeper", "karete/server/system", "karete/server/trust", "karete/server/factor/factortest"},
	{"karete/server/factor"},
	{"karete/server/facility", "karete/server/backup/archive"},
	{"karete/server/act", "karete/server/event", "karete/server/secret"},
	{"karete/server/access"},
	{"karete/server/fault", "karete/server/clock/clocktest", "karete/server/triage/remote"},
	// Pure reckoning over the pure: who may be one person.
	{"karete/server/patient/match", "karete/server/patient/identity", "karete/server/triage/selftriage"},
	// Pure reckoning: no SQL, no other room.
	{"karete/server/discover", "karete/server/queue/estimate", "karete/server/triage/sats", "karete/server/card/token", "karete/server/card/qr", "karete/server/patient/name",
		"karete/server/patient/partialdate", "karete/server/patient/phone", "karete/server/id", "karete/server/clock", "karete/server/backup/retention"},
	// The ways out of messages: what they have in common, and each of them.
	{"karete/server/notify/gateway", "karete/server/notify/httpsms", "karete/server/notify/modem", "karete/server/notify/whatsapp"},
	{"karete/server/notify/outward"},
	{"karete/server/notify/carrier", "karete/server/notify/sms"},
	{"karete/server/picture", "karete/server/spreadsheet", "karete/server/tabular"},
	{"karete/server/backup/media"},
	{"karete/server/upgrade"},
	{"karete/db/journal"},
	{"karete/db/dbtest"},
	{"karete/db"},
	{"karete/db/vault/vaulttest"},
	{"karete/db/vault", "karete/db/vault/keyring"},
	{"karete/db/durable", "karete/db/migrations", "karete/db/smalldisk", "karete/db/powercut", "karete/assets", "karete/ui"},
}

// sameFloor are the few neighbours that know each other, with the reason.
var sameFloor = map[string]string{
	"karete/server/api/apitest -> karete/server/api":   "the test clinic runs the real edge",
	"karete/server/api/apitest -> karete/server/web":   "answers carry the rules that the server sends with them",
	"karete/server/api/apitest -> karete/server/setup": "the test clinic is set up as a real one is",
	"karete/server/api -> karete/server/setup":         "the wizard is asked over HTTP",
	"karete/server/demo -> karete/server/setup":        "the demo clinic is set up as a real one is",
}

func TestImportsPointDown(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "karete/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	floorOf := map[string]int{}
	for i, rooms := range floors {
		for _, room := range rooms {
			floorOf[room] = i
		}
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		room := words[0]
		if strings.Contains(room, "/testdata/") {
			continue
		}
		floor, known := floorOf[room]
		if !known {
			t.Errorf("%s stands on no floor: give it one in this table, with its reason to be", room)
			continue
		}
		for _, imported := range words[1:] {
			if !strings.HasPrefix(imported, "karete/") {
				continue
			}
			if floorOf[imported] > floor {
				continue
			}
			if _, ok := sameFloor[room+" -> "+imported]; ok {
				continue
			}
			t.Errorf("%s imports %s, which is not below it: move the shared part down, or turn the call round", room, imported)
		}
	}
}

// The libraries that only one room may know, so that each can be changed in one
// place.
var doors = map[string][]string{
	"github.com/gorilla/mux":           {"karete/server/api"},
	"github.com/gorilla/sessions":      {"karete/server/api"},
	"github.com/danielgtaylor/huma/v2": {"karete/server/api"},
	"github.com/golang-jwt/jwt/v5":     {"karete/server/program"},
	"modernc.org/sqlite":               {"karete/db", "karete/db/vault"},
	"modernc.org/libc":                 {"karete/db/vault"},
	"golang.org/x/mod/sumdb/tlog":      {"karete/db/journal"},
	"golang.org/x/mod/sumdb/note":      {"karete/db/journal", "karete/server/cli", "karete/server"},
	"github.com/skip2/go-qrcode":       {"karete/server/card/qr"},
	"github.com/makiuchi-d/gozxing":    {"karete/server/card/qr"},
	"github.com/pquerna/otp":           {"karete/server/factor", "karete/server/factor/factortest"},
	"github.com/go-webauthn/webauthn":  {"karete/server/factor"},
	"golang.org/x/net/dns":             {"karete/server/discover"},
	"golang.org/x/net/ipv4":            {"karete/server/discover"},
	"golang.org/x/net/ipv6":            {"karete/server/discover"},
	"golang.org/x/sys/windows/svc":     {"karete/server/cli"},
	"golang.org/x/term":                {"karete/server/cli"},
	"github.com/hanwen/go-fuse/v2":     {"karete/db/powercut"},
	"filippo.io/age":                   {"karete/server/backup/archive"},
	"github.com/xuri/excelize/v2":      {"karete/server/tabular"},
	"go.bug.st/serial":                 {"karete/server/notify/modem"},
	"github.com/nyaruka/phonenumbers":  {}, // the judge of ours in a test: too big for the box
	"golang.org/x/crypto/argon2":       {"karete/server/staff", "karete/db/vault/keyring"},
}

func TestLibrariesHaveOneDoor(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "karete/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		for library, rooms := range doors {
			for _, imported := range words[1:] {
				if (imported == library || strings.HasPrefix(imported, library+"/")) && !slices.Contains(rooms, words[0]) {
					t.Errorf("%s imports %s: only %s may", words[0], imported, strings.Join(rooms, ", "))
				}
			}
		}
	}
}
