import './hours.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { uuidv7 } from '../app/uuidv7'
import { dayText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { Ticket } from '../kit/person'
import { toast } from '../kit/toast'
import { TeamTabs } from '../manager/TeamTabs'
import { departmentName } from '../queue/departments'
import { useClinic, type Department } from '../reception/clinic'
import { readHours, type Schedule } from './calls'
import { CloseSheet } from './CloseSheet'
import { daysText, placesText, timesText } from './opening'
import { HoursSheet } from './HoursSheet'
import { dayOf } from './say'
import { spotNow } from './when'

type ClosedDay = Schema['ClosedDay']

/** When each department takes bookings, and the days on which the clinic or one of them does not. */
export default function Hours() {
  const now = spotNow()
  const clinic = useClinic()
  const found = useLoad(readHours, [])
  useLive(['booking', 'clinic'], found.reload)
  const [over, setOver] = useState<{ department: Department; schedule?: Schedule }>()
  const [closing, setClosing] = useState(false)
  const departments = (clinic?.departments ?? []).filter((d) => d.active && d.kind !== 'reception')
  const hours = found.data
  const nameOf = (id: string) => {
    const d = clinic?.departments.find((x) => x.id === id)
    return d ? departmentName(d) : t('hours.wholeClinic')
  }
  const open = async (c: ClosedDay) => {
    try {
      await ask(api.POST('/api/v1/closed-days/{closedDayId}/open', { params: { path: { closedDayId: c.id } }, body: { id: uuidv7() } }))
      toast(t('hours.openAgain', { day: dayText(c.day) }))
      found.reload()
    } catch (e) {
      complain(e)
    }
  }
  const booking = departments.filter((d) => hours?.schedules.some((s) => s.departmentId === d.id && s.active)).length
  const title = hours && clinic ? (booking ? plural('hours.count', booking) : t('hours.countNone')) : t('hours.title')
  return (
    <Page name="opening-hours" title={title} class="oh">
      <div class="page-head"><h1>{title}</h1><TeamTabs at="/departments" /></div>
      {found.error !== undefined && <Note tone="danger" alert>{errorText(found.error)}</Note>}
      {(!hours || !clinic) && found.error === undefined && <Skeleton rows={6} />}
      {hours && clinic && (
        <div class="oh-grid">
          <section class="card" aria-labelledby="oh-head">
            <header class="card-head"><h2 id="oh-head">{t('hours.title')}</h2></header>
            <ul>
              {departments.map((d) => {
                const s = hours.schedules.find((x) => x.departmentId === d.id)
                return (
                  <li key={d.id} class="oh-row">
                    <Ticket number={d.code} /><b class="oh-name">{departmentName(d)}</b>
                    {s?.active
                      ? <ul class="grow oh-hours">{s.hours.map((h) => <li key={h.weekdays[0]}><span class="num">{daysText(h.weekdays)}, {timesText(h)}</span><span class="cap num">{placesText(h, s.slotMinutes)}</span></li>)}</ul>
                      : <span class="grow t2">{t('hours.none')}</span>}
                    <Button size="s" icon={s?.active ? 'pen' : 'plus'} data-testid={`hours-${d.code}`} onClick={() => setOver({ department: d, schedule: s })}><span>{t(s?.active ? 'action.change' : 'hours.set')}<span class="vh"> {departmentName(d)}</span></span></Button>
                  </li>
                )
              })}
            </ul>
          </section>
          <section class="card" aria-labelledby="oh-closed">
            <header class="card-head"><h2 id="oh-closed">{t('hours.closedDays')}</h2><span class="sp"><Button size="s" icon="plus" data-testid="close-day" onClick={() => setClosing(true)}>{t('hours.close')}</Button></span></header>
            {hours.closedDays.length === 0 && <p class="pad t2 oh-none">{t('hours.closedNone')}</p>}
            <ul>
              {hours.closedDays.map((c) => (
                <li key={c.id} class="oh-row" data-testid={`closed-${c.day}`}>
                  <Icon name="door" /><span class="grow"><b>{dayOf(c.day, now.day)}</b><span class="cap">{[c.reason, nameOf(c.departmentId)].join(', ')}</span></span>
                  <Button size="s" kind="quiet" icon="undo" data-testid={`open-${c.day}`} onClick={() => void open(c)}>{t('hours.open')}</Button>
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
      {over && <HoursSheet department={over.department} schedule={over.schedule} onClose={() => setOver(undefined)} onDone={() => { setOver(undefined); found.reload() }} />}
      {closing && <CloseSheet departments={departments} today={now.day} onClose={() => { setClosing(false); found.reload() }} />}
    </Page>
  )
}
