import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { timeText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { showName, Ticket } from '../kit/person'
import { TriageBadge, type Level } from '../kit/TriageBadge'
import { shift } from '../report/day'

type Report = Schema['SelfReportRow']
const FIRST = 5

/** Who said something of themselves at the kiosk or by phone, and how urgent that makes them: never what they said. */
export function SaidToday() {
  const now = today(minute.value)
  const [day, setDay] = useState('')
  const [all, setAll] = useState(false)
  const at = day || now
  const found = useLoad(() => ask(api.GET('/api/v1/self-triage/reports', { params: { query: { day: at } } })), [at])
  useLive(['queue'], () => { if (at === now) found.reload() })
  const reports = found.data?.reports
  const shown = all ? reports : reports?.slice(0, FIRST)
  const chip = (to: string, label: string) => <button type="button" class={`chip${at === to ? ' on' : ''}`} aria-pressed={at === to} data-testid={`said-${to === now ? 'today' : 'yesterday'}`} onClick={() => setDay(to === now ? '' : to)}>{label}</button>
  return (
    <section class="card td-card" aria-labelledby="said-head" data-testid="said">
      <div class="card-head"><h2 id="said-head">{t('said.title')}</h2>{reports && <span class="cap sp num">{reports.length}</span>}</div>
      <div class="td-days">
        <div class="chips" role="group" aria-label={t('said.days')}>{chip(now, t('date.today'))}{chip(shift(now, -1), t('date.yesterday'))}</div>
        <label class="sp"><span class="vh">{t('said.otherDay')}</span><input class="in td-day" type="date" max={now} value={at} data-testid="said-day" onChange={(e) => setDay(e.currentTarget.value <= now ? e.currentTarget.value : '')} /></label>
      </div>
      {found.error !== undefined && <Note tone="warn">{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note>}
      {shown && (shown.length ? <ul>{shown.map((r) => <Row key={r.id} report={r} />)}</ul> : <p class="td-none">{t(at === now ? 'said.noneToday' : 'said.none')}</p>)}
      {(reports?.length ?? 0) > FIRST && <div class="tfoot"><button type="button" class="linklike sp" aria-expanded={all} data-testid="said-all" onClick={() => setAll(!all)}>{t(all ? 'action.showLess' : 'action.showAll')}</button></div>}
    </section>
  )
}

function Row({ report: r }: { report: Report }) {
  const open = can('triage.save') && r.visitId && !r.reviewed ? `/visits/${r.visitId}/triage` : `/patients/${r.patient.id}`
  return (
    <li class={`td-row${r.toNurseNow ? ' td-1' : ''}`}>
      <span class="td-at num"><b>{timeText(r.at)}</b></span>
      <span class="grow">
        <a class="td-name" href={open}>{showName(r.patient.displayName)}</a>
        <span class="row row-s wrap"><TriageBadge level={r.held as Level} />{r.ticket ? <Ticket number={r.ticket} /> : <span class="cap">{t('said.notHere')}</span>}</span>
        <span class="cap td-state">
          {r.toNurseNow ? <b class="td-now"><Icon name="warn" size="s" />{t('said.nurseNow')}</b>
            : r.reviewed ? <><Icon name="check" size="s" />{t('said.reviewed')}</>
            : r.finished ? t('said.waits') : t('said.unfinished')}
        </span>
      </span>
    </li>
  )
}
