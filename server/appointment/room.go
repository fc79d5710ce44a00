package appointment

import "karete/server/act"

// Room is the use cases of bookings.
type Room struct{ gate *act.Gate }

// New opens the room.
func New(gate *act.Gate) *Room { return &Room{gate} }
