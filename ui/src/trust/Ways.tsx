import './network.css'
import type { Schema } from '../app/api'
import { Qr } from '../card/Qr'
import { t, type Key } from '../i18n/words'
import { Note } from '../kit/message'

export type Way = Schema['Way']

const KIND: Record<Way['kind'], Key> = { name: 'network.byName', address: 'network.byAddress', outside: 'network.byOutside' }

/** The addresses of the box, each with what a camera reads; `first` shows where a new device begins. */
export function Ways({ ways, first }: { ways: readonly Way[]; first?: boolean }) {
  if (!ways.length) return <Note tone="warn">{t('network.onlyHere')}</Note>
  return (
    <ul class="nt-ways">
      {ways.map((w) => {
        const [at, code] = first ? [w.first, w.firstQr] : [w.secure, w.qr]
        return at && code && (
          <li key={at} class="nt-way" data-testid={`way-${w.kind}`}>
            <Qr svg={code} label={at} />
            <p><span class="cap">{t(KIND[w.kind])}</span><a class="mono" href={at}>{plain(at)}</a></p>
          </li>
        )
      })}
    </ul>
  )
}

/** An address as one reads it aloud: without the slash at its end. */
export const plain = (address: string) => address.replace(/\/$/, '')
