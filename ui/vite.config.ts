import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { part, type Part } from './scripts/i18n-rules.mjs'

// A catalogue comes in parts: `en.json?first` is all that signing in and a day's work say, `?open` what the screens that
// nobody signs in to say besides, `?later` what comes after a page itself, `?rest` the rest.
const words: Plugin = {
  name: 'words',
  enforce: 'pre',
  async load(id) {
    const [, file, which] = /^(.*\/i18n\/\w+\.json)\?(first|rest|open|later)$/.exec(id) ?? []
    if (!file) return undefined
    this.addWatchFile(file)
    // Parsed as JSON, which is quicker to read than the same as a script.
    return `export default JSON.parse(${JSON.stringify(part(await readFile(file, 'utf8'), which as Part))})`
  },
}

// The floor is the slowest tablet we still find in clinics (design: Chrome 95).
// No inlining anywhere: the server's CSP is `default-src 'self'`, which also refuses data: addresses.
export default defineConfig({
  plugins: [words],
  resolve: {
    alias: { '@assets': fileURLToPath(new URL('../assets', import.meta.url)) },
  },
  json: { stringify: true },
  build: {
    target: ['chrome95', 'firefox115', 'safari15.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Few steps: the door (signing in), what all pages behind it share, what some share, and each page. Left to
        // itself the bundler makes a file for each set of pages that share something, and a slow link pays for each.
        codeSplitting: {
          groups: [
            { name: 'door', tags: ['$initial'], priority: 3 },
            { name: 'work', test: /\/src\/(kit|app)\//, priority: 2 },
            { name: 'shared', test: /\/src\/(?!consultation|backup|card\/(Camera|photo)|keys|kiosk|manager|my|setup|time|trust)/, minShareCount: 2, priority: 1 }, // the code lists only where one codes
            { name: 'patient', test: /\/src\/kiosk\//, minShareCount: 2 }, // a kiosk's and a patient's own phone's
            { name: 'box', test: /\/src\/(backup|keys|manager|setup|time|trust)\//, minShareCount: 2 }, // of the manager's pages and the first run
          ],
        },
      },
    },
  },
  server: {
    fs: { allow: ['..'] },
    proxy: { '/api': 'http://127.0.0.1:8080', '/healthz': 'http://127.0.0.1:8080' },
  },
})
