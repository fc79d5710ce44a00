// Package tabular reads the tables that people bring: CSV and XLSX, row by row,
// with the line on which each row stands. What it cannot read for certain it
// refuses with the line and the reason, and it holds no more of a hostile file in
// memory than its limits allow.
//
//   - CSV: comma, semicolon, tab or bar, guessed from the first lines; UTF-8 with or
//     without its mark, UTF-16 with its mark, Windows-1252 when the caller says so.
//   - XLSX: one sheet. A date comes as YYYY-MM-DD whatever way it is shown, a number
//     with the zeros it is shown with (0012), a formula as a refusal of its row.
//
// It never writes a file, runs no formula, follows no link, and does not know
// what a column means.
package tabular
