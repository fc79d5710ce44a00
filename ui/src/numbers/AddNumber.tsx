import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { dateText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Select, TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { numberText } from './file'

type System = Schema['NewIdentifier']['system']
type Answer = Schema['IdentityAnswer']
type Patient = Schema['Patient']

const SYSTEMS: readonly System[] = ['file-number', 'national-id-ls', 'national-id-za', 'passport', 'hprn', 'art', 'tb', 'other', 'none']
const REST_MS = 250

/** What the number being typed says of the patient, and what seems wrong with it. It never keeps anybody from saving. */
function useCheck(system: System, value: string, p: Patient): Answer | undefined {
  const [answer, setAnswer] = useState<{ to: string; answer: Answer }>()
  const typed = value.trim()
  const to = `${system} ${typed}`
  useEffect(() => {
    if (typed.length < 4) return
    let gone = false
    const soon = setTimeout(() => {
      ask(api.POST('/api/v1/identity/check', { body: { system, value: typed, birthDate: p.birthDate ?? '', birthPrecision: p.birthPrecision, sex: p.sex } }))
        .then((a) => { if (!gone) setAnswer({ to, answer: a }) }, (e: unknown) => { if (!gone) complain(e) })
    }, REST_MS)
    return () => { gone = true; clearTimeout(soon) }
  }, [to])
  return answer?.to === to ? answer.answer : undefined
}

/** One more number for a patient, in the place of an old one when there is one. */
export default function AddNumber({ patient, onClose, onDone }: { patient: Patient; onClose: () => void; onDone: () => void }) {
  const active = (patient.identifiers ?? []).filter((i) => i.status === 'active')
  const [system, setSystem] = useState<System>(active.some((i) => i.system === 'file-number') ? 'national-id-ls' : 'file-number')
  const [series, setSeries] = useState('')
  const [value, setValue] = useState('')
  const [retire, setRetire] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const check = useCheck(system, value, patient)
  const paper = system === 'file-number'
  const before = active.filter((i) => i.system === system)
  const labels = { system: t('register.paper'), series: t('register.series'), value: t('register.paperNumber') }
  const choose = (s: string) => { setSystem(s as System); setRetire(''); setErrors([]) }
  const submit = async () => {
    if (busy) return
    setBusy(true)
    try {
      await ask(api.POST('/api/v1/patients/{patientId}/identifiers', {
        params: { path: { patientId: patient.id } },
        body: { id: command.current, system, value: value.trim(), ...(paper ? { series: series.trim() } : {}), ...(retire ? { retire } : {}) },
      }))
      toast(t('addNumber.done', { number: t(`identifier.${system}`) }))
      onDone()
    } catch (e) {
      command.next()
      setErrors(formErrors(e, labels))
      setBusy(false)
    }
  }
  return (
    <Sheet size="s" title={t('addNumber.title')} onClose={onClose} onSubmit={() => void submit()}
      foot={<><span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button><Button kind="primary" type="submit" busy={busy} data-testid="save-number">{t('action.save')}</Button></>}>
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Select label={labels.system} name="system" value={system} onValue={choose} error={errorOf(errors, 'system')}
          options={SYSTEMS.map((s) => ({ value: s, label: s === 'none' ? t('addNumber.noPapers') : t(`identifier.${s}`) }))} />
        {paper && <TextField label={labels.series} name="series" optional value={series} onValue={setSeries} maxLength={12} autoCapitalize="none" spellcheck={false} error={errorOf(errors, 'series')} />}
        {system !== 'none' && (
          <TextField label={labels.value} name="value" value={value} onValue={setValue} maxLength={30} autoCapitalize="none" spellcheck={false} error={errorOf(errors, 'value')}
            hint={paper ? t('addNumber.next') : undefined} inputMode={system.startsWith('national-id') ? 'numeric' : 'text'} data-first />
        )}
        <div aria-live="polite">{value.trim().length >= 4 && check && <Found answer={check} />}</div>
        {before.length > 0 && (
          <Select label={t('addNumber.replaces')} name="retire" value={retire} onValue={setRetire} none={t('addNumber.replacesNone')} options={before.map((i) => ({ value: i.id, label: numberText(i) }))} />
        )}
      </div>
    </Sheet>
  )
}

function Found({ answer: { warnings, suggestions } }: { answer: Answer }) {
  const says = [suggestions.birthDate && t('patient.born', { date: dateText(suggestions.birthDate) }), suggestions.sex && t(`sex.${suggestions.sex}`)].filter(Boolean).join(', ')
  if (warnings.length) {
    return (
      <Note tone="warn">
        {warnings.map((w) => <p key={w.code}>{t(`identity.${w.code}`, { said: w.code === 'other-sex' ? t(`sex.${w.said as 'male' | 'female'}`) : dateText(w.said ?? '') })}</p>)}
      </Note>
    )
  }
  return says ? <Note tone="info">{t('addNumber.says', { what: says })}</Note> : null
}
