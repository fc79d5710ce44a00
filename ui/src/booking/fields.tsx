import { useState } from 'preact/hooks'
import { dateText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Chips } from '../kit/choice'
import { Select, TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { reasonText } from './say'
import { daysAfter } from './week'

const OWN = '+'

/** What for: a word of the clinic's list, or some of one's own. */
export function ReasonField({ reasons, value, onValue, error }: { reasons: readonly string[]; value: string; onValue: (reason: string) => void; error?: string }) {
  const [own, setOwn] = useState(value !== '' && !reasons.includes(value))
  return (
    <div class="stack stack-s">
      <Chips legend={t('booking.for')} name="for" value={own ? OWN : value} onValue={(v) => { setOwn(v === OWN); onValue(v === OWN ? '' : v) }}
        options={[...reasons.filter((r) => r !== 'other').map((r) => ({ value: r, label: reasonText(r) })), { value: OWN, label: t('booking.ownWords') }]} />
      {own && <TextField label={t('booking.inWords')} name="reason" value={value} maxLength={80} onValue={onValue} error={error} />}
    </div>
  )
}

export interface Repeat { weeks: number; times: number }
const WEEKS = ['2', '4', '8', '12'] as const
const MOST = 12

/** For those who come again and again: every so many weeks, so many times. */
export function RepeatField({ value, onValue, from }: { value: Repeat | undefined; onValue: (repeat: Repeat | undefined) => void; from: string | undefined }) {
  const last = value && from ? daysAfter(from, value.weeks * 7 * (value.times - 1)) : undefined
  return (
    <div class="stack stack-s">
      <div class="fgrid bk-repeat">
        <Select label={t('booking.repeat')} name="repeat" value={value ? String(value.weeks) : ''} none={t('booking.once')} onValue={(w) => onValue(w ? { weeks: Number(w), times: value?.times ?? 3 } : undefined)}
          options={WEEKS.map((w) => ({ value: w as string, label: t('booking.everyWeeks', { n: w }) }))} />
        {value && <Select label={t('booking.howOften')} name="times" value={String(value.times)} onValue={(n) => onValue({ ...value, times: Number(n) })}
          options={Array.from({ length: MOST - 1 }, (_, i) => ({ value: String(i + 2), label: plural('booking.times', i + 2) }))} />}
      </div>
      {last && <p class="echo"><Icon name="check" size="s" />{t('booking.until', { date: dateText(last) })}</p>}
    </div>
  )
}
