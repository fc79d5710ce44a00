// Package partialdate holds birth dates of which only a part is known: a day, a month, a year, or an
// age somebody told on a day. It reads what staff type, reckons ages and keeps what was told. It never
// fills in what is not known: nobody here is born on 1 January for want of a better date.
//
// It holds civil dates only, no instants and no time zones: the caller says which day it is.
//
// An age is kept as the year (or month, or day) reckoned from it and the day it was told on, so that
// both the birth year and the told age can be had back: 34 told on 2026-05-03 is
// {"birthDate":"1992","birthPrecision":"age","birthRecordedOn":"2026-05-03"}. The birth date has the
// shape of the told unit: YYYY for years, YYYY-MM for months, YYYY-MM-DD for days and weeks.
//
// testdata/typed.json says what typed text means, for this package and for any other that reads it.
package partialdate
