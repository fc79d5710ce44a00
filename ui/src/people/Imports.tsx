import '../manager/manager.css'
import './imports.css'
import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { useLive } from '../app/live'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { navigate } from '../app/router'
import { useLoad } from '../app/useLoad'
import { countText, instantText } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon, type IconName } from '../kit/Icon'
import { Empty, Note, Skeleton } from '../kit/message'
import { Table, type Column } from '../kit/Table'
import { works, type Import } from './import'
import { PeopleTabs } from './PeopleTabs'
import { UploadSheet } from './UploadSheet'

const LOOK: Record<Import['state'], { cls: string; icon: IconName }> = {
  uploaded: { cls: 'w', icon: 'pen' }, checking: { cls: 'o', icon: 'clock' }, checked: { cls: 'w', icon: 'eye' }, applying: { cls: 'o', icon: 'clock' },
  applied: { cls: 'k', icon: 'check' }, undoing: { cls: 'o', icon: 'clock' }, undone: { cls: 'o', icon: 'undo' }, discarded: { cls: 'o', icon: 'close' },
}

/** What is to be said of one in a line of the list. */
function came(i: Import): string {
  if (i.state === 'checked') return t('import.wouldAdd', { n: countText(i.counts.add), of: countText(i.rows) })
  if (i.state === 'applied' || i.state === 'applying') return t('import.didAdd', { n: countText(i.counts.added), of: countText(i.rows) })
  if (i.state === 'undone') return i.counts.kept ? plural('import.stayed', i.counts.kept) : ''
  return `${countText(i.rows)} ${plural('import.lineCount', i.rows)}`
}

/** The old registers that were brought, and the way to bring another. */
export default function Imports() {
  const list = useLoad(() => ask(api.GET('/api/v1/imports')), [])
  useLive(['import'], list.reload)
  const [bringing, bring] = useState(false)
  const imports = list.data?.imports ?? []
  const columns: Column<Import>[] = [
    { key: 'name', head: t('import.file'), class: 'nm im-name', cell: (i) => <a href={`/imports/${i.id}`} data-testid="open-import">{i.name || t('import.noFileName')}</a> },
    { key: 'state', head: t('system.state'), cell: (i) => <span class={`state state-${LOOK[i.state].cls}`}><Icon name={LOOK[i.state].icon} size="s" />{t(`import.state.${i.state}`)}</span> },
    { key: 'came', head: t('import.lines'), class: 'num', cell: came },
    { key: 'at', head: t('import.brought'), class: 't2', cell: (i) => [instantText(i.uploadedAt), i.uploadedBy].filter(Boolean).join(', ') },
  ]
  const rest = imports.find((i) => works(i.state))
  return (
    <Page name="imports" title={t('people.registers')} class="mg im">
      <div class="page-head">
        <h1>{t('people.registers')}</h1>
        <PeopleTabs at="/imports" />
        <div class="sp"><Button kind={rest ? 'plain' : 'primary'} icon="table" onClick={() => bring(true)} data-testid="bring">{t('import.bring')}</Button></div>
      </div>
      {!!list.error && <Note tone="danger" alert>{errorText(list.error)} <Button size="s" onClick={list.reload}>{t('action.tryAgain')}</Button></Note>}
      {!list.data && !list.error && <Skeleton rows={4} />}
      {list.data && !imports.length && <div class="card"><Empty title={t('import.none')} text={t('import.noneText')} /></div>}
      {imports.length > 0 && <section class="card mg-stack"><Table label={t('people.registers')} columns={columns} rows={imports} rowKey={(i) => i.id} rowClass={(i) => (i.state === 'discarded' || i.state === 'undone' ? 'gone' : undefined)} /></section>}
      {bringing && <UploadSheet onClose={() => bring(false)} onSent={(now) => navigate(`/imports/${now.id}`)} />}
    </Page>
  )
}
