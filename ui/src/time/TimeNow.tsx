import { useState } from 'preact/hooks'
import { can } from '../app/session'
import { instantText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import TimeSheet from './TimeSheet'

/** The box's time, for a page about the box, and the way to put it right. */
export function TimeNow() {
  const [open, setOpen] = useState(false)
  return (
    <>
      {instantText(minute.value)}
      {can('clock.set') && <span class="cap"><Button size="s" icon="clock" onClick={() => setOpen(true)} data-testid="time-open">{t('system.time.setIt')}</Button></span>}
      {open && <TimeSheet onClose={() => setOpen(false)} />}
    </>
  )
}
