import '../kit/css/tokens.css'
import '../kit/css/base.css'
import '../kit/css/print.css'
import { signal } from '@preact/signals'
import { render } from 'preact'
import { rememberedLanguage, setLanguage } from '../i18n/words'
import { startClock } from '../kit/clock'
import { NoServer } from '../sign-in/NoServer'
import { SignIn } from '../sign-in/SignIn'
import { Lazy } from './Lazy'
import { watchNet } from './net'
import { setup } from './pages'
import { readPrefs } from './prefs'
import { startRouter } from './router'
import { box, readSession, session } from './session'

const app = () => import('./App')
const silent = signal(false)

async function start(): Promise<void> {
  try {
    await readSession()
    silent.value = false
  } catch {
    silent.value = true
  }
}

/** The door: the wizard on a new box, sign in, or the app behind it. */
function Root() {
  if (silent.value) return <NoServer onTry={start} />
  if (box.value && !box.value.setUp && setup.wizard) return <Lazy load={setup.wizard} props={{ onDone: () => void start() }} />
  if (session.value) return <Lazy load={app} props={{}} />
  return <SignIn />
}

readPrefs()
startClock()
startRouter()
void Promise.all([setLanguage(rememberedLanguage()), start()]).then(() => {
  document.getElementById('old')?.remove()
  watchNet()
  render(<Root />, document.getElementById('app')!)
})
