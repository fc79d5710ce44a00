// Package match reckons how likely two registrations are of one person, and says why. It is pure: no SQL,
// no clock, no other room. It never joins anybody; a person does.
package match
