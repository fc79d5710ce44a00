import { useState } from 'preact/hooks'
import { dayText, timeText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute, serverNow } from '../kit/clock'
import { Note } from '../kit/message'
import { StepPage } from './StepPage'
import { useSave } from './useSave'
import type { StepProps } from './Wizard'
import { readProgress } from './wizard'

const FAR_MS = 2 * 60_000

/** Every record carries the box's time, so a person says that it is right. */
export function ClockStep({ onKept, onSaved, onBack }: StepProps) {
  const { errors, busy, save } = useSave('clock', {}, onSaved)
  const [wrong, setWrong] = useState(false)
  const now = minute.value
  const day = today(now)
  const device = today(Date.now())
  const differs = Math.abs(serverNow() - Date.now()) > FAR_MS
  return (
    <StepPage step="clock" title={t('setup.clockTitle')} lead={t('setup.clockLead')} errors={errors} busy={busy} onBack={onBack} next={t('setup.clockYes')} onNext={() => void save({ clock: { confirmed: true } })}>
      <p class="card su-clock"><b class="num" data-testid="box-time">{timeText(now)}</b><span>{dayText(day)} {day.slice(0, 4)}</span></p>
      {differs && !wrong && <Note tone="warn">{t('setup.clockDiffers', { time: timeText(Date.now()) })}</Note>}
      {wrong
        ? (
          <Note tone="warn" alert>
            <p>{t('setup.clockDevice', { day: `${dayText(device)} ${device.slice(0, 4)}`, time: timeText(Date.now()) })}</p>
            <p class="su-gap"><Button busy={busy} onClick={() => void save({ clock: { confirmed: true, now: new Date().toISOString() } })} data-testid="clock-use">{t('setup.clockUse', { time: timeText(Date.now()) })}</Button></p>
            <p class="su-gap">{t('setup.clockHow')}</p>
            <p class="su-gap"><Button kind="quiet" onClick={() => { void readProgress().then(onKept) }}>{t('system.lookAgain')}</Button></p>
          </Note>
        )
        : <div><Button kind="quiet" onClick={() => setWrong(true)} data-testid="clock-wrong">{t('setup.clockNo')}</Button></div>}
    </StepPage>
  )
}
