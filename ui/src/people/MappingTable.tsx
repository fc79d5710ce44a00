import { t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Table } from '../kit/Table'
import { exampleDay, type Detail } from './import'

/** Their columns, and what they are taken for. */
export function MappingTable({ of, onChange }: { of: Detail; onChange: (() => void) | undefined }) {
  const columns = (of.columns ?? []).map((c, at) => ({ ...c, at, field: of.mapping.fields?.[at] ?? '' }))
  return (
    <section class="card im-map">
      <div class="card-head"><h2>{t('import.columns')}</h2><span class="cap sp num">{t('import.used', { n: columns.filter((c) => c.field).length, of: columns.length })}</span></div>
      <Table label={t('import.columns')} rows={columns} rowKey={(c) => String(c.at)} columns={[
        { key: 'name', head: t('import.column'), class: 'mono', cell: (c) => c.name },
        { key: 'to', head: <span class="vh">{t('import.becomes')}</span>, cell: () => <Icon name="go" size="s" /> },
        { key: 'field', head: t('import.field'), cell: (c) => (c.field ? <b>{t(`import.field.${c.field}`)}</b> : <span class="t2">{t('import.leave')}</span>) },
        { key: 'first', head: t('import.first'), class: 't2', cell: (c) => c.samples?.[0] ?? '' },
      ]} />
      <div class="tfoot"><span class="cap">{t(of.mapping.monthFirst ? 'import.monthFirst' : 'import.dayFirst', { example: exampleDay(of.mapping) })}</span>{onChange && <button type="button" class="linklike sp" onClick={onChange} data-testid="change-mapping">{t('action.change')}</button>}</div>
    </section>
  )
}
