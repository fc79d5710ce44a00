import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// A walk is a line or two that looks at every screen: the shortest files take longest. Where nothing is known of the
// last run, the larger file would begin, and at the end one walk goes on by itself.
class WalksFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const walks = (file: TestSpecification) => Number(/(manager|screens)\.e2e\.ts$/.test(file.moduleId))
    return (await super.sort(files)).sort((a, b) => walks(b) - walks(a))
  }
}

// The browser tests: two files at a time, because each starts a server and a browser, which mostly wait for each other.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/clinics.ts'],
    reporters: ['default', './e2e/lastly.ts'],
    maxWorkers: 2,
    isolate: false, // the library that drives the browser is read once a worker, not once a file
    sequence: { sequencer: WalksFirst },
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A second, as it is by itself, is too short for a machine that is busy.
    expect: { poll: { timeout: 15_000 } },
  },
})
