import { useEffect, useState } from 'preact/hooks'
import { rich, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute, serverNow } from '../kit/clock'
import { Icon, type IconName } from '../kit/Icon'
import { Note } from '../kit/message'
import { Fingerprint } from './Fingerprint'
import { here, platformOf } from './platform'
import { camera, offline, type Found } from './probe'
import { Shell } from './Shell'
import type { TrustPage } from './Trust'

const FAR_MS = 2 * 60_000
const STATE = { yes: { cls: 'state-k', icon: 'check' }, no: { cls: 'state-d', icon: 'warn' }, trying: { cls: 'state-w', icon: 'refill' } } as const

/** Over https: is it really the clinic's box, and does this browser give it all that Karete needs? */
export function Check({ page }: { page: TrustPage }) {
  const [same, setSame] = useState<boolean | undefined>()
  const [sees, setSees] = useState<Found>('trying')
  const [works, setWorks] = useState<Found>('trying')
  useEffect(() => {
    void camera().then((yes) => setSees(yes ? 'yes' : 'no'))
    void offline().then((yes) => setWorks(yes ? 'yes' : 'no'))
  }, [])
  const platform = platformOf(here())
  const secure: Found = !window.isSecureContext || works === 'no' ? 'no' : works
  void minute.value // the clock is looked at again each minute
  const off = Math.round((Date.now() - serverNow()) / 60_000)
  const right: Found = Math.abs(Date.now() - serverNow()) < FAR_MS ? 'yes' : 'no'
  const title = t('trust.isItOurs')
  return (
    <Shell name="trust-check" title={title} top={page.clinic || t('trust.title')} limited={false} actions={(
      <>
        <Button kind="primary" size="l" full href="/" iconEnd="go" data-testid="open-karete">{t('trust.open')}</Button>
        <p class="cap tr-home">{t(`trust.home.${platform === 'android' || platform === 'apple' ? platform : 'computer'}`)}</p>
      </>
    )}>
      <div class="tr-head"><p class="eyebrow">{t(`trust.platform.${platform}`)} · {t('trust.stepOf', { step: 2 })}</p><h1>{title}</h1></div>
      {page.authority && (
        <section class="card pad tr-fp" aria-label={t('trust.fingerprint')}>
          <p>{rich(`trust.compare.${platform}`, { authority: <b>{page.authority}</b> })}</p>
          <Fingerprint groups={page.fingerprint ?? []} />
          {same === undefined
            ? <div class="row wrap"><Button icon="check" data-testid="same" onClick={() => setSame(true)}>{t('trust.same')}</Button><Button kind="quiet" data-testid="differs" onClick={() => setSame(false)}>{t('trust.differs')}</Button></div>
            : same
              ? <p class="row wrap"><span class="state state-k"><Icon name="check" size="s" />{t('trust.saidSame')}</span><Button kind="quiet" size="s" onClick={() => setSame(undefined)}>{t('action.change')}</Button></p>
              : <Note tone="danger" alert><b>{t('trust.stop')}</b><p>{t('trust.stopText')}</p><Button size="s" onClick={() => setSame(undefined)}>{t('action.back')}</Button></Note>}
        </section>
      )}
      <ul class="card tr-tests" aria-live="polite">
        <Test id="secure" icon="shield" head="trust.secure" found={secure} />
        <Test id="camera" icon="camera" head="trust.camera" text="trust.cameraText" found={sees} />
        <Test id="offline" icon="netOff" head="trust.offline" text={works === 'no' ? 'trust.offlineNo' : 'trust.offlineText'} found={works} />
        <Test id="clock" icon="clock" head="trust.clock" found={right} wrong="trust.clockPut"
          detail={right === 'yes' ? '' : t(off > 0 ? 'trust.clockAhead' : 'trust.clockBehind', { n: Math.abs(off) })} />
      </ul>
      {works === 'no' && <Note tone="warn">{t('trust.clicked')} <a href={firstOf(page)}>{t('trust.backToSteps')}</a></Note>}
    </Shell>
  )
}

/** Where the steps are: over plain http, since this browser does not trust what it sees here. */
function firstOf(page: TrustPage): string {
  const ways = page.ways ?? []
  return (ways.find((w) => w.host === location.hostname) ?? ways[0])?.first ?? '/trust'
}

function Test({ id, icon, head, text, detail, found, wrong }: { id: string; icon: IconName; head: Key; text?: Key; detail?: string; found: Found; wrong?: Key }) {
  const s = STATE[found]
  return (
    <li data-testid={`test-${id}`} data-found={found}>
      <Icon name={icon} />
      <span class="grow"><b>{t(head)}</b>{(detail || text) && <span class="cap">{detail || t(text!)}</span>}</span>
      <span class={`state ${s.cls}`}><Icon name={s.icon} size="s" />{found === 'no' && wrong ? t(wrong) : t(`trust.${found}`)}</span>
    </li>
  )
}
