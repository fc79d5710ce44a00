import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import type { PageArgs } from '../app/pages'
import { useLoad } from '../app/useLoad'
import { t } from '../i18n/words'
import { Note } from '../kit/message'
import { useDepartments } from '../queue/departments'
import { useBoth } from './both'
import { DaySheet, type Headings } from './DaySheet'
import { nameOf, Which } from './PrintDays'
import { PrintPage } from './PrintPage'

/** One blank sheet once more, after a printer that jammed. The other copy must go. */
export default function PrintDay({ params }: PageArgs) {
  const sheetId = params['id']!
  const [headings, setHeadings] = useState<Headings>('both')
  const load = useLoad(() => ask(api.GET('/api/v1/downtime/sheets/{sheetId}', { params: { path: { sheetId } } })), [sheetId])
  const both = useBoth()
  const departments = useDepartments()
  const d = load.data
  const blank = d?.sheet.status === 'blank'
  return (
    <PrintPage name="day" title={d ? t('paper.sheet', { serial: d.sheet.serial }) : t('paper.print')} size={t('paper.size')} from="/downtime" ready={!!(blank && both)} error={load.error} waiting={!!d && !blank}
      extra={blank && <Which value={headings} onValue={setHeadings} />}>
      {d && <div class="no-print desk-ask"><Note tone="warn">{blank ? t('paper.printedAgain') : t(`paper.status.${d.sheet.status}`)}</Note></div>}
      {d && blank && both && <DaySheet detail={d} both={both} headings={headings} department={nameOf(departments, d.sheet.departmentId)} />}
    </PrintPage>
  )
}
