import { connected } from '../app/net'
import { Page } from '../app/Page'
import { clinicName } from '../app/session'
import { setLanguage, t, type Language } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Mark } from '../kit/Logo'
import { Note } from '../kit/message'
import { ShowCard } from './art'
import { useBoth } from './both'
import { CardEye } from './Camera'
import { HelpButton } from './Help'
import { Answer, Shell } from './Shell'
import { Listen } from './clips'
import { byNumber, chose, go, said } from './visitor'

/** What everybody sees who comes by. A card may be shown at once; the scanner needs no button. */
export function Start() {
  const both = useBoth()
  if (!both) return null
  const speak = (to: Language) => void setLanguage(to).then(() => {
    chose.value = true
    go({ at: 'card' })
  })
  return (
    <Page name="kiosk-start" title={clinicName.value} flush focus="own">
      <div class="ki ki-kiosk">
        <div class="ki-band" />
        <div class="ki-hero">
          <Mark class="ki-mark" />
          <h1><span lang="st">{both.st('kiosk.welcome')}</span><br /><span lang="en">{both.en('kiosk.welcome')}</span></h1>
          <p class="ki-sub">{clinicName.value}</p>
        </div>
        <div class="ki-start">
          {!connected.value ? <Note tone="danger" alert><span lang="st">{both.st('kiosk.noServer')}</span><br /><span lang="en">{both.en('kiosk.noServer')}</span></Note>
            : said.value && <Note tone={said.value.tone} alert>{said.value.text()}</Note>}
          <div class="ki-langs">
            {(['st', 'en'] as const).map((l) => (
              <button key={l} type="button" class={`ki-lang ki-lang-${l}`} lang={l} onClick={() => speak(l)} data-testid={`speak-${l}`}>
                <b>{l === 'st' ? 'Sesotho' : 'English'}</b><span>{both[l]('kiosk.begin')}</span>
              </button>
            ))}
          </div>
          <button type="button" class="ki-cardbox" onClick={() => go({ at: 'card' })} data-testid="show-card">
            <ShowCard />
            <span><b><span lang="st">{both.st('kiosk.show')}</span><br /><span lang="en">{both.en('kiosk.show')}</span></b><span class="ki-cap"><span lang="st">{both.st('kiosk.hold')}</span> <span lang="en">{both.en('kiosk.hold')}</span></span></span>
          </button>
          {byNumber()
            ? <button type="button" class="btn ki-btn" onClick={() => go({ at: 'number' })} data-testid="no-card">
                <span><span lang="st">{both.st('kiosk.noCard')}</span> / <span lang="en">{both.en('kiosk.noCard')}</span></span><Icon name="right" size="l" />
              </button>
            : <p class="ki-sub ki-none"><span lang="st">{both.st('kiosk.cardDesk')}</span><br /><span lang="en">{both.en('kiosk.cardDesk')}</span></p>}
        </div>
        <footer class="ki-foot"><HelpButton both /></footer>
      </div>
    </Page>
  )
}

/** The card, or not. */
export function CardPage() {
  return (
    <Shell name="kiosk-card" title={t('kiosk.show')}>
      <div class="ki-q">
        <h1>{t('kiosk.show')}</h1>
        <p class="ki-sub">{t('kiosk.hold')}</p>
        <CardEye />
        <Listen clip="start" />
      </div>
      {byNumber()
        ? <div class="ki-ans ki-one"><Answer second icon="user" testid="no-card" onClick={() => go({ at: 'number' })}>{t('kiosk.noCard')}</Answer></div>
        : <p class="ki-sub ki-none">{t('kiosk.cardDesk')}</p>}
    </Shell>
  )
}
