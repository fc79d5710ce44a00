import { useEffect, useState } from 'preact/hooks'
import { box } from '../app/session'
import { language, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { other, useBoth } from './both'
import { callHelp } from './door'
import { useClosing } from './idle'
import { Shell } from './Shell'
import { back, go, place, step } from './visitor'

/** On a kiosk staff are called; from a phone the clinic is rung up. */
export function HelpButton({ both }: { both?: boolean }) {
  const words = useBoth()
  if (place.value === 'phone') {
    const phone = box.value?.facility?.phone
    return phone ? <a class="btn ki-call" href={`tel:${phone.replace(/\s/g, '')}`}><Icon name="phone" size="l" />{t('kiosk.callUs')}</a> : null
  }
  return (
    <button type="button" class="btn ki-help" onClick={() => go({ at: 'helped' })} data-testid="help">
      <Icon name="hand" size="l" />
      <span>{both && words ? <><span lang="st">{words.st('kiosk.help')}</span> / <span lang="en">{words.en('kiosk.help')}</span></> : t('kiosk.help')}</span>
    </button>
  )
}

/** Somebody is on their way, or why not. It goes by itself. */
export function Helped() {
  const [state, setState] = useState<'asking' | 'coming' | 'failed'>('asking')
  const words = useBoth()
  const left = useClosing(30, () => { if (step.value.at === 'helped') back() })
  const call = () => {
    setState('asking')
    callHelp('help').then(() => setState('coming'), () => setState('failed'))
  }
  useEffect(call, [])
  const key = state === 'failed' ? 'kiosk.helpFailed' : 'kiosk.helpComing'
  const second = other(language.value)
  return (
    <Shell name="kiosk-help" title={t('kiosk.help')} class="ki-mid" start={<span class="ki-close">{t('kiosk.closes', { seconds: left })}</span>}>
      <Icon name="hand" class="ki-hand" />
      {state === 'asking' ? <h1 aria-busy="true">{t('kiosk.helpAsking')}</h1> : (
        <div role="status">
          <h1>{t(key)}</h1>
          {words && <p class="ki-sub" lang={second}>{words[second](key)}</p>}
        </div>
      )}
      {state === 'failed' && <button type="button" class="ki-a ki-a2" onClick={call}>{t('action.tryAgain')}</button>}
    </Shell>
  )
}
