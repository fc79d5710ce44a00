// Package clock holds the box's one clock and how far it is to be trusted. It
// never orders anything, and nothing is refused because of it: order is the
// journal's seq, and what waits or expires is counted by Ticks.
//
// # The box's time
//
// The box's time is the computer's clock and an offset, which is 0 unless a person
// set it or the clock holds (below). A Pi has no clock of its own: after a power cut
// its time stands where it was when the power went, or in 1970. Anybody can set a
// PC's clock.
//
// Besides its clock a machine has ticking that nobody can set. Each reading is held
// against it: when the computer's clock moved more than two seconds further, or less
// far, than the ticking, it jumped. Slewing, as time from the network is usually
// taken over, is less than that. Every jump is noticed before a time is told from
// it, and journalled (package timekeeper).
//
// # What is believed
//
//   - Time from the network: while the kernel says that it is synchronised, the
//     computer's clock is right, wherever it jumped, and the offset is 0. So a Pi
//     that woke up in the past gets its time back without anybody.
//   - A person: what a manager says is believed at once (Set).
//   - A correction: a jump of ten minutes at most.
//   - A jump back to where the ticking says that it is now, within ten minutes: a
//     jump undone, or a computer's clock that got right by itself after a manager
//     had set an offset. Then the offset goes; it is never applied twice.
//   - At the start, a clock that stands between the newest moment that was believed
//     and 400 days after it, and was kept by something while the power was off.
//   - While the time is doubtful since the start, a jump forward to between those
//     two: that is the network's time, or a person's, arriving.
//
// # Doubt
//
// Everything else makes the time doubtful: Behind, a start before the newest moment
// on record; Unset, a start on a machine that says itself that nothing kept its time;
// Ahead, a start more than 400 days after, or a jump forward; Back, a jump back. The
// clock then does not follow: it holds, which is to say that it goes on from what it
// believed last by the ticking alone, so that days, tickets, ages and waits stay what
// they were. Unset has nothing better to go on from, and follows. Entries are marked
// [SourceDoubtful] until a person, the network, or one of the jumps above ends it.
// After a correction backwards they are marked until the clock has passed the newest
// moment that was told.
//
// # A restart
//
// What is kept of all this is Memory. In the same run of the machine the ticking goes
// on over a restart, so the time is known from it. After another one an offset is kept
// as long as the time with it is possible, dropped when the time without it is and
// that with it is not, and never taken to another machine.
//
// A clock made by New from a function is wound by somebody else, for a test or a
// demo: it follows whatever it is told.
package clock
