/** Has the browser save what was already answered, under a name that tells nothing of anybody. */
export function keep(content: BlobPart, kind: string, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: kind }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
