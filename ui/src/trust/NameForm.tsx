import { useState } from 'preact/hooks'
import { api, ask, askVersion, type Schema } from '../app/api'
import { errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { rich, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Note } from '../kit/message'

const PATTERN = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/
const DEFAULT = 'karete'

/** The name that the clinic's network knows the box by. `name` is the one it has now, which may have a number. */
export function NameForm({ name, onNamed }: { name?: string; onNamed: () => void }) {
  const found = useLoad(() => ask(api.GET('/api/v1/facility')), [])
  const [typed, setTyped] = useState<string>()
  const [errors, setErrors] = useState<FormError[]>([])
  const [moved, setMoved] = useState('')
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  if (!found.data) return null
  const wanted = found.data.settings.hostName || DEFAULT
  const value = typed ?? wanted

  async function save() {
    if (!PATTERN.test(value)) return setErrors([{ field: 'hostName', text: t('error.pattern', { field: t('network.name') }) }])
    setErrors([])
    setBusy(true)
    try {
      // What a colleague changed meanwhile stays: only the name is put into what stands there now.
      const { data: now, etag } = await askVersion(api.GET('/api/v1/facility'))
      await ask(api.PUT('/api/v1/facility', { params: { header: { 'If-Match': etag } }, body: changed(now, value, id.current) }))
      found.reload()
      setMoved(`https://${value}.local${location.port && `:${location.port}`}`)
      // Under its old name the box answers nobody from now on; under its number it tells how the new one was found.
      if (!location.hostname.endsWith('.local')) for (const seconds of [5, 12, 20]) setTimeout(onNamed, seconds * 1000)
    } catch (error) {
      setErrors(formErrors(error, { hostName: t('network.name') }))
    } finally {
      id.next()
      setBusy(false)
    }
  }
  return (
    <form class="nt-name" noValidate onSubmit={(e) => { e.preventDefault(); if (!busy) void save() }}>
      <ErrorSummary errors={errors} />
      {moved && <Note tone="info" alert>{rich('network.moved', { address: <a href={`${moved}/network`}>{moved}</a> })}</Note>}
      {!moved && name && name !== `${wanted}.local` && <Note tone="warn">{t('network.nameTaken', { wanted, name })}</Note>}
      <div class="row wrap">
        <TextField label={t('network.name')} name="hostName" value={value} onValue={(text) => setTyped(text.toLowerCase())} hint={t('network.nameHint')} error={errorOf(errors, 'hostName')} maxLength={40} autoCapitalize="none" spellcheck={false} />
        {value !== wanted && <Button type="submit" busy={busy} data-testid="save-name">{t('action.save')}</Button>}
      </div>
    </form>
  )
}

function changed({ name, code, district, country, phone, fileSeries, language, settings }: Schema['Facility'], hostName: string, id: string): Schema['ClinicChange'] {
  return { id, name, code, district, country, phone, fileSeries, language, settings: { ...settings, hostName } }
}
