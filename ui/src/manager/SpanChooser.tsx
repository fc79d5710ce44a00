import { useState } from 'preact/hooks'
import { errorOf } from '../app/problem'
import { t } from '../i18n/words'
import { dayTitle, shift } from '../report/day'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Field } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import { lastDays, type Span } from './activity'

/** As many days as the server counts at once. */
const MOST_DAYS = 92

const same = (a: Span, b: Span) => a.from === b.from && a.to === b.to

/** Today, yesterday, the last week, the last month, or any days. */
export function SpanChooser({ span, now, onSpan }: { span: Span; now: string; onSpan: (span: Span) => void }) {
  const [choosing, setChoosing] = useState(false)
  const before = shift(now, -1)
  const ready: { id: string; label: string; span: Span }[] = [
    { id: 'today', label: t('date.today'), span: lastDays(1, now) },
    { id: 'yesterday', label: t('date.yesterday'), span: { from: before, to: before } },
    { id: 'week', label: t('activity.week'), span: lastDays(7, now) },
    { id: 'month', label: t('activity.month'), span: lastDays(30, now) },
  ]
  const own = !ready.some((r) => same(r.span, span))
  return (
    <div class="chips" role="group" aria-label={t('activity.span')}>
      {ready.map((r) => <button key={r.id} type="button" class={`chip${same(r.span, span) ? ' on' : ''}`} aria-pressed={same(r.span, span)} data-testid={`span-${r.id}`} onClick={() => onSpan(r.span)}>{r.label}</button>)}
      <button type="button" class={`chip${own ? ' on' : ''}`} aria-haspopup="dialog" data-testid="span-choose" onClick={() => setChoosing(true)}>
        {own ? (span.from === span.to ? dayTitle(span.from, now) : `${dayTitle(span.from, now)} – ${dayTitle(span.to, now)}`) : t('report.choose')}
      </button>
      {choosing && <ChooseSheet span={span} now={now} onClose={() => setChoosing(false)} onSpan={(to) => { setChoosing(false); onSpan(to) }} />}
    </div>
  )
}

function ChooseSheet({ span, now, onSpan, onClose }: { span: Span; now: string; onSpan: (span: Span) => void; onClose: () => void }) {
  const [value, setValue] = useState(span)
  const [errors, setErrors] = useState<FormError[]>([])
  const show = () => {
    const wrong: FormError[] = (['from', 'to'] as const).flatMap((field) => {
      const label = { field: t(`activity.${field}`) }
      return !value[field] ? [{ field, text: t('error.not-a-date', label) }] : value[field] > now ? [{ field, text: t('error.future', label) }] : []
    })
    if (!wrong.length && (value.from > value.to || value.to >= shift(value.from, MOST_DAYS))) wrong.push({ field: 'from', text: t('activity.longest', { maxDays: MOST_DAYS }) })
    setErrors(wrong)
    if (!wrong.length) onSpan(value)
  }
  const day = (field: keyof Span, first: boolean) => (
    <Field label={t(`activity.${field}`)} name={field} error={errorOf(errors, field)} echo={value[field] ? dayTitle(value[field], now) : undefined} control={(c) => (
      <input class="in" type="date" {...c} max={now} value={value[field]} {...(first && { 'data-first': true })} onInput={(e) => setValue({ ...value, [field]: e.currentTarget.value })} />
    )} />
  )
  return (
    <Sheet size="s" title={t('activity.whichDays')} onClose={onClose} onSubmit={show} foot={<Button kind="primary" type="submit" data-testid="span-show">{t('action.show')}</Button>}>
      <ErrorSummary errors={errors} />
      <div class="fgrid">{day('from', true)}{day('to', false)}</div>
    </Sheet>
  )
}
