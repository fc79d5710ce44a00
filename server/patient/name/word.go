package name

// Word is one word of a name in the forms it is compared in.
type Word struct {
	Plain    string // a-z and 0-9 as they were written: where a typing error is one letter
	Fold     string // brought to one spelling, as Tokens
	Skeleton string // its consonants by ear, as Skeleton
	Church   string // the name it is a form of, folded: mari for Maria; "" where none is known
}

// Words are the words of a name, each joined 'Ma- name one of them, in the order of the text.
func Words(text string) []Word {
	plain := joinMa(split(text))
	words := make([]Word, len(plain))
	for i, p := range plain {
		folded := foldWord(p)
		words[i] = Word{p, folded, skeleton(folded), oneName[folded]}
	}
	return words
}
