import '../kit/css/tokens.css'
import '../kit/css/base.css'
import '../kit/css/print.css'
import { signal } from '@preact/signals'
import { render } from 'preact'
import { allWords, openWords, rememberedLanguage, setLanguage } from '../i18n/words'
import { startClock } from '../kit/clock'
import { NoServer } from '../sign-in/NoServer'
import { SignIn } from '../sign-in/SignIn'
import { asked } from './confirm'
import { Lazy } from './Lazy'
import { watchNet } from './net'
import { setup } from './pages'
import { readPrefs } from './prefs'
import { path, startRouter } from './router'
import { limited } from '../trust/platform'
import { rememberKind } from '../sealed/kind'
import { sealed } from './api'
import { box, device, readSession, session, shared } from './session'

const app = () => import('./App')
const kiosk = () => openWords(import('../kiosk/Kiosk'))
const my = () => openWords(import('../my/My'))
const pair = () => allWords(import('../device/Pair'))
const sealedPage = () => import('../sealed/Sealed')
const display = () => import('../display/Display')
const tiles = () => import('../sign-in/Tiles')
const trust = () => allWords(import('../trust/Trust'))
const waiting = () => import('../device/Waiting')
const silent = signal(false)

async function start(): Promise<void> {
  if (limited()) return // over plain http the box answers nothing else
  try {
    await readSession()
    rememberKind(device.value?.kind)
    silent.value = sealed.value = false
  } catch {
    silent.value = !sealed.value
  }
}

/** The door: the wizard on a new box, sign in, or the app behind it. */
function Root() {
  if (limited() || (path.value === '/trust' && device.value?.kind !== 'kiosk')) return <Lazy load={trust} props={{}} />
  if (sealed.value) return <Lazy load={sealedPage} props={{ onOpen: start }} />
  if (silent.value) return <NoServer onTry={start} />
  if (box.value && !box.value.setUp && setup.wizard) return <Lazy load={setup.wizard} props={{ onDone: () => void start() }} />
  if (device.value?.kind === 'kiosk') return <Lazy load={kiosk} props={{}} /> // whatever its address says
  if (path.value === '/pair' && box.value?.setUp) return <Lazy load={pair} props={{}} />
  if (session.value) return <Lazy key={session.value.id} load={app} props={{}} /> // nothing of the last person's stays
  if (shared.value) return <Lazy load={tiles} props={{}} />
  if (device.value?.kind === 'display') return <Lazy load={display} props={{ params: {} }} />
  if (device.value) return <Lazy load={waiting} props={{}} />
  if (path.value === '/my') return <Lazy load={my} props={{}} />
  return <SignIn />
}

const confirmSheet = () => import('./ConfirmSheet')

/** Over whatever is open, when the box asks for the password again. */
function Confirm() {
  return asked.value && session.value ? <Lazy over load={confirmSheet} props={{}} /> : null
}

readPrefs()
startClock()
startRouter()
void Promise.all([setLanguage(rememberedLanguage()), start()]).then(() => {
  document.getElementById('old')?.remove()
  watchNet()
  render(<><Root /><Confirm /></>, document.getElementById('app')!)
})
