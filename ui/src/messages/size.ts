// What a text costs, counted as the server counts it (server/notify/sms): a letter that the seven-bit alphabet lacks
// makes the whole text dear.
const BASIC = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENSION = '\f^{}\\[~]|€'

export interface Size { signs: number; parts: number; /** The first letter that makes it dear. */ dear: string | undefined }

export function measure(text: string): Size {
  const letters = [...text]
  const dear = letters.find((l) => !BASIC.includes(l) && !EXTENSION.includes(l))
  const width = (l: string) => (dear ? l.length : EXTENSION.includes(l) ? 2 : 1)
  const signs = letters.reduce((n, l) => n + width(l), 0)
  const [alone, several] = dear ? [70, 67] : [160, 153]
  if (signs <= alone) return { signs, parts: 1, dear }
  let parts = 1
  let used = 0
  for (const l of letters) {
    if (used + width(l) > several) { parts++; used = 0 }
    used += width(l)
  }
  return { signs, parts, dear }
}

const PLAIN: Record<string, string> = { '’': "'", '‘': "'", '“': '"', '”': '"', '–': '-', '—': '-', '…': '...', '\u00a0': ' ' }

/** A wording with its gaps filled, as it goes out. */
export function filled(wording: string, sample: Record<string, string>, plainLetters: boolean): string {
  const text = wording.replace(/\{(\w+)\}/g, (gap, name: string) => sample[name] ?? gap).replace(/[’‘“”–—…\u00a0]/g, (l) => PLAIN[l]!)
  return plainLetters ? text.replace(/š/g, 's').replace(/Š/g, 'S') : text
}
