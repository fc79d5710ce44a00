import './manager.css'
import { useEffect } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { timeText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute, serverNow } from '../kit/clock'
import { Note, Skeleton } from '../kit/message'
import { HealthLine } from './HealthLine'
import { lines, type Vitals } from './health'

const EVERY_MINUTES = 5

async function readVitals(): Promise<Vitals> {
  const day = today(serverNow())
  const [system, { staff }, leftOpen, keys, trust, refused] = await Promise.all([
    ask(api.GET('/api/v1/system')),
    ask(api.GET('/api/v1/staff')),
    ask(api.GET('/api/v1/visits/left-open')),
    ask(api.GET('/api/v1/keys')),
    ask(api.GET('/api/v1/trust/certificates')),
    ask(api.GET('/api/v1/journal', { params: { query: { action: 'session.refused', day } } })),
  ])
  return { system, staff, leftOpen, keys, trust, refused: refused.entries.length, now: serverNow(), today: day }
}

/** The manager's first page: is the box well, and what needs a person. */
export default function ManagerHome() {
  const found = useLoad(readVitals, [])
  useLive(['clinic'], found.reload)
  const beat = Math.floor(minute.value / 60_000 / EVERY_MINUTES)
  useEffect(() => { if (found.at) found.reload() }, [beat])
  const health = found.data && lines(found.data)
  const title = health ? finding(health.filter((l) => l.mood === 'now').length, health.filter((l) => l.mood === 'look').length) : t('manager.title')
  return (
    <Page name="manager-home" title={title} class="mg">
      <div class="mg-head">
        <h1>{title}</h1>
        {found.at && <p class="t2">{t('manager.checked', { time: timeText(found.data!.now) })}</p>}
      </div>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note>}
      {!found.data && !found.error && <Skeleton rows={6} />}
      {found.data && (
        <div class="mg-two">
          <ul class="card mg-health">{health!.map((line) => <HealthLine key={line.id} line={line} vitals={found.data!} />)}</ul>
          <TodayCard staff={found.data.staff} />
        </div>
      )}
    </Page>
  )
}

function finding(now: number, look: number): string {
  if (now) return t('manager.find.now')
  return look ? plural('manager.find.look', look) : t('manager.find.well')
}

function TodayCard({ staff }: { staff: readonly Schema['Staff'][] }) {
  const day = today(minute.value)
  const found = useLoad(() => ask(api.GET('/api/v1/reports/day/{day}', { params: { path: { day } } })), [day])
  useLive(['queue'], found.reload)
  const active = staff.filter((s) => s.active)
  return (
    <section class="card pad mg-today">
      <h2>{t('date.today')}</h2>
      <dl class="kv">
        {found.data && (
          <>
            <dt>{t('manager.came')}</dt><dd><a href="/reports" data-testid="came-today">{found.data.all}</a></dd>
            <dt>{t('manager.stillHere')}</dt><dd><a href="/queue" data-testid="open-today">{found.data.open}</a></dd>
          </>
        )}
        <dt>{t('system.sessions')}</dt><dd><a href="/staff">{t('manager.ofAll', { n: active.filter((s) => s.signedIn).length, all: active.length })}</a></dd>
      </dl>
    </section>
  )
}
