import '../manager/manager.css'
import './trust.css'
import './network.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { uuidv7 } from '../app/uuidv7'
import { dateText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { toast } from '../kit/toast'
import { BoxTabs } from '../manager/BoxTabs'
import { BringSheet } from './BringSheet'
import { Fingerprint } from './Fingerprint'
import { NameForm } from './NameForm'
import { Ways } from './Ways'

export type Status = Schema['TrustStatus']
type Certificate = Schema['Certificate']

/** How the box is reached, what devices must compare, and how long its certificates hold. */
export default function NetworkPage() {
  const found = useLoad(() => ask(api.GET('/api/v1/trust/certificates')), [])
  const [bringing, setBringing] = useState(false)
  const s = found.data
  const ways = s?.page.ways ?? []
  const takeAway = async () => {
    try {
      found.put(await ask(api.POST('/api/v1/trust/certificate/remove', { body: { id: uuidv7() } })))
      toast(t('network.takenAway'))
    } catch (error) {
      complain(error)
    }
  }
  return (
    <Page name="network" title={t('network.title')} class="mg">
      <div class="page-head">
        <h1>{t('network.title')}</h1>
        <BoxTabs at="/network" />
        {ways.length > 0 && <div class="sp"><Button kind="primary" icon="print" href="/print/poster" data-testid="poster">{t('network.poster')}</Button></div>}
      </div>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note>}
      {!s && !found.error && <Skeleton rows={6} />}
      {s && (
        <>
          <section class="card pad-l stack" aria-labelledby="nt-work">
            <h2 id="nt-work">{t('network.work')}</h2>
            <Ways ways={ways} />
            {ways.some((w) => w.first) && <><h2>{t('network.begin')}</h2><Ways ways={ways} first /></>}
            <NameForm name={ways.find((w) => w.kind === 'name')?.host} onNamed={found.reload} />
          </section>
          {s.authority && (
            <section class="card pad-l stack-s stack" aria-labelledby="nt-authority">
              <h2 id="nt-authority">{t('network.authority')}</h2>
              <p class="t2">{t('network.authorityAbout')}</p>
              <p class="b">{s.page.authority || s.authority.name}</p>
              {s.page.fingerprint?.length ? <div class="nt-print"><Fingerprint groups={s.page.fingerprint} /></div> : null}
              <Until of={s.authority} />
            </section>
          )}
          {s.certificate && (
            <section class="card pad-l stack-s stack" aria-labelledby="nt-own" data-testid="own-certificate">
              <h2 id="nt-own">{t('network.certificate')}</h2>
              <p class="t2">{t('network.renews')}</p>
              <Facts of={s.certificate} />
            </section>
          )}
          <section class="card pad-l stack-s stack" aria-labelledby="nt-outside" data-testid="outside-certificate">
            <h2 id="nt-outside">{t('network.outside')}</h2>
            <p class="t2">{t('network.outsideAbout')}</p>
            {s.outside && (
              <>
                {s.outside.daysLeft < 0 && <Note tone="warn">{t('network.outsideEnded')}</Note>}
                <Facts of={s.outside} />
              </>
            )}
            <div class="row wrap">
              <Button icon="key" data-testid="bring" onClick={() => setBringing(true)}>{t(s.outside ? 'network.bringAnother' : 'network.bring')}</Button>
              {s.outside && <Button kind="quiet" icon="close" data-testid="take-away" onClick={() => void takeAway()}>{t('network.takeAway')}</Button>}
            </div>
          </section>
        </>
      )}
      {bringing && <BringSheet onClose={() => setBringing(false)} onDone={(now) => { setBringing(false); found.put(now); toast(t('network.brought')) }} />}
    </Page>
  )
}

function Facts({ of }: { of: Certificate }) {
  return (
    <dl class="nt-facts">
      <dt>{t('network.for')}</dt><dd>{[...(of.names ?? []), ...(of.addresses ?? [])].join(', ')}</dd>
      <dt>{t('network.until')}</dt><dd><Until of={of} /></dd>
    </dl>
  )
}

/** A certificate of the box's own is renewed long before; one that a person must renew is a matter of weeks. */
function Until({ of }: { of: Certificate }) {
  const soon = of.daysLeft < 21
  return (
    <span class={`state nt-until ${of.daysLeft < 0 ? 'state-d' : soon ? 'state-w' : 'state-k'}`}>
      <Icon name={soon ? 'warn' : 'check'} size="s" />
      {of.daysLeft < 0 ? t('network.ended') : plural('network.holds', of.daysLeft)} · {dateText(today(Date.parse(of.notAfter)))}
    </span>
  )
}
