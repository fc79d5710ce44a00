import './privacy.css'
import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { countText, dateText, dayText, timeText, today } from '../i18n/dates'
import { hasKey, plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { Initials, initialsOf, showName } from '../kit/person'
import { actWord, type Act } from '../manager/acts'
import { byDay, type Sitting } from './opened'

type Page = Schema['RecordAccesses']

/** Who opened or changed this record, newest first: from the journal itself. To look is an opening too. */
export function WhoOpened({ patientId }: { patientId: string }) {
  const read = (before?: number) => ask(api.GET('/api/v1/patients/{patientId}/access', { params: { path: { patientId }, query: before ? { before } : {} } }))
  const first = useLoad(() => read(), [patientId])
  const [older, setOlder] = useState<readonly Page[]>([])
  const [fetching, setFetching] = useState(false)
  useEffect(() => setOlder([]), [first.data])
  if (!first.data) return first.error ? <Note tone="danger" alert>{errorText(first.error)}</Note> : <Skeleton rows={4} />
  const pages = [first.data, ...older]
  const next = pages.at(-1)!.next
  const more = () => {
    setFetching(true)
    read(next).then((page) => setOlder((o) => [...o, page]), complain).finally(() => setFetching(false))
  }
  const now = today(minute.value)
  return (
    <div class="wo" data-testid="who-opened">
      <section class="card" aria-labelledby="opened-head">
        <h2 class="vh" id="opened-head">{t('chart.whoOpened')}</h2>
        {byDay(pages.flatMap((p) => p.accesses)).map(({ day, sittings }) => (
          <section key={day}>
            <h3 class="wo-day">{day === now ? t('date.today') : `${dayText(day)}${day.slice(0, 4) === now.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`}`}</h3>
            {sittings.map((s) => <SittingRow key={s.entries[0]!.seq} sitting={s} />)}
          </section>
        ))}
        {!!next && <div class="tfoot"><Button kind="quiet" icon="down" busy={fetching} onClick={more} data-testid="opened-older">{t('journal.older')}</Button></div>}
      </section>
      <div class="stack">
        {first.data.summary && <Counts summary={first.data.summary} />}
        <section class="card pad stack">
          <h2>{t('opened.right')}</h2>
          <p class="t2">{t('opened.rightAbout')}</p>
          {can('patient.bundle') && <p><Button icon="print" href={`/print/record/${patientId}`} data-testid="open-bundle">{t('bundle.title')}</Button></p>}
        </section>
        <Note tone="ok" icon="shield"><b>{t('opened.nothingOut')}</b><br />{t('opened.proofAbout')} <a href="/api/v1/journal/key" download="box.pub" data-testid="key">{t('opened.key')}</a></Note>
      </div>
    </div>
  )
}

function Counts({ summary: s }: { summary: Schema['AccessSummary'] }) {
  const rows: [string, string, boolean?][] = [
    [t('opened.opened'), plural('opened.times', s.opened)], [t('opened.changed'), plural('opened.times', s.changed)], [t('opened.withoutVisit'), countText(s.withoutVisit), s.withoutVisit > 0],
  ]
  return (
    <section class="card pad">
      <h2>{plural('opened.people', s.people)}</h2>
      <p class="t2">{t('opened.since', { date: dateText(today(Date.parse(s.since))) })}</p>
      <dl class="kv">{rows.map(([k, v, odd]) => <><dt key={k}>{k}</dt><dd class={odd ? 'wo-odd-n' : undefined}>{v}</dd></>)}</dl>
    </section>
  )
}

function SittingRow({ sitting: s }: { sitting: Sitting }) {
  const [open, setOpen] = useState(false)
  const [last] = s.entries
  const begun = s.entries.at(-1)!
  const name = last!.staff ? showName(last!.staff.displayName) : t(last!.role === 'patient' ? 'role.patient' : 'journal.box')
  const role = `role.${last!.role}`
  const from = timeText(begun.at)
  const to = timeText(last!.at)
  return (
    <div class={`wo-row${s.withoutVisit ? ' wo-odd' : ''}`}>
      <button type="button" class="wo-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="wo-time num">{from === to ? to : <>{from}<br /><span class="t2">{to}</span></>}</span>
        <Initials text={initialsOf(name)} size="s" />
        <span class="grow">
          <b>{name}</b>{hasKey(role) && <span class="t2">, {t(role)}</span>}
          <span class="wo-acts">{s.acts.map((a) => `${actWord(a.action as Act)}${a.times > 1 ? ` (${plural('opened.times', a.times)})` : ''}`).join('. ')}</span>
          {s.withoutVisit && <span class="wo-why"><Icon name="warn" size="s" />{t('opened.noVisit')}</span>}
        </span>
        <span class="wo-from cap">{last!.device}</span>
        <Icon name="down" size="s" />
      </button>
      {open && (
        <ul class="wo-entries">
          {s.entries.map((e) => (
            <li key={e.seq}>
              <span class="num">{timeText(e.at)}</span>
              <span class="grow">{actWord(e.action as Act)}</span>
              {can('journal.prove') && <a href={`/api/v1/journal/${e.seq}/proof`} download={`karete-entry-${e.seq}.json`} data-testid="proof">{t('opened.proof', { n: countText(e.seq) })}</a>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
