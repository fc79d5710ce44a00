// Package vaulttest is the vault that tests open their databases through, as the
// clinic does. It never holds a key of anybody.
package vaulttest
