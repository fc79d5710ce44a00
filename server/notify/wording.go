package notify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"karete/server/facility"
	"karete/server/fault"
	"karete/server/notify/sms"
)

// Wording is the text of a kind of message in both languages. Gaps: {clinic}, {day},
// {time}, {phone}.
type Wording struct {
	En string `json:"en" maxLength:"300"`
	St string `json:"st" maxLength:"300"`
}

// MessageWordings are the texts of all kinds.
type MessageWordings struct {
	Reminder  Wording `json:"reminder"`
	NewTime   Wording `json:"newTime"`
	Cancelled Wording `json:"cancelled"`
	Missed    Wording `json:"missed"`
	CallUp    Wording `json:"callUp"`
}

func (w *MessageWordings) of(k MessageKind) *Wording {
	switch k {
	case Reminder:
		return &w.Reminder
	case NewTime:
		return &w.NewTime
	case Cancelled:
		return &w.Cancelled
	case Missed:
		return &w.Missed
	}
	return &w.CallUp
}

func (w Wording) in(language string) string {
	if language == "st" {
		return w.St
	}
	return w.En
}

// defaultWordings are those of a clinic that has written none. In the seven-bit
// alphabet, so that each is one part.
var defaultWordings = MessageWordings{
	Reminder: Wording{
		"{clinic}: we expect you on {day} at {time}. Bring your card. Cannot come? Ring {phone}.",
		"{clinic}: re u lebeletse {day} ka {time}. Tloo le karete. Ha u sitoa, letsetsa {phone}.",
	},
	NewTime: Wording{
		"{clinic}: your time has changed. We now expect you on {day} at {time}. Questions? Ring {phone}.",
		"{clinic}: nako ea hao e fetohile. Joale re u lebeletse {day} ka {time}. Lipotso? Letsetsa {phone}.",
	},
	Cancelled: Wording{
		"{clinic}: we cannot see you on {day} at {time}. Please ring {phone} for a new time.",
		"{clinic}: re ke ke ra u bona {day} ka {time}. Letsetsa {phone} ho fumana nako e ncha.",
	},
	Missed: Wording{
		"{clinic}: we expected you on {day}. Ring {phone} or come in for a new time.",
		"{clinic}: re ne re u lebeletse {day}. Letsetsa {phone} kapa u tlo nka nako e ncha.",
	},
	CallUp: Wording{
		"{clinic}: it is almost your turn. Please come to the waiting room.",
		"{clinic}: u se u le haufi ho kena. Tloo phaposing ea boemelo.",
	},
}

// gaps that each kind may and must have.
var gaps = map[MessageKind]struct{ may, must []string }{
	Reminder:  {[]string{"clinic", "day", "time", "phone"}, []string{"day", "time"}},
	NewTime:   {[]string{"clinic", "day", "time", "phone"}, []string{"day", "time"}},
	Cancelled: {[]string{"clinic", "day", "time", "phone"}, []string{"day"}},
	Missed:    {[]string{"clinic", "day", "phone"}, []string{"day"}},
	CallUp:    {[]string{"clinic", "phone"}, nil},
}

var (
	gap   = regexp.MustCompile(`\{([^{}]*)\}`)
	brace = regexp.MustCompile(`[{}]`)
	link  = regexp.MustCompile(`(?i)https?:|www\.`)
)

// clinical are beginnings of words that tell why somebody comes, in both languages.
// A phone is read by whoever holds it.
var clinical = []string{
	"hiv", "aids", "arv", "art", "prep", "tb", "tuberc", "sti", "std", "viral", "cd4", "result", "test", "lab", "blood", "sputum", "scan", "x-ray",
	"pregnan", "antenatal", "anc", "postnatal", "matern", "contracept", "family plan", "abort", "vaccin", "immuni", "medic", "pill", "tablet", "drug", "treat", "dose",
	"refill", "inject", "chronic", "diabet", "sugar", "hypertens", "pressure", "asthma", "epilep", "cancer", "mental", "depress", "wound", "dressing", "disease", "illness",
	"sick", "diagnos", "surg", "operation", "counsel", "condom", "circumcis", "smear", "cough", "nurse", "doctor", "department",
	"lefu", "mafu", "kokoana", "sefuba", "setlamo", "moriana", "meriana", "lipilisi", "pilisi", "ente", "ent", "mali a", "madi", "tlhahlobo", "tlhatlhobo", "liteko", "teko",
	"sephetho", "liphetho", "moimana", "baimana", "boimana", "pelehi", "thibelo", "tsoekere", "khatello", "phallo", "asma", "sethoathoa", "kankere", "mofetse", "kelello",
	"leqeba", "maqeba", "liso", "kulo", "bokuli", "mokuli", "kalafo", "ngaka", "mooki", "khohlopo", "lebollo",
}

// whole are those of them that begin harmless words too.
var whole = map[string]bool{"art": true, "prep": true, "tb": true, "sti": true, "std": true, "anc": true, "lab": true, "ent": true, "ente": true, "scan": true, "aids": true, "teko": true, "liso": true}

// tells is the first clinical word in a text, "" when there is none.
func tells(text string) string {
	text = strings.ToLower(gap.ReplaceAllString(text, " "))
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
	joined := " " + strings.Join(words, " ") + " "
	for _, c := range clinical {
		at := " " + c
		if whole[c] {
			at += " "
		}
		if strings.Contains(joined, at) {
			return c
		}
	}
	return ""
}

// problems lists what is wrong with a wording.
func problems(field string, k MessageKind, text string) (list []fault.FieldError) {
	add := func(code string, params map[string]any) {
		list = append(list, fault.FieldError{Field: field, Code: code, Params: params})
	}
	if text == "" {
		add("required", nil)
		return list
	}
	if len([]rune(text)) > 300 {
		add("too-long", map[string]any{"max": 300})
	}
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		add("bad-text", nil)
	}
	known := gaps[k]
	found := gap.FindAllStringSubmatch(text, -1)
	for _, g := range found {
		if !slices.Contains(known.may, g[1]) {
			add("gap-unknown", map[string]any{"gap": g[0]})
		}
	}
	if brace.MatchString(gap.ReplaceAllString(text, "")) {
		add("gap-unknown", map[string]any{"gap": "{"})
	}
	for _, g := range known.must {
		if !strings.Contains(text, "{"+g+"}") {
			add("gap-missing", map[string]any{"gap": "{" + g + "}"})
		}
	}
	if word := tells(text); word != "" {
		add("tells-why", map[string]any{"word": word})
	}
	if link.MatchString(text) {
		add("not-allowed", nil)
	}
	return list
}

// plainly are letters that only look better and would cost a part.
var plainly = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "…", "...", "\u00a0", " ")
var sparing = strings.NewReplacer("š", "s", "Š", "S")

// said is the text of a message, and the values of its gaps in their order.
func (s MessageSettings) said(k MessageKind, language string, clinic facility.Facility, day, start string) (text string, values []string) {
	name := s.Signature
	if name == "" {
		name = clinic.Name
	}
	wording := s.Wordings.of(k).in(language)
	if clinic.Phone == "" {
		wording = withoutPhone(wording)
	}
	text = gap.ReplaceAllStringFunc(wording, func(g string) string {
		v := map[string]string{"{clinic}": name, "{day}": dayIn(day, language), "{time}": start, "{phone}": clinic.Phone}[g]
		values = append(values, s.letters(v))
		return v
	})
	return s.letters(text), values
}

var sentence = regexp.MustCompile(`[^.?!]*[.?!]*\s*`)

// withoutPhone leaves out the sentence that tells to ring, and the question that it
// answers.
func withoutPhone(wording string) string {
	var out []string
	for _, one := range sentence.FindAllString(wording, -1) {
		if !strings.Contains(one, "{phone}") {
			out = append(out, one)
			continue
		}
		if n := len(out); n > 0 && strings.HasSuffix(strings.TrimSpace(out[n-1]), "?") {
			out = out[:n-1]
		}
	}
	return strings.TrimSpace(strings.Join(out, ""))
}

func (s MessageSettings) letters(text string) string {
	text = plainly.Replace(text)
	if s.PlainLetters {
		text = sparing.Replace(text)
	}
	return text
}

var (
	monthsSt   = [...]string{"Pherekhong", "Hlakola", "Hlakubele", "'Mesa", "Motšeanong", "Phupjane", "Phupu", "Phato", "Loetse", "Mphalane", "Pulungoana", "Tšitoe"}
	weekdaysSt = [...]string{"Sontaha", "Mantaha", "Labobeli", "Laboraro", "Labone", "Labohlano", "Moqebelo"}
)

// dayIn is a civil day as it is said: Wed 25 Nov, Laboraro la 25 Pulungoana.
func dayIn(day, language string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	if language == "st" {
		return fmt.Sprintf("%s la %d %s", weekdaysSt[t.Weekday()], t.Day(), monthsSt[t.Month()-1])
	}
	return t.Format("Mon 2 Jan")
}

func partsOf(text string) int { return sms.Measure(text).Parts }
