package match

// fewestDigits makes a number that is worth comparing.
const fewestDigits = 6

// phones is what phone numbers prove, in bits: the best of all pairs.
func phones(a, b []string) (best likeness, weight float64) {
	for _, x := range a {
		for _, y := range b {
			switch {
			case x == y:
				return same, 8
			case oneEdit(x, y):
				best = near
			default:
				best = max(best, differs)
			}
		}
	}
	return best, [...]float64{differs: -1, near: 4.5}[best]
}

// identities is what official numbers of one system prove, in bits: the best of all pairs.
func identities(a, b []identity) (best likeness, weight float64) {
	for _, x := range a {
		for _, y := range b {
			switch {
			case x.system != y.system:
			case x.value == y.value:
				return same, 18
			case oneEdit(x.value, y.value):
				best = near
			default:
				best = max(best, differs)
			}
		}
	}
	return best, [...]float64{differs: -4, near: 11}[best]
}
