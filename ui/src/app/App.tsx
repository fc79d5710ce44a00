import { useEffect } from 'preact/hooks'
import { t } from '../i18n/words'
import { Empty, Note } from '../kit/message'
import { Button } from '../kit/Button'
import { Frame } from './Frame'
import { Lazy } from './Lazy'
import { startLive } from './live'
import { leftBehind, takeSeat } from './lock'
import { findPage } from './nav'
import { Page } from './Page'
import { path } from './router'
import { readSession, session } from './session'

/** The app of a signed-in person. Its code is fetched after signing in. */
export default function App() {
  const at = path.value
  const who = session.value?.id
  const mustChange = session.value?.mustChangePassword ?? false
  useEffect(() => {
    if (!who) return undefined
    const { id, staff } = session.value!
    takeSeat()
    return () => leftBehind(staff.id, id)
  }, [who])
  useEffect(() => {
    if (!who || mustChange) return undefined
    return startLive(() => void readSession().catch(() => undefined)) // who was signed out sees it at once
  }, [who, mustChange])

  if (mustChange) return <Lazy load={newPassword} props={{ forced: true }} />
  if (session.value?.mustAddFactor && at !== '/password') return <div class="app sec-alone"><Lazy load={security} props={{}} /></div>
  const found = findPage(at)
  if (at === '/password') return <Lazy load={newPassword} props={{ forced: false }} />
  if (found === 'nothing' || found === 'forbidden') return <Frame at={at} hasOwnSearch={false}><NoPage key={at} forbidden={found === 'forbidden'} /></Frame>
  const page = <Lazy key={`${found.entry.path}|${found.entry.role ?? ''}|${at}`} load={found.entry.load} props={{ params: found.params }} />
  return found.entry.frame === 'bare' ? page : <Frame at={at} hasOwnSearch={!!found.entry.ownSearch}>{page}</Frame>
}

const security = () => import('../security/Security')
const newPassword = () => import('../sign-in/NewPassword')

function NoPage({ forbidden }: { forbidden: boolean }) {
  return (
    <Page name={forbidden ? 'forbidden' : 'not-found'} title={t('notFound.title')}>
      <h1 class="vh">{t('notFound.title')}</h1>
      {forbidden ? <Note tone="warn">{t('error.forbidden')}</Note> : <Empty title={t('notFound.title')} text={t('notFound.text')}><Button href="/" icon="hut">{t('nav.home')}</Button></Empty>}
    </Page>
  )
}
