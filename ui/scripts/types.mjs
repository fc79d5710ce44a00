// npm run types -- <openapi.json>: writes src/api/schema.d.ts from the server's own document.
// With --check it writes nothing and fails when the file in the tree is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import openapiTS, { astToString } from 'openapi-typescript'

const args = process.argv.slice(2)
const source = args.find((a) => !a.startsWith('--')) ?? process.env.OPENAPI
if (!source) {
  console.error('usage: npm run types -- <openapi.json> [--check]')
  process.exit(2)
}
const target = new URL('../src/api/schema.d.ts', import.meta.url)
const text = `// Written by "npm run types" from the server's OpenAPI document. Do not edit.\n\n${astToString(
  await openapiTS(pathToFileURL(resolve(source))),
)}`
if (args.includes('--check')) {
  if (readFileSync(target, 'utf8') === text) process.exit(0)
  console.error('src/api/schema.d.ts is stale: run npm run types')
  process.exit(1)
}
writeFileSync(target, text)
