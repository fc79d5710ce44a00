import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { useLive } from '../app/live'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { instantText } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { Table } from '../kit/Table'
import { toast } from '../kit/toast'

type Row = Schema['SessionRow']

/** Who is signed in where; a lost tablet is signed out from here. */
export function Sessions() {
  const found = useLoad(() => ask(api.GET('/api/v1/sessions')), [])
  useLive(['clinic'], found.reload)
  const end = (row: Row) => {
    ask(api.DELETE('/api/v1/sessions/{sessionId}', { params: { path: { sessionId: row.id } } }))
      .then(() => toast(t('system.ended', { name: row.displayName })), complain)
      .finally(found.reload)
  }
  return (
    <section class="card mg-stack" aria-labelledby="sessions-head">
      <header class="card-head"><h2 id="sessions-head">{t('system.sessions')}</h2></header>
      {!!found.error && <div class="pad"><Note tone="danger" alert>{errorText(found.error)}</Note></div>}
      {found.data && <Table label={t('system.sessions')} rows={found.data.sessions} rowKey={(s) => s.id} columns={[
        { key: 'name', head: t('journal.actor'), class: 'nm', cell: (s) => s.displayName },
        { key: 'device', head: t('system.device'), cell: (s) => <span class="mg-device">{s.device}</span> },
        { key: 'from', head: t('system.address'), class: 'mg-wide', cell: (s) => <span class="mono">{s.address}</span> },
        { key: 'since', head: t('system.since'), class: 'mg-wide', cell: (s) => instantText(s.createdAt) },
        { key: 'seen', head: t('system.seen'), class: 't2 num', cell: (s) => instantText(s.seenAt) },
        { key: 'end', head: <span class="vh">{t('system.end')}</span>, num: true, cell: (s) => (s.current
          ? <span class="cap">{t('system.thisOne')}</span>
          : <Button size="s" kind="quiet" aria-label={t('system.endNamed', { name: s.displayName })} data-testid="end-session" onClick={() => end(s)}>{t('system.end')}</Button>) },
      ]} />}
    </section>
  )
}
