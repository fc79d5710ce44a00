import { api, ask, type Schema } from '../app/api'
import { useLive } from '../app/live'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { today } from '../i18n/dates'
import { t } from '../i18n/words'
import { minute } from '../kit/clock'

/** The day in figures, each of which opens what is behind it. */
export function TodayCard({ staff }: { staff: readonly Schema['Staff'][] }) {
  const day = today(minute.value)
  const found = useLoad(() => ask(api.GET('/api/v1/reports/day/{day}', { params: { path: { day } } })), [day])
  const book = useLoad(() => ask(api.GET('/api/v1/appointments/day/{day}', { params: { path: { day } } })), [day])
  const messages = useLoad(() => ask(api.GET('/api/v1/messages', { params: { query: { group: 'needs' } } })), [])
  useLive(['queue'], found.reload)
  useLive(['message'], messages.reload)
  useLive(['queue', 'booking'], book.reload)
  const active = staff.filter((s) => s.active)
  const r = found.data
  const bookings = book.data?.departments.flatMap((d) => d.slots.flatMap((s) => s.bookings)) ?? []
  const wait = r?.waits.find((w) => w.wait === 'clinician')?.medianMinutes
  return (
    <section class="card pad mg-today">
      <h2>{t('date.today')}</h2>
      {/* The rows stand before their figures are there: nothing moves under a finger. */}
      <dl class="kv" aria-busy={found.loading && !r}>
        {bookings.length > 0 && <><dt>{t('manager.expected')}</dt><dd><a href="/bookings" data-testid="expected-today">{t('manager.ofAll', { n: bookings.filter((b) => b.status === 'arrived' || b.status === 'fulfilled').length, all: bookings.length })}</a></dd></>}
        <dt>{t('manager.came')}</dt><dd>{r && <a href="/reports" data-testid="came-today">{r.all}</a>}</dd>
        <dt>{t('manager.seen')}</dt><dd>{r && <a href={`/reports/${day}/seen`} data-testid="seen-today">{r.seen}</a>}</dd>
        <dt>{t('manager.stillHere')}</dt><dd>{r && <a href="/queue" data-testid="open-today">{r.open}</a>}</dd>
        <dt>{t('manager.leftUnseen')}</dt><dd>{r && <a href={`/reports/${day}/left`} class={r.left ? 'state-d' : undefined} data-testid="left-today">{r.left}</a>}</dd>
        {wait !== undefined && <><dt>{t('manager.wait')}</dt><dd><a href="/reports" data-testid="wait-today">{t('manager.minutes', { n: wait })}</a></dd></>}
        {!!messages.data?.counts.needs && <><dt>{t('manager.messages')}</dt><dd><a href="/messages" class="state-d" data-testid="messages-need">{messages.data.counts.needs}</a></dd></>}
        <dt>{t('system.sessions')}</dt><dd><a href="/staff">{t('manager.ofAll', { n: active.filter((s) => s.signedIn).length, all: active.length })}</a></dd>
      </dl>
      {can('report.activity') && <p><a href="/activity" class="mg-link" data-testid="activity">{t('manager.activity')}</a></p>}
    </section>
  )
}
