// Writes .br and .gz beside each built file, once here instead of at every start of a small box.
// What becomes smaller is kept in these forms only, which spares the binary most of its screens' size; what saves less
// than a tenth is kept as it is.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
for (const name of readdirSync(dist, { recursive: true })) {
  if (!/\.(html|js|css|svg|json)$/.test(name)) continue
  const file = new URL(name, dist)
  const plain = readFileSync(file)
  const forms = {
    br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
    gz: gzipSync(plain, { level: 9 }),
  }
  if (forms.gz.length >= plain.length * 0.9) continue
  for (const [ext, body] of Object.entries(forms)) writeFileSync(new URL(`${name}.${ext}`, dist), body)
  rmSync(file)
}
