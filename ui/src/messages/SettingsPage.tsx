import '../manager/manager.css'
import './messages.css'
import { api, ask } from '../app/api'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note, Skeleton } from '../kit/message'
import { SettingsForm } from './SettingsForm'

/** By what messages go, when, and in which words. */
export default function SettingsPage() {
  const found = useLoad(() => ask(api.GET('/api/v1/messages/settings')), [])
  if (found.data) return <SettingsForm read={found.data} />
  return (
    <Page name="message-settings" title={t('message.settings')} class="mg">
      <h1>{t('message.settings')}</h1>
      {found.error ? <Note tone="danger" alert>{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note> : <Skeleton rows={6} />}
    </Page>
  )
}
