import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { rich, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Select } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { Check } from './Check'
import { deviceOf, handheld, here, limited, needsChrome, platformOf, PLATFORMS, type Platform } from './platform'
import { Picture } from './Picture'
import { useTrusted } from './probe'
import { Shell } from './Shell'
import { STEPS } from './steps'

export type TrustPage = Schema['TrustPage']

/** How a device comes to trust the box: first over plain http the steps, then over https the proof. */
export default function Trust() {
  const found = useLoad(() => ask(api.GET('/api/v1/trust')), [])
  const page = found.data
  if (!page) {
    return (
      <Shell name="trust" title={t('trust.title')} top={t('trust.title')} limited={limited()}>
        <h1>{t(`trust.head.${deviceOf(platformOf(here()))}`)}</h1>
        {found.error ? <Note tone="danger" alert>{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note> : <Skeleton rows={4} />}
      </Shell>
    )
  }
  if (location.protocol === 'https:') return <Check page={page} />
  return <Install page={page} />
}

function Install({ page }: { page: TrustPage }) {
  const agent = here()
  const [platform, setPlatform] = useState<Platform>(() => platformOf(agent))
  const [done, setDone] = useState(false)
  const ways = page.ways ?? []
  // A clinic with a certificate that everybody trusts has nothing to install.
  // A policy of content cannot name an address of IPv6, so a picture from there would be refused.
  const trusted = useTrusted(ways.map((w) => w.secure).filter((at) => !at.includes('[')), true)
  useEffect(() => {
    if (done && trusted.at) location.assign(`${trusted.at}trust`)
  }, [done, trusted.at])
  const phone = handheld(platform)
  const file = page.certificate.split('/').pop() ?? ''
  const said = (key: NonNullable<(typeof STEPS)[Platform][number]['text']>) => rich(key, { file: <span class="mono">{file}</span>, authority: <b>{page.authority}</b> })
  const title = t(`trust.head.${deviceOf(platform)}`)
  if (!ways.length) {
    return <Shell name="trust" title={title} top={t('trust.title')} limited={limited()}><h1>{title}</h1><Note tone="warn">{t('trust.noWay')}</Note></Shell>
  }
  return (
    <Shell name="trust" title={title} top={page.clinic || t('trust.title')} limited={limited()} actions={(
      <>
        {done && !trusted.at && (
          <Note tone="warn" alert>
            <b data-testid="not-yet">{t(trusted.found === 'trying' ? 'trust.trying' : 'trust.notYet')}</b>
            {trusted.found === 'no' && <p>{t(platform === 'firefox' || phone ? 'trust.notYetText' : 'trust.notYetReopen')}</p>}
          </Note>
        )}
        {trusted.at && <p class="state state-k" role="status" data-testid="trusted"><Icon name="check" size="s" />{t('trust.already')}</p>}
        <Button kind="primary" size="l" full iconEnd="go" busy={done && trusted.found === 'trying'} data-testid="check-it" onClick={() => setDone(true)}>{t('trust.next')}</Button>
      </>
    )}>
      <div class="tr-head"><p class="eyebrow">{t(`trust.platform.${platform}`)} · {t('trust.stepOf', { step: 1 })}</p><h1>{title}</h1></div>
      {needsChrome(agent) && platform === 'android' && <Note tone="warn">{t('trust.needsChrome')}</Note>}
      <ol class="tr-steps" data-testid="steps">
        {STEPS[platform].map((s, i) => (
          <li key={s.head}>
            <Picture motif={s.motif} phone={phone} />
            <div>
              <b>{i + 1}. {t(s.head)}</b>
              {s.text && <p>{said(s.text)}</p>}
              {s.fetch && <a class="btn tr-fetch" href={s.fetch === 'profile' ? page.profile : page.certificate} target="_self" data-testid="fetch"><Icon name="download" />{t('trust.fetchButton')}</a>}
            </div>
          </li>
        ))}
      </ol>
      <div class="tr-other">
        <Select label={t('trust.otherDevice')} name="platform" value={platform} onValue={setPlatform} options={PLATFORMS.map((value) => ({ value, label: t(`trust.platform.${value}`) }))} />
        <p class="cap">{t('trust.whatItMay')}</p>
      </div>
    </Shell>
  )
}
