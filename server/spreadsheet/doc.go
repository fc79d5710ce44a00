// Package spreadsheet writes tables that a spreadsheet opens: none of their cells
// is taken for a formula. It does not know what is in them.
package spreadsheet
