import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextArea } from '../kit/Field'
import { Sheet } from '../kit/Sheet'
import type { Status } from './NetworkPage'

const MOST_CHARACTERS = 49_152

/** A certificate that was made elsewhere, and its key, pasted or from two files. */
export function BringSheet({ onClose, onDone }: { onClose: () => void; onDone: (now: Status) => void }) {
  const [chain, setChain] = useState('')
  const [key, setKey] = useState('')
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const labels = { chain: t('network.chain'), key: t('network.key') }

  async function send() {
    const missing = [!chain.trim() && 'chain', !key.trim() && 'key'].filter((f): f is 'chain' | 'key' => !!f)
    setErrors(missing.map((field) => ({ field, text: t('error.required', { field: labels[field] }) })))
    if (missing.length) return
    setBusy(true)
    try {
      const now = await ask(api.POST('/api/v1/trust/certificate', { body: { id: id.current, chain, key } }))
      setKey('')
      onDone(now)
    } catch (error) {
      id.next()
      setErrors(formErrors(error, labels))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet title={t('network.bring')} onClose={onClose} onSubmit={() => void send()} foot={<Button kind="primary" type="submit" busy={busy} data-testid="use-certificate">{t('network.use')}</Button>}>
      <ErrorSummary errors={errors} />
      <TextArea label={labels.chain} name="chain" rows={4} value={chain} onValue={setChain} hint={t('network.chainHint')} maxLength={MOST_CHARACTERS} error={errorOf(errors, 'chain')} />
      <FromFile name="chain-file" label={labels.chain} onText={setChain} />
      <TextArea label={labels.key} name="key" rows={4} value={key} onValue={setKey} hint={t('network.keyHint')} maxLength={MOST_CHARACTERS} error={errorOf(errors, 'key')} />
      <FromFile name="key-file" label={labels.key} onText={setKey} />
    </Sheet>
  )
}

function FromFile({ name, label, onText }: { name: string; label: string; onText: (text: string) => void }) {
  return (
    <p><label class="btn btn-s nt-file">{t('network.chooseFile')}<span class="vh">{label}</span>
      <input class="vh" type="file" name={name} accept=".pem,.crt,.cer,.key,text/plain" onChange={(e) => {
        const file = e.currentTarget.files?.[0]
        if (file) void file.slice(0, MOST_CHARACTERS + 1).text().then(onText)
      }} />
    </label></p>
  )
}
