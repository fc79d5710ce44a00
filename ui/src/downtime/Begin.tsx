import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { dayText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { serverNow } from '../kit/clock'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Field, TextField } from '../kit/Field'

type Detail = Schema['PaperSheetDetail']

/** The day on the sheet, and a count made before anything is keyed in: what the end is held against. */
export function Begin({ detail, onDone }: { detail: Detail; onDone: (detail: Detail) => void }) {
  const { sheet } = detail
  const now = today(serverNow())
  const [day, setDay] = useState(sheet.day || now)
  const [written, setWritten] = useState(sheet.count.written ? String(sheet.count.written) : '')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const labels = { day: t('paper.dayOnSheet'), written: t('paper.writtenRows') }
  const send = async () => {
    const first: FormError[] = []
    if (!day) first.push({ field: 'day', text: t('error.not-a-date', { field: labels.day }) })
    if (!/^\d{1,2}$/.test(written.trim())) first.push({ field: 'written', text: t('error.required', { field: labels.written }) })
    setErrors(first)
    if (first.length || busy) return
    setBusy(true)
    try {
      onDone(await ask(api.POST('/api/v1/downtime/sheets/{sheetId}/open', { params: { path: { sheetId: sheet.id } }, body: { id: id.current, day, written: Number(written) } })))
    } catch (e) {
      setErrors(formErrors(e, labels))
    } finally {
      id.next()
      setBusy(false)
    }
  }
  return (
    <form class="card pad stack pp-begin" noValidate onSubmit={(e) => { e.preventDefault(); void send() }}>
      <h2>{t('paper.begin')}</h2>
      <p>{t('paper.beginText')}</p>
      <ErrorSummary errors={errors} />
      <div class="fgrid">
        <Field label={labels.day} name="day" error={errorOf(errors, 'day')} echo={day ? dayText(day) : undefined} control={(c) => (
          <input class="in" type="date" {...c} min={sheet.printedAt.slice(0, 10)} max={now} value={day} onInput={(e) => setDay(e.currentTarget.value)} />
        )} />
        <TextField label={labels.written} name="written" value={written} onValue={setWritten} inputMode="numeric" maxLength={2} error={errorOf(errors, 'written')} />
      </div>
      <p><Button kind="primary" type="submit" busy={busy} data-testid="begin">{t(sheet.status === 'open' ? 'action.save' : 'paper.beginNow')}</Button></p>
    </form>
  )
}
