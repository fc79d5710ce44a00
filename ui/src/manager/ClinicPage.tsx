import './manager.css'
import { api, ask } from '../app/api'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note, Skeleton } from '../kit/message'
import { ClinicForm } from './ClinicForm'

/** The clinic's name, and what a manager may choose about its day. */
export default function ClinicPage() {
  const found = useLoad(() => ask(api.GET('/api/v1/facility')), [])
  if (found.data) return <ClinicForm clinic={found.data} />
  return (
    <Page name="clinic" title={t('clinic.title')} class="mg">
      <h1>{t('clinic.title')}</h1>
      {found.error ? <Note tone="danger" alert>{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note> : <Skeleton rows={6} />}
    </Page>
  )
}
