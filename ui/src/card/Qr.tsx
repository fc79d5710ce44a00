import { useMemo } from 'preact/hooks'
import { t } from '../i18n/words'

/**
 * The server's picture of a code, drawn anew from its two facts: how many modules wide and which are dark. Nothing
 * else of the text gets into the page.
 */
export function drawn(svg: string): { side: number; dark: string } | undefined {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
  const side = Number(root.getAttribute('viewBox')?.split(' ')[2])
  const dark = root.querySelector('path[fill="#000"]')?.getAttribute('d') ?? ''
  return side > 0 && /^[Mhvz0-9 -]+$/.test(dark) ? { side, dark } : undefined
}

/** The quiet zone is part of the picture: white, and nothing may be laid over it. */
export function Qr({ svg, label = t('card.square') }: { svg: string; label?: string }) {
  const code = useMemo(() => drawn(svg), [svg])
  if (!code) return null
  return (
    <svg class="qr" viewBox={`0 0 ${code.side} ${code.side}`} shape-rendering="crispEdges" role="img" aria-label={label}>
      <rect width={code.side} height={code.side} fill="#fff" />
      <path d={code.dark} fill="#000" />
    </svg>
  )
}
