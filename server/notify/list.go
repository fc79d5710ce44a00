package notify

import (
	"context"
	"fmt"
	"strings"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/patient"
	"karete/server/patient/phone"
)

// MessageGroup is messages of like states, as the screen offers them.
type MessageGroup string

// The groups.
const (
	AllMessages   MessageGroup = "all"
	StillWaiting  MessageGroup = "waiting"
	AlreadySent   MessageGroup = "sent"
	NeedsSomebody MessageGroup = "needs"
	NotSent       MessageGroup = "not-sent"
)

var groups = map[MessageGroup]string{
	AllMessages:   `m.state <> 'over'`,
	StillWaiting:  `m.state IN ('asked', 'waiting', 'sending')`,
	AlreadySent:   `m.state IN ('sent', 'delivered')`,
	NeedsSomebody: `m.state IN ('failed', 'unsure')`,
	NotSent:       `m.state IN ('withheld', 'cancelled')`,
}

// Message is one message as the list shows it.
type PatientMessage struct {
	ID          string       `json:"id"`
	PatientID   string       `json:"patientId"`
	DisplayName string       `json:"displayName"`
	Phone       string       `json:"phone" doc:"Grouped for the eye; empty: there is none"`
	Kind        MessageKind  `json:"kind" enum:"reminder,new-time,cancelled,missed,call-up"`
	Day         string       `json:"day" doc:"Which it speaks of"`
	Start       string       `json:"start,omitempty" example:"09:30"`
	Language    string       `json:"language" enum:"en,st"`
	Text        string       `json:"text"`
	State       MessageState `json:"state" enum:"asked,waiting,sending,unsure,sent,delivered,failed,withheld,cancelled,over"`
	Reason      string       `json:"reason" doc:"Code, in the catalogue as message.reason.<code>; empty when there is nothing to say"`
	DueAt       time.Time    `json:"dueAt" doc:"When it goes, the quiet hours reckoned in"`
	HandedAt    *time.Time   `json:"handedAt,omitempty"`
	SettledAt   *time.Time   `json:"settledAt,omitempty"`
	Attempts    int          `json:"attempts"`
	Parts       int          `json:"parts"`
	Price       int64        `json:"price" doc:"Hundredths of the clinic's money"`
	MayRetry    bool         `json:"mayRetry" doc:"It is still of use"`
}

// MessageCounts says how many there are of each group.
type MessageCounts struct {
	All     int `json:"all"`
	Waiting int `json:"waiting"`
	Sent    int `json:"sent"`
	Needs   int `json:"needs"`
	NotSent int `json:"notSent"`
}

// MessageList is the outbox of the last days, what goes next first.
type MessageList struct {
	Messages []PatientMessage `json:"messages" nullable:"false"`
	Next     string           `json:"next,omitempty" doc:"after of the next part"`
	Counts   MessageCounts    `json:"counts"`
	Sending  MessageSending   `json:"sending"`
}

// MessageSending is by what messages go, and how that fares.
type MessageSending struct {
	Carrier      string          `json:"carrier" enum:"off,modem,gateway,http,whatsapp"`
	Trouble      string          `json:"trouble" doc:"Why nothing goes now, a code as in reason; empty: nothing is wrong"`
	Since        *time.Time      `json:"since,omitempty" doc:"Of the trouble"`
	NextTry      *time.Time      `json:"nextTry,omitempty"`
	QuietFrom    string          `json:"quietFrom"`
	QuietUntil   string          `json:"quietUntil"`
	Quiet        bool            `json:"quiet" doc:"Now"`
	Credit       string          `json:"credit,omitempty" doc:"As the carrier said it last"`
	Money        string          `json:"money" doc:"M or R, before an amount"`
	MonthParts   int             `json:"monthParts" doc:"Gone out since the first of the month"`
	MonthPrice   int64           `json:"monthPrice" doc:"Hundredths"`
	PartPrice    int             `json:"partPrice" doc:"Hundredths"`
	PlainLetters bool            `json:"plainLetters" doc:"š is written as s"`
	Wordings     MessageWordings `json:"wordings"`
	Samples      MessageSamples  `json:"samples"`
}

// shown is how far back the list goes, and how long one part of it is.
const (
	shownFor = 14 * 24 * time.Hour
	pageSize = 50
)

// List reads the outbox. after is next of the part before.
func (r *Room) List(ctx context.Context, who access.Actor, group MessageGroup, after string) (MessageList, error) {
	return act.Peek(ctx, r.gate, who, "message.list", func(tx *db.Tx) (out MessageList, err error) {
		s, _, err := settingsIn(tx)
		if err != nil {
			return out, err
		}
		c, err := clinicIn(tx)
		if err != nil {
			return out, err
		}
		since := tx.Now.Add(-shownFor).UnixMilli()
		if out.Counts, err = countsIn(tx, since); err != nil {
			return out, err
		}
		if out.Sending, err = r.sending(tx, s, c); err != nil {
			return out, err
		}
		key, messageID, _ := strings.Cut(after, "~")
		// What needs somebody first, then what is to go in the order it goes, then what went, the last first.
		const place = `CASE WHEN m.state IN ('failed', 'unsure') THEN printf('1%015d', 999999999999999 - m.queued_at)
			WHEN m.state IN ('asked', 'waiting', 'sending') THEN printf('2%015d', m.due_at) ELSE printf('3%015d', 999999999999999 - ifnull(m.settled_at, m.queued_at)) END`
		list, err := rowsIn(tx, `WHERE m.queued_at >= ? AND `+groups[group]+` AND (? = '' OR (`+place+`, m.id) > (?, ?))
			ORDER BY `+place+`, m.id LIMIT ?`, since, key, key, messageID, pageSize+1)
		if err != nil {
			return out, err
		}
		if len(list) > pageSize {
			list = list[:pageSize]
			last := list[pageSize-1].ID
			if err := tx.QueryRow(`SELECT `+place+` FROM message m WHERE m.id = ?`, last).Scan(&key); err != nil {
				return out, fmt.Errorf("messages: %w", err)
			}
			out.Next = key + "~" + last
		}
		out.Messages = make([]PatientMessage, len(list))
		for i, m := range list {
			if out.Messages[i], err = show(tx, s, c, m); err != nil {
				return out, err
			}
		}
		return out, nil
	})
}

func countsIn(tx *db.Tx, since int64) (n MessageCounts, err error) {
	rows, err := tx.Query(`SELECT state, count(*) FROM message WHERE queued_at >= ? AND state <> 'over' GROUP BY state`, since)
	if err != nil {
		return n, fmt.Errorf("messages: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var state MessageState
		var count int
		if err := rows.Scan(&state, &count); err != nil {
			return n, fmt.Errorf("messages: %w", err)
		}
		n.All += count
		switch state {
		case Asked, Waiting, Sending:
			n.Waiting += count
		case Sent, Delivered:
			n.Sent += count
		case Failed, Unsure:
			n.Needs += count
		default:
			n.NotSent += count
		}
	}
	return n, rows.Err()
}

// CountsIn is how many messages of the last days there are of each group, for the
// manager's home.
func CountsIn(tx *db.Tx) (MessageCounts, error) {
	return countsIn(tx, tx.Now.Add(-shownFor).UnixMilli())
}

func (r *Room) sending(tx *db.Tx, s MessageSettings, c clinic) (out MessageSending, err error) {
	read, err := readSettings(tx)
	if err != nil {
		return out, err
	}
	out = MessageSending{Carrier: s.Carrier, QuietFrom: s.QuietFrom, QuietUntil: s.QuietUntil, Money: money(c.Country), PartPrice: s.PartPrice, PlainLetters: s.PlainLetters,
		Quiet: s.afterQuiet(tx.Now, c.zone).After(tx.Now), Wordings: s.Wordings, Samples: read.Samples}
	first := c.at(c.now.In(c.zone).Format("2006-01")+"-01", "00:00")
	err = tx.QueryRow(`SELECT ifnull(sum(CASE WHEN state IN ('sent', 'delivered', 'unsure') OR price > 0 THEN parts END), 0), ifnull(sum(price), 0) FROM message
		WHERE handed_at >= ?`, first.UnixMilli()).Scan(&out.MonthParts, &out.MonthPrice)
	if err != nil {
		return out, fmt.Errorf("messages: %w", err)
	}
	if s.Carrier == Off {
		return out, nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	out.Credit = r.credit
	if t := r.trouble; t.reason != "" {
		out.Trouble, out.Since = t.reason, &t.since
		if t.reason != "clock" {
			out.NextTry = &t.again
		}
	}
	return out, nil
}

func show(tx *db.Tx, s MessageSettings, c clinic, m row) (PatientMessage, error) {
	p, err := patient.SummaryIn(tx, m.PatientID)
	if err != nil {
		return PatientMessage{}, err
	}
	day, start, _ := strings.Cut(m.Slot, " ")
	out := PatientMessage{ID: m.ID, PatientID: m.PatientID, DisplayName: p.DisplayName, Phone: phone.Display(m.Phone, c.Country), Kind: m.Kind, Day: day, Start: start,
		Language: m.Language, Text: m.Text, State: m.State, Reason: m.Reason, DueAt: m.Due, Attempts: m.Attempts, Parts: m.Parts, Price: m.Price,
		MayRetry: m.Expires.After(tx.Now) && (m.State == Failed || m.State == Unsure || m.State == Withheld || m.State == Waiting && m.Due.After(tx.Now))}
	if m.State == Waiting && m.Kind != CallUp {
		due := m.Due
		if due.Before(tx.Now) {
			due = tx.Now
		}
		out.DueAt = s.afterQuiet(due, c.zone).UTC()
	}
	if !m.Handed.IsZero() {
		out.HandedAt = &m.Handed
	}
	if !m.Settled.IsZero() {
		out.SettledAt = &m.Settled
	}
	return out, nil
}
