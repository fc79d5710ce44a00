// Says at the very end, a line each, what failed: whoever runs this on another machine may see no more than the end of it.
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

const firstLine = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean).slice(0, 4).join(' ').slice(0, 300)

export default class Lastly implements Reporter {
  onTestRunEnd(files: readonly TestModule[], outside: readonly SerializedError[]): void {
    const lines = outside.map((e) => `outside of any test: ${firstLine(e.message)}`).concat(files.flatMap((file) => [
      ...file.errors().map((e) => `${file.relativeModuleId}: ${firstLine(e.message)}`),
      ...[...file.children.allTests('failed')].map((test) => `${file.relativeModuleId} > ${test.fullName}: ${test.result().errors?.map((e) => firstLine(e.message)).join(' | ')}`),
    ]))
    // Written after the other reporters' own words.
    if (lines.length) process.once('exit', () => process.stderr.write(`\nFailed:\n${lines.map((line) => `- ${line}\n`).join('')}`))
  }
}
