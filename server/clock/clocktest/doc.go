// Package clocktest is a machine whose clock jumps when a test says so, while its
// ticking goes on. It never tells the real time.
package clocktest
