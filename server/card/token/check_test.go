package token

import "testing"

// The state before a character is all that the characters before it leave behind, and every state is
// reached: so what holds for each state holds at each place of every card.

func TestCheckFindsEveryWrongCharacter(t *testing.T) {
	for p := 1; p <= 32; p++ {
		next := map[int]bool{}
		for v := range 32 {
			n := step(p, v)
			if n < 1 || n > 32 || next[n] {
				t.Fatalf("from state %d, value %d meets another value's state %d", p, v, n)
			}
			next[n] = true
		}
	}
}

func TestCheckFindsSwapsButOneInEachState(t *testing.T) {
	missed, swaps := 0, 0
	for p := 1; p <= 32; p++ {
		for a := range 32 {
			for b := a + 1; b < 32; b++ {
				swaps++
				if step(step(p, a), b) != step(step(p, b), a) {
					continue
				}
				missed++
				if (p+a)%32+(p+b)%32 != 16+17 || b-a != 1 && b-a != 31 {
					t.Errorf("swap of %c and %c missed in state %d, against the promise", alphabet[a], alphabet[b], p)
				}
			}
		}
	}
	if missed != 32 || swaps != 32*496 {
		t.Errorf("%d of %d swaps missed, promised 32 of %d", missed, swaps, 32*496)
	}
}

func TestCheckFindsSwapsWithItselfButOne(t *testing.T) {
	for p := 1; p <= 32; p++ {
		for v := range 32 {
			c := (33 - step(p, v)) % 32
			missed := c != v && (33-step(p, c))%32 == v
			if promised := p == 16 && v+c == 1; missed != promised {
				t.Errorf("swap of %c with check %c in state %d: missed is %v", alphabet[v], alphabet[c], p, missed)
			}
		}
	}
}

func TestEveryStateIsReached(t *testing.T) {
	reached := map[int]bool{}
	for v := range 32 {
		reached[step(start, v)] = true
	}
	if len(reached) != 32 {
		t.Errorf("%d states reached after one character, want 32", len(reached))
	}
}

func TestEveryWrongCharacterOfACardIsAMisread(t *testing.T) {
	const text = "KR1" + "7ZV3K0QH8M2X5RCNW4DG"
	whole := text + string(check(text[3:]))
	for i := 3; i < len(whole); i++ {
		for _, c := range alphabet {
			wrong := whole[:i] + string(c) + whole[i+1:]
			if _, err := Parse(wrong); wrong != whole && err != ErrMisread {
				t.Errorf("Parse(%q) = %v, want ErrMisread", wrong, err)
			}
		}
	}
}
