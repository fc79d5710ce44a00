import type { Schema } from '../app/api'
import type { Speaks } from '../i18n/both'
import type { Language } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { numbered, short } from './turn'

const named = (d: Schema['DisplayDepartment'], language: Language) => (language === 'st' && d.nameSt) || d.name

// Long ones are drawn smaller, so that the number is whole from the last bench.
const size = (text: string) => (text.length <= 7 ? '' : text.length <= 8 ? ' dp-m' : ' dp-l')

/** A name may stand in two lines, but no word in two. */
const roomSize = (text: string, newest: boolean) => {
  const word = Math.max(...text.split(' ').map((w) => w.length))
  const [all, most] = newest ? [8, 7] : [14, 12]
  return text.length <= all && word <= most ? '' : word <= most + 3 && text.length <= all * 2.5 ? ' dp-m' : ' dp-l'
}

/** The last calls, the newest by far the largest. */
export function Calls({ calls, language, say }: { calls: readonly Schema['DisplayCall'][]; language: Language; say: Speaks }) {
  return (
    <ol class="dp-calls" aria-live="polite">
      {calls.map((c, i) => {
        const place = named(c.department, language)
        const room = c.room && (numbered(c.room) ? say('display.room', { room: c.room }) : c.room)
        return (
          <li key={`${c.ticket} ${c.calledAt}`} class={`dp-call${i === 0 ? ' dp-new' : ''}`} data-testid="display-call">
            <span class={`dp-who${c.name ? ' dp-named' : ''}`}><span class={`dp-t num${size(c.ticket)}`}>{c.ticket}</span>{c.name && <span class="dp-name">{c.name}</span>}</span>
            <Icon name="go" />
            <span class={`dp-r${roomSize(room || place, i === 0)}`} lang={language}>{room || place}{room && <small>{place}</small>}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** Whose turn is next in each department: numbers only, nothing of how urgent they are. */
export function Upcoming({ next, language, say }: { next: readonly Schema['DisplayNext'][]; language: Language; say: Speaks }) {
  return (
    <div class={`dp-lines${next.length > 5 ? ' dp-many' : ''}`}>
      {next.map((n) => (
        <section key={n.department.code} data-testid={`display-next-${n.department.code}`}>
          <h3><span>{named(n.department, language)}</span><span class="dp-count num" role="img" aria-label={say.plural('display.waiting', n.waiting)}><Icon name="users" />{n.waiting}</span></h3>
          <p class="num">{(n.tickets ?? []).map((ticket) => <span key={ticket}>{short(ticket, n.department.code)}</span>)}</p>
        </section>
      ))}
    </div>
  )
}
