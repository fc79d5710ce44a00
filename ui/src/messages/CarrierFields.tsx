import { t } from '../i18n/words'
import { Chips, Segmented } from '../kit/choice'
import { TextArea, TextField } from '../kit/Field'
import type { Settings } from './say'
import { RAW, Secret, type Props } from './Secret'
import { HttpReports, Last, WhatsAppReports } from './ToldFields'

const CARRIERS = ['off', 'modem', 'gateway', 'http', 'whatsapp'] as const

/** By what messages go, and what that one needs to know. A secret is told and never shown again. */
export function CarrierFields(props: Props) {
  const { form, onForm } = props
  return (
    <div class="stack">
      <Chips quiet legend={t('message.how')} name="settings.carrier" value={form.carrier} onValue={(carrier) => onForm({ carrier })} options={CARRIERS.map((value) => ({ value, label: t(`message.by.${value}`) }))} error={props.error('carrier')} />
      <p class="t2">{t(`message.byText.${form.carrier}`)}</p>
      {form.carrier === 'modem' && <Modem {...props} />}
      {form.carrier === 'gateway' && <Gateway {...props} />}
      {form.carrier === 'http' && <Http {...props} />}
      {form.carrier === 'whatsapp' && <WhatsApp {...props} />}
    </div>
  )
}

function Modem(props: Props) {
  const { form, onForm, error } = props
  const set = (part: Partial<Settings['modem']>) => onForm({ modem: { ...form.modem, ...part } })
  return (
    <div class="fgrid">
      <TextField {...RAW} label={t('message.modem.port')} name="settings.modem.port" maxLength={120} value={form.modem.port ?? ''} onValue={(port) => set({ port })} hint={t('message.modem.portHint')} error={error('modem.port')} />
      <TextField {...RAW} label={t('message.modem.balanceCode')} name="settings.modem.balanceCode" optional maxLength={20} value={form.modem.balanceCode ?? ''} onValue={(balanceCode) => set({ balanceCode })} hint={t('message.modem.balanceHint')} error={error('modem.balanceCode')} />
      <Secret name="modemPin" label="message.modem.pin" hint={t('message.modem.pinHint')} {...props} />
    </div>
  )
}

function Gateway(props: Props) {
  const { form, onForm, error, last } = props
  const set = (part: Partial<Settings['gateway']>) => onForm({ gateway: { ...form.gateway, ...part } })
  return (
    <div class="fgrid">
      <TextField {...RAW} full label={t('message.gateway.url')} name="settings.gateway.url" maxLength={200} placeholder="http://192.168.1.20:8080" value={form.gateway.url ?? ''} onValue={(url) => set({ url })} error={error('gateway.url')} />
      <TextField {...RAW} label={t('message.gateway.user')} name="settings.gateway.user" maxLength={80} value={form.gateway.user ?? ''} onValue={(user) => set({ user })} error={error('gateway.user')} />
      <Secret name="gatewayPassword" label="message.gateway.password" {...props} />
      <Secret name="gatewayKey" label="message.gateway.key" hint={t('message.gateway.keyHint', { url: `${location.origin}/api/v1/messages/told` })} {...props} />
      {props.has.gatewayKey && <Last at={last.gateway} />}
    </div>
  )
}

function Http(props: Props) {
  const { form, onForm, error } = props
  const set = (part: Partial<Settings['http']>) => onForm({ http: { ...form.http, ...part } })
  const headers = (form.http.headers ?? []).map((h) => `${h.name}: ${h.value}`).join('\n')
  const readHeaders = (text: string) => text.split('\n').flatMap((line) => (line.trim() ? [{ name: line.split(':')[0]!.trim(), value: line.slice(line.indexOf(':') + 1).trim() }] : []))
  return (
    <div class="fgrid">
      <TextField {...RAW} full label={t('message.http.url')} name="settings.http.url" maxLength={400} value={form.http.url ?? ''} onValue={(url) => set({ url })} hint={t('message.http.gaps')} error={error('http.url')} />
      <Segmented legend={t('message.http.type')} name="settings.http.type" value={form.http.type === 'form' ? 'form' : 'json'} onValue={(type) => set({ type })} options={[{ value: 'json', label: 'JSON' }, { value: 'form', label: t('message.http.form') }]} />
      <TextField {...RAW} label={t('message.http.reference')} name="settings.http.reference" optional maxLength={80} value={form.http.reference ?? ''} onValue={(reference) => set({ reference })} />
      <TextArea full label={t('message.http.body')} name="settings.http.body" optional rows={3} maxLength={2000} value={form.http.body ?? ''} onValue={(body) => set({ body })} placeholder={'{"to": "{to}", "text": "{text}"}'} />
      <Lines label={t('message.http.headers')} name="settings.http.headers" value={headers} onValue={(text) => set({ headers: readHeaders(text) })} error={error('http.headers[0].name') ?? error('http.headers[0].value')} />
      <Secret name="httpSecret" label="message.http.secret" {...props} />
      <HttpReports {...props} />
    </div>
  )
}

/** Lines that are read when one leaves the field, so that half a line is not tidied away under one's hands. */
function Lines({ value, onValue, ...rest }: { label: string; name: string; value: string; onValue: (text: string) => void; error?: string }) {
  return <TextArea full optional rows={2} maxLength={1500} value={value} onValue={onValue} placeholder="Authorization: Bearer {secret}" {...rest} />
}

function WhatsApp(props: Props) {
  const { form, onForm, error } = props
  const w = form.whatsapp
  const set = (part: Partial<Settings['whatsapp']>) => onForm({ whatsapp: { ...w, ...part } })
  return (
    <div class="fgrid">
      <TextField {...RAW} label={t('message.whatsapp.numberId')} name="settings.whatsapp.numberId" inputMode="numeric" maxLength={40} value={w.numberId ?? ''} onValue={(numberId) => set({ numberId })} error={error('whatsapp.numberId')} />
      <Secret name="whatsappToken" label="message.whatsapp.token" {...props} />
      <TextField {...RAW} label={t('message.whatsapp.prefix')} name="settings.whatsapp.prefix" optional maxLength={40} value={w.prefix ?? ''} onValue={(prefix) => set({ prefix })} hint={t('message.whatsapp.prefixHint')} error={error('whatsapp.prefix')} />
      <TextField {...RAW} label={t('message.whatsapp.version')} name="settings.whatsapp.version" optional maxLength={8} placeholder="v23.0" value={w.version ?? ''} onValue={(version) => set({ version })} error={error('whatsapp.version')} />
      <WhatsAppReports {...props} />
    </div>
  )
}
