import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Check, TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { toast } from '../kit/toast'
import { CarrierFields } from './CarrierFields'
import { KINDS, type Settings } from './say'
import type { Told } from './Secret'
import { TryIt } from './TryIt'
import { WordingFields } from './WordingFields'

type Read = Schema['MessageSettingsRead']

const LABELS: Record<string, Key> = {
  remindAt: 'message.remindAt', quietFrom: 'message.quietFrom', quietUntil: 'message.quietUntil', callUpBefore: 'message.callUpBefore', signature: 'message.signature', partPrice: 'message.partPrice',
  'modem.port': 'message.modem.port', 'modem.balanceCode': 'message.modem.balanceCode', 'gateway.url': 'message.gateway.url', 'gateway.user': 'message.gateway.user', 'http.url': 'message.http.url',
  'http.reports.header': 'message.told.header', 'http.reports.reference': 'message.told.reference', 'http.reports.status': 'message.told.status', 'http.reports.delivered': 'message.told.delivered',
  'http.reports.from': 'message.told.from', 'http.reports.text': 'message.told.text', 'whatsapp.numberId': 'message.whatsapp.numberId', 'whatsapp.prefix': 'message.whatsapp.prefix', 'whatsapp.version': 'message.whatsapp.version',
}

function labels(): Record<string, string> {
  const all: Record<string, string> = { 'secrets.httpKey': t('message.told.key'), 'secrets.whatsappVerify': t('message.told.verify') }
  for (const [field, key] of Object.entries(LABELS)) all[`settings.${field}`] = t(key)
  for (const [kind, name] of KINDS) for (const [lang, word] of [['en', 'English'], ['st', 'Sesotho']]) all[`settings.wordings.${name}.${lang}`] = `${t(`message.kind.${kind}`)}, ${word}`
  return all
}

export function SettingsForm({ read }: { read: Read }) {
  const [base, setBase] = useState(read)
  const [form, setForm] = useState(read.settings)
  const [price, setPrice] = useState((read.settings.partPrice / 100).toFixed(2))
  const [told, setTold] = useState<Told>({})
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const [stale, setStale] = useState(false)
  const id = useCommandId()
  const set = (part: Partial<Settings>) => setForm((f) => ({ ...f, ...part }))
  const show = (r: Read) => { setBase(r); setForm(r.settings); setPrice((r.settings.partPrice / 100).toFixed(2)); setTold({}); setErrors([]); setStale(false) }
  useEffect(() => { if (location.hash === '#wordings') document.getElementById('wordings')?.scrollIntoView() }, [])
  const error = (field: string) => errorOf(errors, `settings.${field}`) ?? errorOf(errors, field)

  async function save() {
    const cents = Math.round(Number(price.replace(',', '.')) * 100)
    if (!(cents >= 0 && cents <= 10000)) return setErrors([{ field: 'settings.partPrice', text: t('error.pattern', { field: t('message.partPrice') }) }])
    setBusy(true)
    try {
      const saved = await ask(api.PUT('/api/v1/messages/settings', { params: { header: { 'If-Match': `"${base.version}"` } }, body: { id: id.current, settings: { ...form, partPrice: cents }, secrets: told } }))
      show(saved)
      toast(t('message.saved'))
    } catch (e) {
      if (e instanceof ApiError && e.code === 'stale') setStale(true)
      else setErrors(formErrors(e, labels()))
    } finally {
      id.next()
      setBusy(false)
    }
  }

  return (
    <Page name="message-settings" title={t('message.settings')} class="mg ms"
      actions={<Button kind="primary" size="l" type="submit" form="message-form" busy={busy} data-testid="save-messages">{t('action.save')}</Button>}>
      <div class="page-head"><h1 class="grow">{t('message.settings')}</h1><Button kind="quiet" icon="back" href="/messages">{t('message.title')}</Button></div>
      <form id="message-form" class="stack" noValidate onSubmit={(e) => { e.preventDefault(); void save() }}>
        <ErrorSummary errors={errors} />
        {stale && <Note tone="warn" alert>{t('error.stale')} <Button size="s" onClick={() => { void ask(api.GET('/api/v1/messages/settings')).then(show) }}>{t('message.readAgain')}</Button></Note>}
        <div class="card pad-l stack-l stack">
          <section class="grp"><h2 class="legend">{t('message.how')}</h2><CarrierFields form={form} has={base.has} last={base.told} told={told} onForm={set} onTold={(part) => setTold((x) => ({ ...x, ...part }))} error={error} /></section>
          <section class="grp"><h2 class="legend">{t('message.what')}</h2>
            <div class="stack">
              {KINDS.map(([kind, name]) => <Check key={name} name={`settings.${name}`} label={<>{t(`message.kind.${kind}`)}: <span class="t2">{t(`message.when.${kind}`)}</span></>} checked={form[name]} onChange={(on) => set({ [name]: on })} />)}
              <div class="fgrid">
                <TextField label={t('message.remindAt')} name="settings.remindAt" maxLength={5} value={form.remindAt} onValue={(remindAt) => set({ remindAt })} error={error('remindAt')} />
                <TextField label={t('message.callUpBefore')} name="settings.callUpBefore" inputMode="numeric" maxLength={1} value={String(form.callUpBefore || '')} onValue={(v) => set({ callUpBefore: Number(v.replace(/\D/g, '')) })} error={error('callUpBefore')} />
              </div>
            </div>
          </section>
          <section class="grp"><h2 class="legend">{t('message.quietTitle')}</h2>
            <div><div class="fgrid">
              <TextField label={t('message.quietFrom')} name="settings.quietFrom" maxLength={5} value={form.quietFrom} onValue={(quietFrom) => set({ quietFrom })} error={error('quietFrom')} />
              <TextField label={t('message.quietUntil')} name="settings.quietUntil" maxLength={5} value={form.quietUntil} onValue={(quietUntil) => set({ quietUntil })} error={error('quietUntil')} />
            </div><p class="cap">{t('message.quietHint')}</p></div>
          </section>
          <section class="grp"><h2 class="legend">{t('message.cost')}</h2>
            <div class="fgrid">
              <TextField label={t('message.partPrice')} name="settings.partPrice" inputMode="decimal" maxLength={6} value={price} onValue={setPrice} hint={t('message.partPriceHint', { money: base.money })} error={error('partPrice')} />
              <TextField label={t('message.signature')} name="settings.signature" optional maxLength={40} value={form.signature ?? ''} onValue={(signature) => set({ signature })} hint={t('message.signatureHint')} error={error('signature')} />
              <div class="full"><Check name="settings.plainLetters" label={t('message.plainLetters')} checked={form.plainLetters} onChange={(plainLetters) => set({ plainLetters })} /></div>
            </div>
          </section>
          <section class="grp" id="wordings"><h2 class="legend">{t('message.wording')}</h2><WordingFields form={form} samples={base.samples} onForm={set} error={error} /></section>
        </div>
      </form>
      {base.settings.carrier !== 'off' && <TryIt />}
    </Page>
  )
}
