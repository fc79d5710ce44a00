import './manager.css'
import { useEffect, useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { countText, instantText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { minute } from '../kit/clock'
import { Field, Select } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Empty, Note, Skeleton } from '../kit/message'
import { JournalTabs } from '../privacy/JournalTabs'
import { useDepartments } from '../queue/departments'
import { journalActs } from './acts'
import { JournalTable } from './JournalTable'

type AuditPage = Schema['AuditPage']

/** Who did what to whom and when: the journal itself, newest first. */
export default function Journal() {
  const [filter, setFilter] = useState({ actor: '', action: '', day: '' })
  const [older, setOlder] = useState<readonly AuditPage[]>([])
  const [fetching, setFetching] = useState(false)
  const read = (before?: number) => ask(api.GET('/api/v1/journal', { params: { query: {
    ...(filter.actor && { actor: filter.actor }), ...(filter.action && { action: filter.action }), ...(filter.day && { day: filter.day }), ...(before !== undefined && { before }),
  } } }))
  const found = useLoad(() => read(), [filter.actor, filter.action, filter.day])
  useEffect(() => setOlder([]), [found.data])
  const about = useLoad(() => Promise.all([ask(api.GET('/api/v1/staff')), ask(api.GET('/api/v1/access')), ask(api.GET('/api/v1/system'))]), [])
  const departments = useDepartments()
  const devices = useLoad(() => ask(api.GET('/api/v1/devices')), []).data?.devices ?? []
  const [{ staff } = { staff: [] }, access, system] = about.data ?? []
  const pages = found.data ? [found.data, ...older] : []
  const entries = pages.flatMap((p) => p.entries)
  const next = pages[pages.length - 1]?.next ?? 0
  const set = (part: Partial<typeof filter>) => setFilter((f) => ({ ...f, ...part }))

  const more = () => {
    setFetching(true)
    read(next).then((page) => setOlder((o) => [...o, page]), complain).finally(() => setFetching(false))
  }

  return (
    <Page name="journal" title={t('journal.title')} class="mg">
      <div class="page-head">
        <div>
          <h1>{t('journal.title')}</h1>
          {found.data && <p class="t2">{t('journal.lead', { n: countText(found.data.size) })}</p>}
        </div>
        <div class="sp"><Button size="s" icon="refill" busy={found.loading} onClick={found.reload} data-testid="journal-newest">{t('journal.newest')}</Button></div>
      </div>
      <JournalTabs at="/journal" />
      {system?.checkpoint && (
        <p class="mg-seal"><span class="mg-icon"><Icon name="shield" /></span><span><b>{t('journal.sealed', { when: instantText(system.checkpoint.signedAt), n: countText(system.checkpoint.entries) })}</b><br />{t('journal.sealedAbout')} <a href="/api/v1/journal/key" download="box.pub">{t('opened.key')}</a></span></p>
      )}
      <form class="mg-filters" aria-label={t('journal.filters')} onSubmit={(e) => e.preventDefault()}>
        <Select label={t('journal.actor')} name="actor" none={t('journal.everyone')} options={staff.map((s) => ({ value: s.id, label: s.displayName }))} value={filter.actor} onValue={(actor) => set({ actor })} />
        <Select label={t('journal.action')} name="action" none={t('journal.everything')} options={journalActs(access?.rules ?? [])} value={filter.action} onValue={(action) => set({ action })} />
        <Field label={t('journal.anyDay')} name="day" control={(c) => <input class="in" type="date" {...c} max={today(minute.value)} value={filter.day} onInput={(e) => set({ day: e.currentTarget.value })} />} />
        {(filter.actor || filter.action || filter.day) && <Button kind="quiet" icon="close" onClick={() => setFilter({ actor: '', action: '', day: '' })}>{t('journal.everything')}</Button>}
      </form>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error, t('journal.anyDay'))} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note>}
      {!found.data && !found.error && <Skeleton rows={8} />}
      {found.data && (
        <section class="card mg-stack">
          {entries.length ? <JournalTable entries={entries} staff={staff} departments={departments} devices={devices} /> : <Empty title={t('journal.none')} text={t('journal.none.text')} />}
          {next > 0 && <div class="tfoot"><Button kind="quiet" icon="down" busy={fetching} onClick={more} data-testid="journal-older">{t('journal.older')}</Button></div>}
        </section>
      )}
    </Page>
  )
}
