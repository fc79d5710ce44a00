import { useEffect, useRef } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { navigate } from '../app/router'
import { useLoad } from '../app/useLoad'
import { rich, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { LanguageSwitch } from '../kit/LanguageSwitch'
import { Wordmark } from '../kit/Logo'
import { Slips } from '../manager/Slips'
import { Ways } from '../trust/Ways'

/** The clinic is founded: everybody's first password, this once, and the door to sign in at. */
export function Ready({ founded, onDone }: { founded: Schema['Founded']; onDone: () => void }) {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const { facility, staff, admin } = founded
  return (
    <Page name="setup-ready" title={t('setup.doneTitle')} focus="own" flush>
      <div class="wiz">
        <aside class="w-side"><Wordmark class="w-logo" /><LanguageSwitch /></aside>
        <section class="w-main">
          <p class="eyebrow">{facility.name}</p>
          <h1 tabIndex={-1} ref={head}>{t('setup.doneTitle')}</h1>
          <p class="lead su-done"><Icon name="check" size="l" /><span>{rich('setup.doneLead', { admin: <b>{admin}</b> })}</span></p>
          <div class="w-body">
            {staff.length > 0 && (
              <section class="card pad-l stack" aria-labelledby="first-passwords">
                <h2 id="first-passwords">{t('setup.firstPasswords')}</h2>
                <Slips clinic={facility.name} slips={staff.map((s) => ({ displayName: s.displayName, username: s.username, password: s.oneTimePassword }))} />
              </section>
            )}
            <Network />
            <section class="card pad-l stack" aria-labelledby="setup-backup">
              <h2 id="setup-backup">{t('setup.backupTitle')}</h2>
              <p class="t2">{t('setup.backupLead')}</p>
              <p><Button icon="stick" onClick={() => { navigate('/backups'); onDone() }} data-testid="setup-backup">{t('setup.backupDo')}</Button></p>
            </section>
          </div>
          <div class="w-foot"><Button kind="primary" size="l" class="sp" iconEnd="go" onClick={onDone} data-testid="setup-sign-in">{t('signIn.title')}</Button></div>
        </section>
      </div>
    </Page>
  )
}

/** How others reach the box. The fingerprint is for the wall: it is on the poster, which the manager prints. */
function Network() {
  const found = useLoad(() => ask(api.GET('/api/v1/trust')), [])
  if (!found.data) return null
  const ways = found.data.ways ?? []
  return (
    <section class="card pad-l stack" aria-labelledby="setup-network" data-testid="setup-network">
      <h2 id="setup-network">{t('setup.networkTitle')}</h2>
      {ways.length > 0 && <p class="t2">{t('setup.networkLead')}</p>}
      <Ways ways={ways} first={ways.some((w) => w.first)} />
    </section>
  )
}
