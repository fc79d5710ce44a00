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
  const differs = Math.abs(serverNow() - Date.now()) > FAR_MS
  return (
    <StepPage step="clock" title={t('setup.clockTitle')} lead={t('setup.clockLead')} errors={errors} busy={busy} onBack={onBack} next={t('setup.clockYes')} onNext={() => void save({ clock: { confirmed: true } })}>
      <p class="card su-clock"><b class="num" data-testid="box-time">{timeText(now)}</b><span>{dayText(day)} {day.slice(0, 4)}</span></p>
      {differs && <Note tone="warn">{t('setup.clockDiffers', { time: timeText(Date.now()) })}</Note>}
      {wrong
        ? <Note tone="warn" alert><p>{t('setup.clockHow')}</p><p class="su-gap"><Button onClick={() => { void readProgress().then(onKept) }}>{t('system.lookAgain')}</Button></p></Note>
        : <div><Button kind="quiet" onClick={() => setWrong(true)} data-testid="clock-wrong">{t('setup.clockNo')}</Button></div>}
    </StepPage>
  )
}
