import './booking.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Lazy } from '../app/Lazy'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { laterWords, plural, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { Icon } from '../kit/Icon'
import { Empty, Note, Skeleton } from '../kit/message'
import { sexAge, showName } from '../kit/person'
import { departmentName } from '../queue/departments'
import { useClinic } from '../reception/clinic'
import { dayOf, reasonText, whenText } from './say'
import { daysAfter } from './week'
import { spotNow } from './when'

type Missed = Schema['MissedBooking']
const SPANS = { day: 1, week: 7, month: 30 } as const
type Span = keyof typeof SPANS

const bookSheet = () => laterWords(import('./BookSheet'))

/** Who was booked and did not come, with the numbers on which one may ask. */
export default function MissedPage() {
  const now = spotNow()
  const clinic = useClinic()
  const [span, setSpan] = useState<Span>('week')
  const [again, setAgain] = useState<Missed>()
  const list = useLoad(() => ask(api.GET('/api/v1/appointments/missed', { params: { query: { from: daysAfter(now.day, -SPANS[span]), to: daysAfter(now.day, -1) } } })), [span, now.day])
  useLive(['booking', 'queue'], list.reload)
  const place = (id: string) => {
    const d = clinic?.departments.find((x) => x.id === id)
    return d ? departmentName(d) : ''
  }
  const missed = list.data?.missed
  const title = missed?.length ? plural('booking.missedCount', missed.length) : t('booking.missedTitle')
  return (
    <Page name="bookings-missed" title={title} class="bk">
      <div class="page-head">
        <h1>{title}</h1>
        <Segmented quiet legend={t('booking.missedSpan')} name="span" value={span} onValue={setSpan} options={(Object.keys(SPANS) as Span[]).map((value) => ({ value, label: t(`booking.span.${value}` as Key) }))} />
        <span class="sp"><Button size="s" icon="calendar" href="/bookings">{t('booking.title')}</Button></span>
      </div>
      {list.error !== undefined && !list.data && <Note tone="danger" alert>{errorText(list.error)}</Note>}
      {!list.data && list.error === undefined && <Skeleton rows={5} />}
      {missed && missed.length === 0 && <section class="card"><Empty title={t('booking.missedNone')} text={t('booking.missedNoneText')} /></section>}
      {missed && missed.length > 0 && (
        <section class="card">
          <ul class="bk-missed">
            {missed.map((m) => (
              <li key={m.id} data-testid={`missed-${m.id}`}>
                <p class="bk-m-who"><a href={`/patients/${m.patient.id}`}><b>{showName(m.patient.displayName)}</b></a><span class="cap num">{[sexAge(m.patient), m.patient.fileNumber, m.patient.village].filter(Boolean).join(', ')}</span></p>
                <p class="bk-m-when"><span class="num b">{whenText(m, now.day)}</span><span class="cap">{[place(m.departmentId), m.reason && reasonText(m.reason)].filter(Boolean).join(', ')}</span></p>
                <p class="bk-m-phone">{m.phones.length
                  ? m.phones.map((p) => <a key={p.number} class="num" href={`tel:${p.number}`}><Icon name="phone" size="s" />{p.display}{p.owner && <span class="cap"> {p.owner}</span>}</a>)
                  : <span class="t2">{t('booking.noPhone')}</span>}</p>
                <p class="bk-m-act">
                  {m.wasHere && <span class="state state-k"><Icon name="check" size="s" />{t('booking.wasHere')}</span>}
                  {m.nextDay
                    ? <span class="state state-o"><Icon name="calendar" size="s" />{t('booking.nextOn', { day: dayOf(m.nextDay, now.day) })}</span>
                    : can('appointment.book') && <Button size="s" icon="calendar" data-testid="again" onClick={() => setAgain(m)}>{t('booking.again')}</Button>}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {again && <Lazy over load={bookSheet} props={{ person: again.patient, begin: { departmentId: again.departmentId, reason: again.reason }, onClose: () => setAgain(undefined), onDone: list.reload }} />}
    </Page>
  )
}
