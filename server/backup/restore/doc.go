// Package restore brings a backup back: it puts the data together beside the box's
// own, keeps a safety copy of that, and installs the one for the other.
//
// # Installing
//
// Whenever the power goes, the box has its old data whole or the new data whole,
// and what was there before stays in a folder of its own. That rests on names in
// the data folder, and on nothing but names:
//
//	restore.part/           what is being put together. Alone it counts for nothing
//	before-restore-T.part/  the safety copy while it is made; second names of the
//	                        same files where the disk knows those, copies elsewhere
//	restore.ready/          restore.part under its other name: from this moment, which
//	                        is one renaming, the restore is finished and not undone
//	before-restore-T/       the safety copy
//
// [Settle] finishes or undoes, and is called at each start before anything else is
// opened. Finishing gives each file of restore.ready its name beside the box's and
// takes away what the old data had and the new have not. Nothing leaves
// restore.ready before all of it is done, so it can be done again from anywhere.
//
// # Afterwards
//
// One of the installed files is restored.json: what was brought back, and what the
// box had before. It becomes the first entry of the journal that goes on from the
// backup, box.restored, and goes away with it.
//
// The package never deletes a safety copy and never chooses a loss: what the box
// knows and the backup does not is counted and told first.
package restore
