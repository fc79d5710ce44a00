/**
 * A UUIDv7 (RFC 9562): 48 bits of epoch ms, then random. Made from getRandomValues,
 * because crypto.randomUUID is missing on plain http.
 */
export function uuidv7(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(16))): string {
  const bytes = random.slice()
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
