import './manager.css'
import vitals from '@assets/codes/vitals.json'
import { api, ask } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { can } from '../app/session'
import { useLoad } from '../app/useLoad'
import { countText, instantText } from '../i18n/dates'
import { plural, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { Table } from '../kit/Table'
import { TimeNow } from '../time/TimeNow'
import { BoxTabs } from './BoxTabs'
import { Sessions } from './Sessions'
import { Support } from './Support'
import { sizeText } from './size'

/** How the box itself is doing, who is signed in, and what it is made of. */
export default function System() {
  const found = useLoad(() => ask(api.GET('/api/v1/system')), [])
  useLive(['clinic'], found.reload)
  const s = found.data
  return (
    <Page name="system" title={t('system.title')} class="mg">
      <div class="page-head">
        <h1>{t('system.title')}</h1>
        <BoxTabs at="/system" />
        <div class="sp"><Button size="s" icon="refill" busy={found.loading} onClick={found.reload}>{t('system.lookAgain')}</Button></div>
      </div>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)}</Note>}
      {!s && !found.error && <Skeleton rows={6} />}
      {s && (
        <div class="mg-pair">
          <section class="card pad">
            <h2>{t('system.box')}</h2>
            <dl class="kv mg-kv">
              <dt>{t('system.state')}</dt><dd>{t(`manager.writing.${s.state}` as Key)}</dd>
              <dt>{t('system.uptime')}</dt><dd>{instantText(s.startedAt)}<span class="cap">{uptime(s.uptimeSeconds)}</span></dd>
              <dt>{t('system.time')}</dt><dd><TimeNow /></dd>
              <dt>{t('system.database')}</dt><dd>{sizeText(s.databaseBytes + s.walBytes)}</dd>
              <dt>{t('system.diskFree')}</dt><dd>{t('manager.ofAll', { n: sizeText(s.diskFreeBytes), all: sizeText(s.diskBytes) })}</dd>
              <dt>{t('system.entries')}</dt><dd>{countText(s.entries)}</dd>
              {s.checkpoint && <><dt>{t('system.signed')}</dt><dd>{instantText(s.checkpoint.signedAt)}<span class="cap">{t('system.signedUpTo', { n: countText(s.checkpoint.entries) })}</span></dd></>}
            </dl>
          </section>
          <section class="card pad">
            <h2>{t('system.madeOf')}</h2>
            <dl class="kv mg-kv">
              <dt>Karete</dt><dd>{s.version}</dd>
              <dt>Go</dt><dd>{s.goVersion}</dd>
              <dt>SQLite</dt><dd>{s.sqliteVersion}</dd>
              <dt>{t('system.platform')}</dt><dd>{s.platform}</dd>
            </dl>
          </section>
        </div>
      )}
      <Sessions />
      {can('support.make') && <Support />}
      {s && (
        <details class="card mg-fold">
          <summary><Icon name="down" />{plural('system.migrations', s.migrations.length)}</summary>
          <Table label={t('system.migrationsLabel')} rows={s.migrations} rowKey={(m) => String(m.number)} columns={[
            { key: 'number', head: t('system.step'), cell: (m) => m.number },
            { key: 'name', head: t('name.label'), cell: (m) => m.name },
            { key: 'at', head: t('journal.when'), cell: (m) => instantText(m.appliedAt) },
          ]} />
        </details>
      )}
      {s?.checkpoint && (
        <details class="card mg-fold">
          <summary><Icon name="down" />{t('system.note')}</summary>
          <p class="pad cap">{t('system.noteAbout')}</p>
          <pre class="mono mg-note">{s.checkpoint.note}</pre>
        </details>
      )}
      <section class="cap" aria-label={t('system.codes')}><p lang="en">{vitals.notice}</p></section>
    </Page>
  )
}

function uptime(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  if (hours >= 48) return plural('system.days', Math.floor(hours / 24))
  return hours ? plural('system.hours', hours) : plural('system.minutes', Math.floor(seconds / 60))
}
