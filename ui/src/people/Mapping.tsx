import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { dateText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { readBirth } from '../kit/birth'
import { serverNow } from '../kit/clock'
import { Segmented } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Select, TextField } from '../kit/Field'
import { exampleDay, FIELDS, mappingProblems, type Detail, type Field, type Mapping } from './import'

/** Which day a spreadsheet is from, as people say it: a year is taken in its middle. */
function readDay(text: string): string | undefined {
  const read = readBirth(text, today(serverNow()))
  if (!read.ok || read.birth.birthPrecision === 'age') return undefined
  const [y, m, d] = read.birth.birthDate.split('-')
  return `${y}-${m ?? '07'}-${d ?? (m ? '15' : '01')}`
}

/** What is in which column, and how it is written. Sending it starts the trial. */
export function MappingForm({ of, formId, onDone, onBusy }: { of: Detail; formId: string; onDone: (now: Detail) => void; onBusy: (busy: boolean) => void }) {
  const [mapping, setMapping] = useState<Mapping>(of.mapping)
  const [agesOn, setAgesOn] = useState(of.mapping.agesOn ? of.mapping.agesOn.split('-').reverse().map(Number).join(' ') : '')
  const [errors, setErrors] = useState<FormError[]>([])
  const id = useCommandId()
  const fields = mapping.fields ?? []
  const uses = (...wanted: Field[]) => fields.some((f) => wanted.includes(f))
  const change = (part: Partial<Mapping>) => setMapping({ ...mapping, ...part })
  const set = (at: number, field: Field) => change({ fields: fields.map((f, i) => (i === at ? field : f)) })
  const day = agesOn.trim() ? readDay(agesOn) : undefined

  const send = async () => {
    const wrong: FormError[] = mappingProblems(fields).map((p) => (p.code === 'no-name'
      ? { field: '', text: t('import.noName') }
      : { field: `column-${p.column}`, text: t('import.twice', { field: t(`import.field.${fields[p.column] as 'sex'}`) }) }))
    if (agesOn.trim() && !day) wrong.push({ field: 'agesOn', text: t('birth.notUnderstood') })
    setErrors(wrong)
    if (wrong.length) return
    onBusy(true)
    try {
      onDone(await ask(api.PUT('/api/v1/imports/{importId}/mapping', { params: { path: { importId: of.id } }, body: { id: id.current, ...mapping, agesOn: day ?? '' } })))
    } catch (e) {
      if (e instanceof ApiError && e.status > 0) id.next()
      setErrors(formErrors(e, { agesOn: t('import.agesOn'), series: t('register.series') }))
    } finally {
      onBusy(false)
    }
  }
  return (
    <form id={formId} noValidate onSubmit={(e) => { e.preventDefault(); void send() }} class="stack">
      <ErrorSummary errors={errors} />
      <section class="card im-settle">
        <div class="card-head"><h2>{t('import.columns')}</h2><span class="cap">{t('import.guessed')}</span></div>
        <div class="im-fields">
          {(of.columns ?? []).map((c, at) => (
            <div key={at} class="im-field">
              <p><b class="mono">{c.name}</b><br /><span class="cap">{(c.samples ?? []).join(' · ') || t('register.empty')}</span></p>
              <Select<Field> label={c.name} name={`column-${at}`} value={fields[at] ?? ''} onValue={(f) => set(at, f)} error={errorOf(errors, `column-${at}`)}
                none={t('import.leave')} options={FIELDS.map((value) => ({ value, label: t(`import.field.${value}`) }))} />
            </div>
          ))}
        </div>
        <div class="im-how">
          {uses('birthDate', 'registeredOn') && (
            <Segmented legend={t('import.days')} name="monthFirst" value={mapping.monthFirst ? 'month' : 'day'} onValue={(v) => change({ monthFirst: v === 'month' })}
              options={(['day', 'month'] as const).map((value) => ({ value, label: t(`import.${value}First`, { example: exampleDay({ monthFirst: value === 'month' }) }) }))} />
          )}
          {uses('fullName') && (
            <Segmented legend={t('import.field.fullName')} name="familyFirst" value={mapping.familyFirst ? 'family' : 'given'} onValue={(v) => change({ familyFirst: v === 'family' })}
              options={[{ value: 'given', label: t('import.givenFirst') }, { value: 'family', label: t('import.familyFirst') }]} />
          )}
          {uses('age', 'birthDate') && <TextField label={t('import.agesOn')} optional name="agesOn" value={agesOn} onValue={setAgesOn} hint={t('import.agesOnHint')} echo={day ? dateText(day) : undefined} error={errorOf(errors, 'agesOn')} maxLength={30} />}
          {uses('fileNumber') && <TextField label={t('register.series')} optional name="series" value={mapping.series ?? ''} onValue={(series) => change({ series })} hint={t('import.seriesHint')} error={errorOf(errors, 'series')} maxLength={12} autoCapitalize="none" />}
        </div>
      </section>
    </form>
  )
}
