import './manager.css'
import { useEffect } from 'preact/hooks'
import { api, ask } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { session } from '../app/session'
import { useLoad } from '../app/useLoad'
import { timeText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Note, Skeleton } from '../kit/message'
import { HealthLine } from './HealthLine'
import { LineNow } from './LineNow'
import { TodayCard } from './Today'

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
          <div class="mg-side"><TodayCard staff={found.data.staff} /><LineNow /></div>
        </div>
      )}
    </Page>
  )
}

function finding(now: number, look: number): string {
  if (now) return t('manager.find.now')
  return look ? plural('manager.find.look', look) : t('manager.find.well')
}
