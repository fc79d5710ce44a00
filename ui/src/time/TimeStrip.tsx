import { useState } from 'preact/hooks'
import { can } from '../app/session'
import { dayText, timeText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { minute } from '../kit/clock'
import { Strip } from '../kit/message'
import TimeSheet from './TimeSheet'

/** One line for everybody at work while the box's time may be wrong: what it takes for the time, and who puts it right. */
export default function TimeStrip() {
  const [open, setOpen] = useState(false)
  const civil = today(minute.value)
  const says = t('system.time.doubt', { day: `${dayText(civil)} ${civil.slice(0, 4)}`, time: timeText(minute.value) })
  return (
    <>
      <Strip icon="clock">
        <span data-testid="time-doubt">{says} {can('clock.set')
          ? <a href="#" data-testid="time-set" onClick={(e) => { e.preventDefault(); setOpen(true) }}>{t('system.time.setIt')}</a>
          : t('system.time.askManager')}</span>
      </Strip>
      {open && <TimeSheet onClose={() => setOpen(false)} />}
    </>
  )
}
