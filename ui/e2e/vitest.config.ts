import { defineConfig } from 'vitest/config'

// The browser tests: one file at a time, because each starts a server and a browser on two cores.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
})
