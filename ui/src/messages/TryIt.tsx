import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { language, plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import type { FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { reasonText } from './say'

/** One message to a phone in one's hand, and what happened. */
export function TryIt() {
  const [number, setNumber] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const [out, setOut] = useState<Schema['TriedMessage']>()
  const id = useCommandId()
  const send = () => {
    setBusy(true)
    setOut(undefined)
    setErrors([])
    ask(api.POST('/api/v1/messages/test', { body: { id: id.current, number, language: language.value } }))
      .then((o) => { id.next(); setOut(o) }, (e: unknown) => { id.next(); setErrors(formErrors(e, { number: t('patient.phone') })) })
      .finally(() => setBusy(false))
  }
  const other = errors.find((e) => e.field !== 'number')
  return (
    <form class="card pad-l" noValidate onSubmit={(e) => { e.preventDefault(); send() }}>
      <section class="grp"><h2 class="legend">{t('message.try')}</h2>
        <div class="stack">
          <div class="ms-try">
            <TextField label={t('message.tryNumber')} name="number" type="tel" inputMode="tel" maxLength={30} value={number} onValue={setNumber} error={errorOf(errors, 'number')} />
            <Button type="submit" icon="message" busy={busy} data-testid="try-message">{t('message.trySend')}</Button>
          </div>
          {other && <Note tone="danger" alert>{other.text}</Note>}
          {out && (
            <div role="status"><Note tone={out.state === 'sent' ? 'ok' : out.state === 'unsure' ? 'warn' : 'danger'}>
              <b>{t(`message.tried.${out.state}`)}</b> {out.reason ? reasonText(out.reason) : plural('message.parts', out.parts)}
            </Note></div>
          )}
        </div>
      </section>
    </form>
  )
}
