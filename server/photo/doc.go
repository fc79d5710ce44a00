// Package photo keeps a photo of a patient, so that the person at the desk sees
// whether the one in front of them is the one on the record. It is the only [Check]
// there is: the box compares nothing by itself, and promises no fingerprint reader.
//
// The picture lies in the encrypted database beside its row, and in no payload of
// the journal, which covers it by its hash. A picture that is replaced or taken off
// is erased; that there was one, who took it and who agreed to it stays. To see one
// is part of opening the record.
package photo
