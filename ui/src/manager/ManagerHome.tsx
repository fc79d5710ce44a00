import './manager.css'
import { useEffect } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { session } from '../app/session'
import { useLoad } from '../app/useLoad'
import { timeText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Note, Skeleton } from '../kit/message'
import { HealthLine } from './HealthLine'

const EVERY_MINUTES = 5

async function readHealth() {
  const [health, { staff }] = await Promise.all([ask(api.GET('/api/v1/health')), ask(api.GET('/api/v1/staff'))])
  return { health, staff }
}

/** The manager's first page: is the box well, and what needs a person. */
export default function ManagerHome() {
  const found = useLoad(readHealth, [])
  useLive(['clinic', 'backup'], found.reload)
  const beat = Math.floor(minute.value / 60_000 / EVERY_MINUTES)
  useEffect(() => { if (found.at) found.reload() }, [beat])
  const lines = found.data?.health.lines
  const title = lines ? finding(lines.filter((l) => l.mood === 'now').length, lines.filter((l) => l.mood === 'look').length) : t('manager.title')
  const stepped = !!found.data?.staff.some((s) => s.id === session.value?.staff.id && s.secondFactor)
  return (
    <Page name="manager-home" title={title} class="mg">
      <div class="mg-head">
        <h1>{title}</h1>
        {found.at && <p class="t2">{t('manager.checked', { time: timeText(found.data!.health.at) })}</p>}
      </div>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note>}
      {!found.data && !found.error && <Skeleton rows={6} />}
      {found.data && (
        <div class="mg-two">
          <ul class="card mg-health">{lines!.map((line) => <HealthLine key={line.id} line={line} secondFactor={stepped} />)}</ul>
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
      {/* The rows stand before their figures are there: nothing moves under a finger. */}
      <dl class="kv" aria-busy={found.loading && !found.data}>
        <dt>{t('manager.came')}</dt><dd>{found.data && <a href="/reports" data-testid="came-today">{found.data.all}</a>}</dd>
        <dt>{t('manager.stillHere')}</dt><dd>{found.data && <a href="/queue" data-testid="open-today">{found.data.open}</a>}</dd>
        <dt>{t('system.sessions')}</dt><dd><a href="/staff">{t('manager.ofAll', { n: active.filter((s) => s.signedIn).length, all: active.length })}</a></dd>
      </dl>
    </section>
  )
}
