import { useState } from 'preact/hooks'
import { errorOf } from '../app/problem'
import { navigate } from '../app/router'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Field } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import { dayTitle, shift } from './day'

const isDay = (day: string, now: string) => /^\d{4}-\d\d-\d\d$/.test(day) && day <= now
const dayPath = (day: string, now: string) => (day === now ? '/reports' : `/reports/${day}`)

/** One day back, one day on. */
export function DayPair({ day, now }: { day: string; now: string }) {
  if (!isDay(day, now)) return null
  const to = (by: 1 | -1) => shift(day, by)
  return (
    <span class="row row-s no-print">
      <Button size="s" kind="quiet" icon="left" href={dayPath(to(-1), now)} data-testid="day-before" aria-label={t('report.dayBefore', { day: dayTitle(to(-1), now) })} />
      {day < now && <Button size="s" kind="quiet" icon="right" href={dayPath(to(1), now)} data-testid="day-after" aria-label={t('report.dayAfter', { day: dayTitle(to(1), now) })} />}
    </span>
  )
}

/** Today, yesterday, any day. */
export function DayChooser({ day, now }: { day: string; now: string }) {
  const [choosing, setChoosing] = useState(false)
  const yesterday = shift(now, -1)
  const chip = (to: string, label: string) => (
    <a class={`chip${day === to ? ' on' : ''}`} href={dayPath(to, now)} aria-current={day === to ? 'page' : undefined} data-testid={`day-${to}`}>{label}</a>
  )
  return (
    <nav class="chips rp-days no-print" aria-label={t('report.days')}>
      {chip(now, t('date.today'))}
      {chip(yesterday, t('date.yesterday'))}
      <button type="button" class={`chip${day !== now && day !== yesterday ? ' on' : ''}`} aria-haspopup="dialog" data-testid="day-choose" onClick={() => setChoosing(true)}>{t('report.choose')}</button>
      {choosing && <ChooseSheet day={isDay(day, now) ? day : now} now={now} onClose={() => setChoosing(false)} />}
    </nav>
  )
}

function ChooseSheet({ day, now, onClose }: { day: string; now: string; onClose: () => void }) {
  const [value, setValue] = useState(day)
  const [errors, setErrors] = useState<FormError[]>([])
  const go = () => {
    const label = { field: t('report.day') }
    const wrong = !value ? t('error.not-a-date', label) : value > now ? t('error.future', label) : undefined
    setErrors(wrong ? [{ field: 'day', text: wrong }] : [])
    if (wrong) return
    onClose()
    navigate(dayPath(value, now))
  }
  return (
    <Sheet size="s" title={t('report.whichDay')} onClose={onClose} onSubmit={go}
      foot={<Button kind="primary" type="submit" data-testid="day-show">{t('action.show')}</Button>}>
      <ErrorSummary errors={errors} />
      <Field label={t('report.day')} name="day" error={errorOf(errors, 'day')} echo={value ? dayTitle(value, now) : undefined} control={(c) => (
        <input class="in" type="date" {...c} max={now} value={value} data-first onInput={(e) => setValue(e.currentTarget.value)} />
      )} />
    </Sheet>
  )
}
