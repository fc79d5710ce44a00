// Package legacy brings old registers in: a spreadsheet becomes rows, a trial says
// of each row what would become of it, somebody looks and says yes, and the people
// are added in batches. All of it can be taken back.
//
//   - Nothing is written to the register before somebody who saw the trial said so.
//   - A person's id is reckoned from the import's and the line, and a row that was
//     brought once is known by its hash: what is done twice happens once.
//   - Each batch is one act with its rows, so a power cut loses at most the batch it
//     cut; the work goes on by itself at the next start.
//   - The rows are kept until 30 days after they were added, the file never is: the
//     journal has its hash.
//
// It is the only room that writes legacy_import, legacy_line and legacy_person. What
// a table is made of is server/tabular's to say, who may be one person
// server/patient/match's, and what a person is server/patient's.
package legacy
