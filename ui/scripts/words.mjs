// npm run words: puts the catalogue back in order after keys were added anywhere in it.
import { readFileSync, writeFileSync } from 'node:fs'
import { sorted } from './i18n-rules.mjs'

for (const code of ['en', 'st']) {
  const file = new URL(`../../assets/i18n/${code}.json`, import.meta.url)
  writeFileSync(file, sorted(readFileSync(file, 'utf8')))
}
