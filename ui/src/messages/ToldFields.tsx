import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { CopyButton } from '../manager/CopyButton'
import { whenText, type Settings } from './say'
import { RAW, Secret, type Props } from './Secret'

/** How a provider that reaches the box tells what became of messages, and what people answered. */
export function HttpReports(props: Props) {
  const { form, onForm, told, error } = props
  const r = form.http.reports ?? {}
  type Name = keyof NonNullable<Settings['http']['reports']>
  const field = (name: Name, hint?: string, placeholder?: string) => (
    <TextField {...RAW} label={t(`message.told.${name}`)} name={`settings.http.reports.${name}`} optional maxLength={name === 'delivered' || name === 'failed' ? 200 : name === 'header' ? 60 : 80} placeholder={placeholder}
      value={r[name] ?? ''} onValue={(value) => onForm({ http: { ...form.http, reports: { ...r, [name]: value } } })} hint={hint} error={error(`http.reports.${name}`)} />
  )
  return (
    <>
      <Head />
      <Key made copy={!!r.header} name="httpKey" label="message.told.key" hint={t('message.told.keyHint')} {...props} />
      {field('header', t('message.told.headerHint'))}
      <Address end={r.header ? '' : `/${told.httpKey || '…'}`} whole={!!r.header || !!told.httpKey} />
      {field('reference', t('message.told.pathHint'), 'id')}
      {field('status', undefined, 'status')}
      {field('delivered', t('message.told.listHint'), 'Success')}
      {field('failed', undefined, 'Failed, Rejected')}
      {field('from', undefined, 'from')}
      {field('text', undefined, 'text')}
      <Last at={props.last.http} />
    </>
  )
}

/** What Meta needs to know, and what the box must, so that Meta may tell. */
export function WhatsAppReports(props: Props) {
  return (
    <>
      <Head />
      <Key name="whatsappSecret" label="message.told.appSecret" {...props} />
      <Key made copy name="whatsappVerify" label="message.told.verify" hint={t('message.told.verifyHint')} {...props} />
      <Address end="" whole />
      <Last at={props.last.whatsapp} />
    </>
  )
}

function Head() {
  return (
    <div class="full ms-told">
      <h3 class="h3">{t('message.told.title')}</h3>
      <p class="t2">{t('message.told.reach')}</p>
    </div>
  )
}

/** What opens a way in: typed, or made here for both sides, and copied before it is saved; and taken away again. */
function Key(props: Props & Parameters<typeof Secret>[0] & { made?: boolean; copy?: boolean }) {
  const { name, has, told, onTold } = props
  const typed = told[name]
  return (
    <div>
      <Secret {...props} />
      <div class="row row-s wrap ms-key">
        {props.made && <Button size="s" icon="key" onClick={() => onTold({ [name]: random() })} data-testid={`make-${name}`}>{t('message.told.make')}</Button>}
        {props.copy && typed && <CopyButton text={typed} key={typed} />}
        {has[name] && typed === undefined && <Button kind="quiet" size="s" icon="close" onClick={() => onTold({ [name]: '' })} data-testid={`forget-${name}`}>{t('message.told.forget')}</Button>}
      </div>
      {props.made && typed && <p class="cap">{t('message.told.once')}</p>}
      {typed === '' && <p class="cap" role="status">{t('message.told.forgotten')}</p>}
    </div>
  )
}

const random = () => [...crypto.getRandomValues(new Uint8Array(20))].map((n) => n.toString(16).padStart(2, '0')).join('')

function Address({ end, whole }: { end: string; whole: boolean }) {
  const address = `${location.origin}/api/v1/messages/told${end}`
  return (
    <div class="full">
      <p class="lab">{t('message.told.address')}</p>
      <p class="ms-address mono" data-testid="told-address">{address}</p>
      {whole && <CopyButton text={address} key={address} />}
      <p class="cap">{t('message.told.addressHint', { host: location.host })}</p>
    </div>
  )
}

/** That anything comes at all: the one proof that the box is reached. */
export function Last({ at }: { at: string | undefined }) {
  return <p class="full cap row row-s" data-testid="last-told"><Icon name={at ? 'check' : 'clock'} size="s" />{at ? t('message.told.last', { time: whenText(at) }) : t('message.told.never')}</p>
}
