import './phones.css'
import type { Schema } from '../app/api'
import { plural, t } from '../i18n/words'

/** Each number with whose phone it is, whether a message may be left on it, and how many others gave the same one. */
export function Phones({ phones }: { phones: readonly Schema['Phone'][] }) {
  return (
    <ul class="ids">
      {phones.map((p) => (
        <li key={p.number}>
          <span class="num">{p.display}</span>{p.owner && `, ${p.owner}`}
          <span class="cap ids-phone">{[t(p.mayLeaveMessage ? 'phone.messages' : 'phone.noMessages'), p.alsoOf ? plural('phone.alsoOf', p.alsoOf) : ''].filter(Boolean).join('; ')}</span>
        </li>
      ))}
    </ul>
  )
}
