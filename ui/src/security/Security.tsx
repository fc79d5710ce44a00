import './security.css'
import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { can, keepLanguage, session, signOut } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { dateText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { LanguageSwitch } from '../kit/LanguageSwitch'
import { Note, Skeleton } from '../kit/message'
import { toast } from '../kit/toast'
import { AppSheet } from './AppSheet'
import { CodesSheet } from './CodesSheet'
import { Passkeys } from './Passkeys'
import { Sure } from './Sure'
import { useSecurity } from './useSecurity'

/** So few recovery codes that one should make new ones. */
const FEW = 2

/** How one proves who one is: the password, a PIN, and what comes besides. */
export default function Security() {
  const mine = useSecurity()
  const [adding, setAdding] = useState(false)
  const id = useCommandId()
  const must = session.value?.mustAddFactor ?? false
  const has = mine.data

  const removeApp = () => ask(api.DELETE('/api/v1/session/factors/app')).then((e) => { mine.now(e); toast(t('factor.appRemoved')) })
  const renew = () => ask(api.POST('/api/v1/session/factors/codes', { body: { id: id.current } })).then((e) => { id.next(); mine.now(e) })

  return (
    <Page name="security" title={t('factor.title')} focus="h1">
      <div class="page-head">
        <h1>{t('factor.title')}</h1>
        {must && <div class="sp row wrap"><LanguageSwitch large onChange={(to) => void keepLanguage(to).catch(() => undefined)} /><Button kind="quiet" icon="lock" onClick={() => { signOut().catch(complain) }}>{t('app.signOut')}</Button></div>}
      </div>
      <div class="stack">
        {must && <Note tone="warn" alert>{t('factor.must')}</Note>}
        {has?.clockDoubtful && <Note tone="warn" icon="clock">{t('factor.clock')}</Note>}
        {!!mine.error && <Note tone="danger" alert>{errorText(mine.error)}</Note>}
        <div class="card prefs">
          {!must && <section class="grp"><h2 class="legend">{t('password.label')}</h2>
            <div class="stack-s stack"><p>{t('factor.password')}</p><p><Button icon="key" href="/password">{t('factor.passwordChange')}</Button></p></div>
          </section>}
          {!must && can('pin.choose') && <section class="grp"><h2 class="legend">{t('pin.title')}</h2>
            <div class="stack-s stack"><p>{t(session.value?.staff.hasPin ? 'factor.pin' : 'pin.haveNot')}</p><p><Button icon="tablet" href="/pin">{t(session.value?.staff.hasPin ? 'pin.change' : 'pin.choose')}</Button></p></div>
          </section>}
          {!has && !mine.error && <Skeleton rows={4} />}
          {has && <>
            <section class="grp"><h2 class="legend">{t('factor.app')}</h2>
              <div class="stack-s stack">
                <p>{has.app ? t('factor.appHave', { date: dateText(today(Date.parse(has.app.madeAt))) }) : t('factor.appAbout')}</p>
                <p class="row wrap"><Button icon={has.app ? 'phone' : 'plus'} data-testid="add-app" onClick={() => setAdding(true)}>{t(has.app ? 'factor.appMove' : 'factor.appAdd')}</Button></p>
                {has.app && <Sure icon="close" say={t('factor.appRemove')} about={t('factor.appRemoveAbout')} testid="remove-app" onSure={removeApp} />}
              </div>
            </section>
            <Passkeys has={has} onChange={mine.now} />
            {(has.app || has.passkeys.length > 0) && <section class="grp"><h2 class="legend">{t('factor.codes')}</h2>
              <div class="stack-s stack">
                <p>{t('factor.codesAbout')} <b data-testid="codes-left">{plural('factor.codesLeft', has.recoveryCodes)}</b></p>
                {has.recoveryCodes <= FEW && <Note tone="warn">{t('factor.codesFew')}</Note>}
                <p><Button icon="refill" data-testid="renew-codes" onClick={() => { renew().catch((e: unknown) => { id.next(); complain(e) }) }}>{t('factor.codesRenew')}</Button></p>
              </div>
            </section>}
          </>}
        </div>
      </div>
      {adding && <AppSheet onClose={() => setAdding(false)} onDone={(e) => { setAdding(false); mine.now(e); toast(t('factor.appSaved')) }} />}
      {mine.codes.length > 0 && <CodesSheet codes={mine.codes} onClose={mine.kept} />}
    </Page>
  )
}
