// npm run words: puts the catalogue back in order after keys were added anywhere in it.
// npm run words -- --unused: lists keys that no screen, print or server code seems to name. A key made at run time
// counts as used when its beginning stands in the code (`level.${n}`, "error." + code).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { sorted } from './i18n-rules.mjs'

const at = (path) => new URL(`../../${path}`, import.meta.url)
const catalogue = (code) => at(`assets/i18n/${code}.json`)

if (process.argv.includes('--unused')) {
  const code = ['ui/src/', 'server/'].flatMap((dir) => readdirSync(at(dir), { recursive: true })
    .filter((name) => /\.(tsx?|go)$/.test(name) && !/(\.test\.|_test\.|schema\.d\.)/.test(name))
    .map((name) => readFileSync(new URL(name, at(dir)), 'utf8'))).join('\n')
  const begun = [...code.matchAll(/[`"']([a-zA-Z]+(?:\.[a-zA-Z-]+)*\.)(?:\$\{|" \+)/g)].map((m) => m[1])
  for (const key of Object.keys(JSON.parse(readFileSync(catalogue('en'), 'utf8')))) {
    const stem = key.replace(/\.(one|other)$/, '')
    if (!code.includes(key) && !code.includes(`'${stem}'`) && !begun.some((b) => key.startsWith(b))) console.log(key)
  }
} else {
  for (const code of ['en', 'st']) writeFileSync(catalogue(code), sorted(readFileSync(catalogue(code), 'utf8')))
}
