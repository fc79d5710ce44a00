import { api, ask } from '../app/api'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { instantText } from '../i18n/dates'
import { hasKey, t } from '../i18n/words'
import { Note, Skeleton } from '../kit/message'

/** Who opened or changed this record, newest first: from the journal itself. */
export function WhoOpened({ patientId }: { patientId: string }) {
  const seen = useLoad(() => ask(api.GET('/api/v1/patients/{patientId}/access', { params: { path: { patientId } } })), [patientId])
  if (!seen.data) return seen.error ? <Note tone="danger" alert>{errorText(seen.error)}</Note> : <Skeleton rows={4} />
  return (
    <section class="card" aria-labelledby="opened-head">
      <header class="card-head"><h2 id="opened-head">{t('chart.whoOpened')}</h2></header>
      <ul class="plain">
        {seen.data.accesses.map((e) => {
          const key = `act.${e.action}`
          return <li key={e.seq}><span class="num opened-at">{instantText(e.at)}</span><b>{e.staff?.displayName ?? 'Karete'}</b><span class="cap">{[hasKey(key) ? t(key) : e.action, e.device].filter(Boolean).join(', ')}</span></li>
        })}
      </ul>
    </section>
  )
}
