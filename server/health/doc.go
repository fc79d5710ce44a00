// Package health says how the box is, in lines that a manager can act on: each
// with how much it presses and how old what it tells is. The same facts go to
// monitors as figures, and into a bundle for whoever helps from afar.
//
// It never holds a patient's or a colleague's name, an id of either, or a secret:
// the bundle leaves the clinic.
package health
