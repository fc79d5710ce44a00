package facility

import "fmt"

// DisplaySettings is what a manager may choose about the screen in the waiting
// room.
type DisplaySettings struct {
	ShowNames bool            `json:"showNames" doc:"A given name and one letter beside the ticket; otherwise the ticket alone"`
	Messages  []HealthMessage `json:"messages" maxItems:"12" nullable:"false" doc:"Shown in turn"`
}

// HealthMessage is one line at the foot of the screen.
type HealthMessage struct {
	En string `json:"en" maxLength:"110"`
	St string `json:"st" maxLength:"130"`
}

// tidy joins the words of each message. Both languages are asked for: the screen
// changes between them, and whoever reads only one must not miss every second one.
func (d *DisplaySettings) tidy(list *checks) {
	messages := make([]HealthMessage, len(d.Messages))
	for i, m := range d.Messages {
		messages[i] = HealthMessage{words(m.En), words(m.St)}
		list.text(fmt.Sprintf("settings.display.messages[%d].en", i), messages[i].En, 1, 110)
		list.text(fmt.Sprintf("settings.display.messages[%d].st", i), messages[i].St, 1, 130)
	}
	d.Messages = messages
}

// standardMessages are those of a clinic that has written none.
func standardMessages() []HealthMessage {
	return []HealthMessage{
		{"Feeling worse while you wait? Tell any staff member at once.", "U ikutloa u mpefala ha u ntse u emetse? Bolella mosebeletsi hang-hang."},
		{"The sickest are seen first, so numbers are not always called in order.", "Ba kulang haholo ba bonoa pele, ka hona linomoro ha li latellane kamehla."},
		{"Coughing for two weeks? Tell the nurse, you will be seen quickly.", "U khohlela libeke tse peli? Bolella mooki, u tla bonoa kapele."},
		{"Cover your cough with your elbow, and wash your hands often.", "Koala molomo ka setsoe ha u khohlela, ’me u hlape matsoho khafetsa."},
		{"Pregnant? Come to the clinic as early as you can.", "U moimana? Tloo tleliniking kapele kamoo u ka khonang."},
	}
}
