package photo

import (
	"context"
	"errors"

	"karete/server/fault"
	"karete/server/picture"
)

// Check is a way to recognise a patient. What a device brings is prepared once, kept
// with the patient, and shown to whoever opens the record; a person compares. A
// reader that compares by itself would be another Check, with its own kind of sample
// in the same table.
type Check interface {
	// Means names it in the table and to the screens.
	Means() string
	// Prepare turns what a device sent into what is kept, free of everything that
	// is not needed to recognise somebody. Faults: unsupported-media, too-large,
	// too-slow, invalid.
	Prepare(ctx context.Context, raw []byte) (picture.JPEG, error)
}

// Face is the Check by a photo of the face and the clerk's eye.
type Face struct{}

// Means implements Check.
func (Face) Means() string { return "photo" }

// Prepare implements Check: the picture is made anew, small, upright, without what
// the camera wrote into it.
func (Face) Prepare(ctx context.Context, raw []byte) (picture.JPEG, error) {
	made, err := picture.Portrait(ctx, raw)
	switch {
	case errors.Is(err, picture.ErrNotImage):
		return made, fault.New(fault.UnsupportedMedia)
	case errors.Is(err, picture.ErrTooLarge):
		return made, fault.New(fault.TooLarge)
	case errors.Is(err, picture.ErrTooSmall):
		return made, fault.Field("photo", "out-of-range", "min", picture.MinSide)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return made, fault.New(fault.TooSlow).Because(err)
	}
	return made, err
}
