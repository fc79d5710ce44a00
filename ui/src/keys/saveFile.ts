/** Hands a file from the box to the browser to be saved; its content is base64. */
export function saveFile({ name, content }: { name: string; content: string }): void {
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0))
  saveBlob(name, new Blob([bytes], { type: 'application/octet-stream' }))
}

export function saveBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000) // the browser may still be reading it
}
