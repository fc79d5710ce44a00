import { useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { Lazy } from '../app/Lazy'
import { errorText } from '../app/problem'
import type { useLoad } from '../app/useLoad'
import { dateText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Empty, Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { Table } from '../kit/Table'
import { shelf, Whose } from './Ledger'

type Missing = Schema['MissingFile']
const fileSheet = () => import('../numbers/FileSheet')

/** The files nobody can find, with a column to write in when the list is taken along the shelves. */
export function MissingFiles({ load }: { load: ReturnType<typeof useLoad<Schema['MissingFiles']>> }) {
  const [found, find] = useState<Missing>()
  const list = load.data
  return (
    <section class="card mg-stack" aria-label={t('file.missingTab')}>
      {!!load.error && <div class="pad"><Note tone="danger" alert>{errorText(load.error)}</Note></div>}
      {!list && !load.error && <Skeleton rows={5} />}
      {list && !list.files.length && <Empty title={t('file.missingNone')} text={t('file.missingNoneText')} />}
      {list && list.files.length > 0 && (
        <>
          <header class="card-head"><h2>{plural('file.missing', list.total)}</h2></header>
          <Table label={t('file.missingTab')} rows={list.files} rowKey={(m) => m.id} columns={[
            { key: 'number', head: t('file.number'), class: 'nm num', cell: (m) => m.fileNumber },
            { key: 'shelf', head: t('file.shelf'), class: 'num', cell: (m) => shelf(m.shelf) },
            { key: 'whose', head: t('file.whose'), class: 'fl-who', cell: (m) => <Whose person={m.patient} /> },
            { key: 'since', head: t('file.since'), class: 'num', cell: (m) => <><span class="fl-label">{t('file.since')} </span>{dateText(today(new Date(m.since)))}</> },
            { key: 'note', head: t('file.note'), class: 'fl-note', cell: (m) => <>{m.note}<span class="cap"> {showName(m.by)}</span></> },
            { key: 'write', head: t('file.foundAt'), class: 'fl-write', cell: () => '' },
            { key: 'found', head: <span class="vh">{t('file.foundNow')}</span>, num: true, class: 'fl-on-screen', cell: (m) => <Button size="s" icon="check" aria-label={t('file.foundNamed', { number: m.fileNumber })} onClick={() => find(m)} data-testid={`found-${m.fileNumber}`}>{t('file.foundNow')}</Button> },
          ]} />
        </>
      )}
      {found && <Lazy over load={fileSheet} props={{ patientId: found.patient.id, identifierId: found.id, number: found.fileNumber, file: paperFile(found), onClose: () => find(undefined), onDone: () => { find(undefined); load.reload() } }} />}
    </section>
  )
}

/** How the file stands, as its own page has it. */
function paperFile({ shelf, note, since, by }: Missing): Schema['PaperFile'] {
  return { shelf, state: 'missing', note, at: since, by }
}
