const PARAM = /\{(\w+)\}/g
const params = (text) => [...new Set([...text.matchAll(PARAM)].map((m) => m[1]))].sort().join(',')

// Compares code units, so that any editor's or tool's plain sort agrees on every machine.
const before = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

function shape(name, text) {
  const out = []
  const words = JSON.parse(text)
  const keys = Object.keys(words)
  const lines = text.trim().split('\n').slice(1, -1)
  if (lines.length !== keys.length) out.push(`${name}: a key is there twice, or a line does not hold exactly one key`)
  keys.forEach((key, i) => {
    if (i > 0 && before(keys[i - 1], key) > 0) out.push(`${name}: ${key} is out of order (npm run words sorts)`)
    if (typeof words[key] !== 'string' || words[key] === '') out.push(`${name}: ${key} has no text`)
  })
  for (const key of keys) {
    if (key.endsWith('.one') && !(key.replace(/one$/, 'other') in words)) out.push(`${name}: ${key} has no .other`)
  }
  return { words, out }
}

/** Everything wrong with the pair of catalogue texts, as sentences; empty when they agree. */
export function problems(enText, stText) {
  const en = shape('en.json', enText)
  const st = shape('st.json', stText)
  const out = [...en.out, ...st.out]
  for (const key of Object.keys(en.words)) {
    if (!(key in st.words)) out.push(`st.json: ${key} is missing`)
    else if (params(en.words[key]) !== params(st.words[key]))
      out.push(`st.json: ${key} takes {${params(st.words[key])}}, en.json {${params(en.words[key])}}`)
  }
  for (const key of Object.keys(st.words)) if (!(key in en.words)) out.push(`en.json: ${key} is missing`)
  return out
}

/** The catalogue text again with keys in order, one a line. */
export function sorted(text) {
  const words = JSON.parse(text)
  const lines = Object.keys(words).sort(before).map((k) => `  ${JSON.stringify(k)}: ${JSON.stringify(words[k])}`)
  return `{\n${lines.join(',\n')}\n}\n`
}

// What only the manager's pages, the first run and the setting up of a device say. Half of all the words: who works at
// the desk or in a room need not wait for them.
const REST = /^(act|activity|addNumber|backup|breach|clinic|device|duplicate|file|hours|import|keys|kin|manager|may|message|network|pair|people|program|restore|retention|setup|slip|staff|system|trust|unjoin)\./

// What only the screens that nobody signs in to say: the kiosk, a patient's own phone, the wall.
const OPEN = /^(display|kiosk)\./

// What people at work see after the page itself: the cards beside a line, an alert, what a patient said before.
const LATER = /^(alert|booking|said|today)\./

/** The part that a key comes with: with the first words, or later, with allWords(), openWords() or laterWords(). */
export const partOf = (key) => (REST.test(key) ? 'rest' : OPEN.test(key) ? 'open' : LATER.test(key) ? 'later' : 'first')

/** One part of a catalogue's text. */
export function part(text, which) {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).filter(([key]) => partOf(key) === which)))
}
