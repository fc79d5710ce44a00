package assets

import (
	"slices"
	"strings"
	"sync"
)

var common = sync.OnceValue(func() []string {
	text, err := Files.ReadFile("passwords/common.txt")
	if err != nil {
		panic(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
})

// CommonPasswords lists, sorted and in lower case, the passwords a guesser tries
// first: whole ones of 15 characters and more, and short words that are as weak
// when they are only repeated or dressed up with figures.
func CommonPasswords() []string { return common() }

// CommonPassword says whether s, in lower case, is on the list.
func CommonPassword(s string) bool {
	_, found := slices.BinarySearch(common(), s)
	return found
}
