// Stops the build when the two languages drift apart: keys, params, order, one line per key.
import { readFileSync } from 'node:fs'
import { problems } from './i18n-rules.mjs'

const read = (code) => readFileSync(new URL(`../../assets/i18n/${code}.json`, import.meta.url), 'utf8')
const found = problems(read('en'), read('st'))
for (const line of found) console.error(line)
if (found.length) {
  console.error(`${found.length} problem(s) in assets/i18n`)
  process.exit(1)
}
