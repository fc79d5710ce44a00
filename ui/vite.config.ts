import { defineConfig } from 'vite'
import { fileURLToPath } from 'node:url'

// The floor is the slowest tablet we still find in clinics (design: Chrome 95).
// No inlining anywhere: the server's CSP is `default-src 'self'`, which also refuses data: addresses.
export default defineConfig({
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
            { name: 'door', tags: ['$initial'], priority: 2 },
            { name: 'work', test: /\/src\/(kit|app)\//, priority: 1 },
            { name: 'shared', test: /\/src\/(?!consultation)/, minShareCount: 2 }, // the code lists only where one codes
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
