package name

import "strings"

// variants are names from church in the forms that English, Afrikaans and Sesotho give them, a group a line. They are
// one name in many mouths, too far apart for the fold. Forms that the fold brings together need not be here.
const variants = `
mary maria marie mariya
elizabeth elisabeth elisabetha eliza elisa lisbeth elsabeth
catherine katherine catharine katharine catharina katarina katrina catrina caterine katerina kathrine
margaret margareta margarete magaret magreth magret margriet makarita
sophia sofia sophie sofi
cecilia cecelia sesilia cicilia sisilia
joseph josefa josef josephus yosefa josefo
josephine josefina josephina jostina
agnes agness agnese akenese
anna ann anne hannah hanna
clementina klementina clementine
emmanuel emanuel manuel immanuel emmanuele
philip phillip filipi filipo philippus filippus philipus
michael micheal mikael mikaele migael
isaac isaak izak isak isaka
jacob jakob jakobo jacobus jacobo
john johannes johanne johane johan johanes yohane jan
peter petrus petrose pieter petros petere
paul paulus paulose paulo paulosi paulina
simon simone simeon simeone
thomas tomas thomase tomase
david davida davide dawid dafida taviti
stephen steven stephan stefan stefane stephanus stefanus setefane
daniel daniele taniele
samuel samuele samuela
moses moshe mosese moses mosesi
abraham abram abrahama aborahama
elias elia elijah eliase
matthew mattheus matheus matteu matthews mateu
mark markus marcus mareka marko
luke lukas lucas luka lukase
andrew andreas andries anderea andrea
benedict benedictus benediktus benedicta
augustine augustinus augustin agustinus
francis franciscus frans fransisco fransis francisco
francina fransina francinah
lawrence laurence laurentius lourens lorenzo
martha marta maretha
monica monika monicah
theresa teresa theresia teresia therese terezia
veronica veronika feronika
rose rosa roza rosina rosalia
lucy lucia lusia luzia
emily emilia emelia emelie emely
julia juliah julie
regina rejina rekina
alice alise alisi alis
florence florance florens florentina
adelina adeline adelaide
gabriel gabriele gaboriele gabrielle
esther ester hester esta
ruth ruthe ruta
rebecca rebeka rebekah rebeca
sarah sara saara
selina celina salina selinah
christina kristina christine kristine christinah
dorothy dorothea dorotea dorothia
alexander aleksander alexandra sander
william willem wiliam
george joroj georg georges
charles karel carl karl karolose
henry hendrik henrik heinrich
frederick frederik fredrick freddy
lydia lidia lydiah
magdalena magdalene magdeline makatalena magdelina
patrick patrik patricius
patricia patrisia
vincent vincentius vinsente
anthony antonius anton antonio antone antony
nicholas nikolas nicolaas nicolas nikolase
solomon salomon salomone salemone
joshua joshuwa jossua
isaiah esaia isaya jesaja
jeremiah jeremia jeremias
ezekiel esekiele esekiel
zachariah zakaria zacharia sakaria zacharias
jonah jona jonas
nathaniel nataniel nathanael
edward edwarde eduard
robert roberte robertus
richard rikard richarde
albert alberte albertus
joyce joice
hilda hilida
irene airine irena
agatha agata
evodia efodia
angelina angeline angela
victoria viktoria fiktoria
caroline carolina karolina
bernard bernardus
matilda mathilda matilita
eva eve efa
deborah debora
naomi naomie naome
rachel rachael rahele ragel
susan susanna suzanna susana
beatrice beatrix beatrise
grace gracia graca kereisi
philomena filomena
constance constantia konstance
`

// oneName maps the fold of each form to the fold of its group's first.
var oneName = func() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(variants) {
		forms := strings.Fields(line)
		for _, form := range forms {
			if folded := foldWord(form); all[folded] == "" {
				all[folded] = foldWord(forms[0])
			}
		}
	}
	return all
}()
