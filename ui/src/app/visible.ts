// Marks that nobody sees and that come along when text is pasted: a phone number copied from a contact list is wrapped
// in them. The server refuses them, and the reader could not find what is wrong.
const marks = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g
const secret = new Set(['password', 'current', 'next', 'passphrase'])

/** JSON of a body as it was typed. A password goes as it is: the person may have chosen anything. */
export function bodyOf(body: unknown): string {
  return JSON.stringify(body, (key, value: unknown) => typeof value === 'string' && !secret.has(key) ? value.replace(marks, '') : value)
}
