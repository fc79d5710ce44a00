package api

import (
	"context"
	"mime"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"karete/server/access"
	"karete/server/alert"
	"karete/server/device"
	"karete/server/door"
	"karete/server/fault"
	"karete/server/triage"
)

// doorHeader is how a patient's page shows that it was let in: never a cookie, which a
// browser would keep and send by itself. It counts at the door and nowhere else.
const (
	doorHeader = "Karete-Door"
	doorPath   = prefix + "/door"
)

func (a *API) doorOperations() {
	op(a, "door.open", http.MethodPost, "/door/open", "Let a patient in, by their card or by a number and the year of birth", func(ctx context.Context, who access.Actor, in *struct {
		Body door.DoorKnock
	}) (*Body[door.DoorOpened], error) {
		return body(a.Door.Open(ctx, who, in.Body, exchangeOf(ctx).at()))
	}, created)
	op(a, "door.photo", http.MethodPost, "/door/photo", "Let a patient in, by a photo of their card", func(ctx context.Context, who access.Actor, in *struct {
		ContentType string `header:"Content-Type"`
		RawBody     []byte
	}) (*Body[door.DoorOpened], error) {
		if kind, _, err := mime.ParseMediaType(in.ContentType); err != nil || kind != "image/jpeg" && kind != "image/png" {
			return nil, fault.New(fault.UnsupportedMedia)
		}
		return body(a.Door.Photo(ctx, who, in.RawBody, exchangeOf(ctx).at()))
	}, created, a.doorPicture)
	rawOp(a, "door.close", http.MethodPost, "/door/close", "Shut the door behind a patient", func(ctx context.Context, who access.Actor, _ *struct{}) (*struct{}, error) {
		return nothing(a.Door.Close(ctx, who))
	})
	op(a, "door.read", http.MethodGet, "/door", "What a patient sees of themselves", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[door.DoorView], error) {
		return body(a.Door.Read(ctx, who, exchangeOf(ctx).at()))
	})
	op(a, "door.checkIn", http.MethodPost, "/door/check-in", "Check oneself in", func(ctx context.Context, who access.Actor, in *struct {
		Body door.DoorCheckIn
	}) (*Body[door.DoorView], error) {
		return body(a.Door.CheckIn(ctx, who, in.Body, exchangeOf(ctx).at()))
	}, created)
	op(a, "door.ask", http.MethodPost, "/door/self-triage", "Answer questions about oneself: what to ask next, and what is kept at the end", func(ctx context.Context, who access.Actor, in *struct {
		Body door.DoorAnswers
	}) (*Body[door.DoorStep], error) {
		return body(a.Door.Ask(ctx, who, in.Body))
	})
	op(a, "door.help", http.MethodPost, "/door/help", "Call for help", func(ctx context.Context, who access.Actor, in *struct {
		Body door.DoorCall
	}) (*Body[door.DoorCalled], error) {
		return body(a.Door.Help(ctx, who, in.Body, exchangeOf(ctx).at()))
	}, created)
	op(a, "door.free", http.MethodGet, "/door/free", "When there is room to book oneself", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[door.DoorFree], error) {
		return body(a.Door.Free(ctx, who))
	})
	op(a, "door.book", http.MethodPost, "/door/bookings", "Book oneself", func(ctx context.Context, who access.Actor, in *struct {
		Body door.DoorBook
	}) (*Body[door.DoorView], error) {
		return body(a.Door.Book(ctx, who, in.Body, exchangeOf(ctx).at()))
	}, created)
	op(a, "door.move", http.MethodPost, "/door/bookings/{bookingId}/move", "Move a booking of one's own", func(ctx context.Context, who access.Actor, in *struct {
		BookingID string `path:"bookingId" format:"uuid"`
		Body      door.DoorMove
	}) (*Body[door.DoorView], error) {
		return body(a.Door.Move(ctx, who, in.BookingID, in.Body, exchangeOf(ctx).at()))
	})
	op(a, "door.cancel", http.MethodPost, "/door/bookings/{bookingId}/cancel", "Give up a booking of one's own", func(ctx context.Context, who access.Actor, in *struct {
		BookingID string `path:"bookingId" format:"uuid"`
		Body      door.DoorCancel
	}) (*Body[door.DoorView], error) {
		return body(a.Door.Cancel(ctx, who, in.BookingID, in.Body, exchangeOf(ctx).at()))
	})
	op(a, "door.callUp", http.MethodPost, "/door/call-up", "Ask for a message when it is almost one's turn", func(ctx context.Context, who access.Actor, in *struct {
		Body door.DoorCallUp
	}) (*Body[door.DoorView], error) {
		return body(a.Door.CallUp(ctx, who, in.Body, exchangeOf(ctx).at()))
	})
	op(a, "alert.list", http.MethodGet, "/alerts", "Who needs somebody to come", func(ctx context.Context, who access.Actor, _ *struct{}) (*Body[alert.Alerts], error) {
		return body(a.Alerts.List(ctx, who))
	})
	op(a, "alert.answer", http.MethodPost, "/alerts/{alertId}/answer", "Say that one comes", func(ctx context.Context, who access.Actor, in *struct {
		AlertID string `path:"alertId" format:"uuid"`
		Body    alert.AnswerAlert
	}) (*Body[alert.Alerts], error) {
		return body(a.Alerts.Answer(ctx, who, in.AlertID, in.Body))
	})
	op(a, "selfTriage.list", http.MethodGet, "/self-triage/reports", "Who answered questions about themselves on a day, and how urgent that makes them", func(ctx context.Context, who access.Actor, in *struct {
		Day string `query:"day" format:"date" doc:"None: today"`
	}) (*Body[triage.SelfReports], error) {
		return body(a.Triage.SelfReports(ctx, who, in.Day))
	})
}

// knocking finds the patient who asks, when one does; ok is false when nobody does. An
// answer to a token that is over is about the door: nobody who works here was signed out.
func (a *API) knocking(e exchange) (who access.Actor, ok bool, err error) {
	shown := e.r.Header[doorHeader]
	if len(shown) == 0 || e.r.URL.Path != doorPath && !strings.HasPrefix(e.r.URL.Path, doorPath+"/") {
		return access.Actor{}, false, nil
	}
	if len(shown) > 1 || len(e.r.Header["Authorization"]) > 0 { // two who ask at once
		return access.Actor{}, false, fault.New(fault.Malformed)
	}
	who, ok, err = a.Door.Authenticate(e.r.Context(), shown[0], e.at())
	if err == nil && !ok && !toKnock[strings.TrimPrefix(e.r.URL.Path, doorPath)] {
		return access.Actor{}, false, fault.New(fault.DoorClosed)
	}
	return who, ok, err
}

// maxDoorPhoto is enough for a page that makes its photos small.
const maxDoorPhoto = 2 << 20

// doorPicture is a request whose body is a picture from somebody whom nobody knows. It
// waits for no place of those who work here and takes none from them, and phones take
// none from a kiosk.
func (a *API) doorPicture(o *huma.Operation) {
	a.picture(maxDoorPhoto)(o)
	o.BodyReadTimeout = bodyTimeout
	o.Middlewares[len(o.Middlewares)-1] = func(ctx huma.Context, next func(huma.Context)) {
		places := a.doorPictures[0]
		if exchangeOf(ctx.Context()).device.Kind == device.Kiosk {
			places = a.doorPictures[1]
		}
		a.inTurn(places, ctx, next)
	}
}

// toKnock is what may be asked without having been let in.
var toKnock = map[string]bool{"/open": true, "/photo": true, "/help": true}

// at is where somebody stands before the door.
func (e exchange) at() door.At {
	kiosk := e.device.Kind == device.Kiosk
	at := door.At{From: e.from(), Kiosk: kiosk, Inside: kiosk || ofTheHouse(e.r), Staff: e.staff}
	at.Token = "" // of a staff session: none of the door's business
	return at
}

// handedOn are the heads by which a proxy or a tunnel says that it asks for somebody
// else: then its own address, which is mostly of this network, says nothing of where
// that is. Whoever writes one themselves only puts themselves outside.
var handedOn = []string{"Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via", "Cf-Connecting-Ip"}

// ofTheHouse reports that somebody on the clinic's own network asks.
func ofTheHouse(r *http.Request) bool {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || slices.ContainsFunc(handedOn, func(name string) bool { return r.Header.Get(name) != "" }) {
		return false
	}
	addr := at.Addr().Unmap()
	return addr.IsLoopback() || addr.IsPrivate() || addr.IsLinkLocalUnicast()
}
