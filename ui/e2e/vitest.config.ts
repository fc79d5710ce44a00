import { defineConfig } from 'vitest/config'

// The browser tests: two files at a time, because each starts a server and a browser, which mostly wait for each other.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/clinics.ts'],
    reporters: ['default', './e2e/lastly.ts'],
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A second, as it is by itself, is too short for a machine that is busy.
    expect: { poll: { timeout: 15_000 } },
  },
})
