/** The list of symptoms as it is typed: a line each, our code and the service's. */
export const mappingText = (mapping: Readonly<Record<string, string>>): string => Object.keys(mapping).sort().map((item) => `${item} ${mapping[item]!}`).join('\n')

const LINE = /^([A-Z]{2}[0-9]{2})[\s=:,;]+([a-z]_[0-9]+)$/

/** What was typed, or the first line that cannot be read. */
export function readMapping(text: string): { mapping: Record<string, string>; wrong?: number } {
  const mapping: Record<string, string> = {}
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.trim()
    if (!line) continue
    const [, item, id] = LINE.exec(line) ?? []
    if (!item || !id || item in mapping) return { mapping, wrong: i + 1 }
    mapping[item] = id
  }
  return { mapping }
}
