import { useRef } from 'preact/hooks'
import { Standing } from '../queue/Card'
import type { QueueRow } from '../queue/rows'
import { timeText } from '../i18n/dates'
import { language, t, type Key } from '../i18n/words'
import { IconButton } from '../kit/Button'
import { sexAge, showName, Ticket } from '../kit/person'
import { useShortcuts } from '../kit/shortcuts'
import { Table } from '../kit/Table'
import { LevelOf } from '../triage/BySelf'
import { useWide } from './useWide'

interface Props { rows: readonly QueueRow[]; fading: ReadonlySet<string>; onMenu: (row: QueueRow) => void }

/** Where they stand; a red arrival is named in words, as nobody has given it a level yet. */
function StageText({ r }: { r: QueueRow }) {
  if (r.stage === 'done' && r.outcome) return <>{t(`outcome.${r.outcome}` as Key)}</>
  return <>{r.emergency && r.level === 0 && <b class="rh-sos">{t('level.1')} </b>}{t(`stage.${r.stage}` as Key)}</>
}

const urgent = (r: QueueRow) => r.stage !== 'done' && (r.level === 1 || (r.emergency && r.level === 0))

/** The line in serving order; a list of cards on a phone. J and K go from row to row. */
export function WaitingTable({ rows, fading, onMenu }: Props) {
  const wide = useWide(600)
  // Sesotho words run longer: there sex and age stand under the name until the window is really wide.
  const room = useWide(760)
  const more = useWide(1500)
  const roomy = more || (room && language.value !== 'st')
  const box = useRef<HTMLDivElement>(null)
  const step = (by: 1 | -1) => {
    const menus = [...(box.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const now = menus.indexOf(document.activeElement as HTMLElement)
    menus[now < 0 ? 0 : Math.max(0, Math.min(menus.length - 1, now + by))]?.focus()
  }
  useShortcuts([{ keys: 'J', says: 'shortcut.down', run: () => step(1) }, { keys: 'K', says: 'shortcut.up', run: () => step(-1) }])

  const menuOf = (r: QueueRow) => <IconButton icon="dots" label={t('action.moreFor', { name: r.ticket })} aria-haspopup="dialog" data-row="" data-testid={`menu-${r.ticket}`} onClick={() => onMenu(r)} />
  const wait = (r: QueueRow) => (r.stage === 'done' ? (r.endedAt ? <span class="num">{timeText(r.endedAt)}</span> : null) : <Standing row={r} />)
  return (
    <div ref={box}>
      {wide ? (
        <Table label={t('queue.title')} rows={rows} rowKey={(r) => r.id} rowClass={(r) => [urgent(r) && 'l1', fading.has(r.id) && 'changed'].filter(Boolean).join(' ') || undefined}
          columns={[
            { key: 'ticket', head: t('ticket.label'), cell: (r) => <Ticket number={r.ticket} /> },
            { key: 'name', head: t('name.label'), class: 'rh-name', cell: (r) => <span class="nm">{showName(r.patient.displayName)}{!roomy && <span class="cap rh-sub">{sexAge(r.patient)}</span>}</span> },
            ...(roomy ? [{ key: 'age', head: t('reception.sexAge'), cell: (r: QueueRow) => <span class="num nw">{sexAge(r.patient)}</span> }] : []),
            { key: 'level', head: t('reception.level'), cell: (r) => <LevelOf row={r} /> },
            { key: 'wait', head: t('wait.title'), class: 'rh-wait', cell: wait },
            { key: 'stage', head: t('reception.stage'), class: 'rh-wrap', cell: (r) => <span class="t2"><StageText r={r} /></span> },
            { key: 'menu', head: <span class="vh">{t('action.more')}</span>, class: 'n', cell: menuOf },
          ]} />
      ) : (
        <ul class="rh-list" aria-label={t('queue.title')}>
          {rows.map((r) => (
            <li key={r.id} class={`rh-item${urgent(r) ? ' rh-l1' : ''}`}>
              <div class="grow">
                <p class="row row-s wrap"><Ticket number={r.ticket} /><LevelOf row={r} /></p>
                <p class="nm">{showName(r.patient.displayName)} <span class="t2 num nw">{sexAge(r.patient)}</span></p>
                <p class="row row-s wrap t2"><span><StageText r={r} /></span>{wait(r)}</p>
              </div>
              {menuOf(r)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
