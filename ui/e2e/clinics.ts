// Where the test files share the clinics that they all begin with; it is gone when the last of them is over.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    clinics: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'karete-e2e-clinics-'))
  project.provide('clinics', folder)
  return () => rm(folder, { recursive: true, force: true })
}
