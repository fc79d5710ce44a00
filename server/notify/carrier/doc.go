// Package carrier is what every way to send a message has in common: what is handed
// over, what comes back, and above all what a failure leaves known. A carrier that
// cannot tell whether a message went out says Unsure, and then a person decides.
//
// It holds no carrier itself, no patient and no setting.
package carrier
