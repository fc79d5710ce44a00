package notify

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"time"

	"karete/db"
	"karete/server/access"
	"karete/server/act"
	"karete/server/fault"
	"karete/server/notify/gateway"
)

// fresh is how far a phone's clock may be from the box's.
const fresh = 15 * time.Minute

// Told takes in what the gateway phone tells by itself: that somebody answered, that a
// message arrived. body is as it came; at and signature are its headers. Nobody is
// signed in: the signature, by the key that the phone shows, is the right to tell.
// Faults: invalid for one that is not right; malformed.
func (r *Room) Told(ctx context.Context, who access.Actor, body []byte, at, signature string) error {
	if _, err := act.Peek(ctx, r.gate, who, "message.told", func(tx *db.Tx) (struct{}, error) {
		kept, err := secretsIn(tx)
		if err == nil && !signed(kept.GatewayKey, body, at, signature, tx.Now, r.gate.Doubtful()) {
			err = fault.Field("X-Signature", "not-allowed")
		}
		return struct{}{}, err
	}); err != nil {
		return err
	}
	var in gateway.Told
	if err := json.Unmarshal(body, &in); err != nil {
		return fault.New(fault.Malformed).Because(err)
	}
	if e, ok := in.Event(); ok {
		return r.take(ctx, Gateway, e)
	}
	return nil
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
