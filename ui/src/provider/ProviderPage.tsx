import '../manager/manager.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { ApiError, errorOf, errorText, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Check, PasswordField, TextArea, TextField } from '../kit/Field'
import { Note, Skeleton } from '../kit/message'
import { toast } from '../kit/toast'
import { mappingText, readMapping } from './mapping'

type Settings = Schema['RemoteTriage']

/** Whether somebody outside judges patients' own answers as well: off, until the manager has keys, a list, and agreed. */
export default function ProviderPage() {
  const found = useLoad(() => ask(api.GET('/api/v1/self-triage/remote')), [])
  return (
    <Page name="provider" title={t('clinic.provider.title')} class="mg mg-clinic"
      actions={found.data && <Button kind="primary" size="l" type="submit" form="provider-form" data-testid="save-provider">{t('action.save')}</Button>}>
      <h1>{t('clinic.provider.title')}</h1>
      {found.data ? <Form key={found.data.version} settings={found.data} onSaved={found.put} onStale={found.reload} />
        : found.error ? <Note tone="danger" alert>{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note> : <Skeleton rows={6} />}
    </Page>
  )
}

function Form({ settings, onSaved, onStale }: { settings: Settings; onSaved: (now: Settings) => void; onStale: () => void }) {
  const [on, setOn] = useState(settings.on)
  const [agreed, setAgreed] = useState(settings.agreed)
  const [model, setModel] = useState(settings.model)
  const [appId, setAppId] = useState('')
  const [appKey, setAppKey] = useState('')
  const [list, setList] = useState(() => mappingText(settings.mapping))
  const [errors, setErrors] = useState<FormError[]>([])
  const id = useCommandId()

  async function save() {
    const { mapping, wrong } = readMapping(list)
    setErrors(wrong ? [{ field: 'mapping', text: t('clinic.provider.lineWrong', { n: wrong }) }] : [])
    if (wrong) return
    try {
      const saved = await ask(api.PUT('/api/v1/self-triage/remote', {
        params: { header: { 'If-Match': `"${settings.version}"` } },
        body: { id: id.current, on, agreed, model: model.trim(), mapping, ...(appId.trim() && { appId: appId.trim() }), ...(appKey.trim() && { appKey: appKey.trim() }) },
      }))
      onSaved(saved)
      toast(t('clinic.provider.saved'))
    } catch (error) {
      if (error instanceof ApiError && error.code === 'stale') onStale()
      const labels = {
        agreed: t('clinic.provider.agreement'), appKey: t('clinic.provider.appKey'), appId: t('clinic.provider.appId'), model: t('clinic.provider.model'), mapping: t('clinic.provider.mapping'),
        ...Object.fromEntries(Object.keys(mapping).map((item) => [`mapping.${item}`, t('clinic.provider.item', { id: item })])),
      }
      setErrors(formErrors(error, labels).map((e) => (e.field.startsWith('mapping.') ? { ...e, field: 'mapping' } : e)))
    } finally {
      id.next()
    }
  }

  return (
    <form id="provider-form" class="stack" noValidate onSubmit={(e) => { e.preventDefault(); void save() }}>
      <ErrorSummary errors={errors} />
      <Note tone={settings.on ? 'ok' : 'info'} icon={settings.on ? 'globe' : 'lock'}>
        {t(settings.on ? 'clinic.provider.isOn' : 'clinic.provider.off')}
        {settings.last && <> {t('clinic.provider.last', { how: t(`clinic.provider.last.${settings.last}` as Key) })}</>}
      </Note>
      <p class="lead">{t('clinic.provider.about')}</p>
      <div class="card pad-l stack-l stack">
        <section class="grp"><h2 class="legend">{t('clinic.provider.leavesTitle')}</h2>
          <div class="stack">
            <p>{t('clinic.provider.leaves')}</p>
            <p>{t('clinic.provider.asks')}</p>
            <Note tone="warn" icon="shield">{t('clinic.provider.law')}</Note>
            <div><Check label={t('clinic.provider.agree')} name="agreed" checked={agreed} onChange={setAgreed} /></div>
            <div><Check label={t('clinic.provider.on')} name="on" checked={on} onChange={setOn} /></div>
          </div>
        </section>
        <section class="grp"><h2 class="legend">{t('clinic.provider.keys')}</h2>
          <div class="stack">
            <p class="cap">{t(`clinic.provider.keys.${settings.keys}` as Key)}</p>
            <div class="fgrid">
              <TextField label={t('clinic.provider.appId')} name="appId" value={appId} onValue={setAppId} maxLength={80} autoCapitalize="none" spellcheck={false} error={errorOf(errors, 'appId')} />
              <PasswordField label={t('clinic.provider.appKey')} name="appKey" value={appKey} onValue={setAppKey} maxLength={200} autoComplete="off" error={errorOf(errors, 'appKey')} />
              <TextField label={t('clinic.provider.model')} name="model" optional value={model} onValue={setModel} maxLength={60} autoCapitalize="none" spellcheck={false} hint={t('clinic.provider.modelHint')} error={errorOf(errors, 'model')} />
            </div>
          </div>
        </section>
        <section class="grp"><h2 class="legend">{t('clinic.provider.mapping')}</h2>
          <TextArea label={t('clinic.provider.mapping')} name="mapping" value={list} onValue={setList} rows={8} maxLength={4000} hint={t('clinic.provider.mappingHint')} error={errorOf(errors, 'mapping')} />
        </section>
      </div>
    </form>
  )
}
