package demo

import (
	"container/heap"
	"context"
	"time"
)

// event is something that somebody does at a moment.
type event struct {
	at    time.Time
	order int // of events at one moment
	do    func(context.Context) error
}

// agenda is what is to come, the next first.
type agenda struct {
	list events
	made int
}

func (a *agenda) add(at time.Time, do func(context.Context) error) {
	a.made++
	heap.Push(&a.list, event{at, a.made, do})
}

func (a *agenda) next() (e event, ok bool) {
	if len(a.list) == 0 {
		return event{}, false
	}
	return heap.Pop(&a.list).(event), true
}

// events is a heap.
type events []event

func (e events) Len() int      { return len(e) }
func (e events) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)   { *e = append(*e, x.(event)) }

func (e events) Less(i, j int) bool {
	if e[i].at.Equal(e[j].at) {
		return e[i].order < e[j].order
	}
	return e[i].at.Before(e[j].at)
}

func (e *events) Pop() any {
	last := len(*e) - 1
	out := (*e)[last]
	*e = (*e)[:last]
	return out
}
