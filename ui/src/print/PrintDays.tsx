import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { uuidv7 } from '../app/uuidv7'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Segmented } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Select } from '../kit/Field'
import { Note } from '../kit/message'
import { departmentName, useDepartments } from '../queue/departments'
import { useBoth } from './both'
import { DaySheet, type Headings } from './DaySheet'
import { PrintPage } from './PrintPage'

// The command says which sheets were made: said again after a reload it answers with the same ones instead of new ones.
const STORED = 'karete.days'
type Order = Schema['PrintSheets']
const COUNTS = ['1', '2', '5', '10', '20'] as const
const NEW_ROWS = ['0', '2', '3', '5', '10'] as const
const HEADINGS: readonly Headings[] = ['both', 'en', 'st']

function ordered(): Order | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as Order | null
    return typeof kept?.id === 'string' && typeof kept.departmentId === 'string' ? kept : undefined
  } catch {
    return undefined
  }
}

function keep(order: Order | undefined): void {
  try {
    if (order) sessionStorage.setItem(STORED, JSON.stringify(order))
    else sessionStorage.removeItem(STORED)
  } catch {
    // then a reload begins anew; the sheets made lie in the drawer all the same
  }
}

/** Day sheets for the drawer, printed on a quiet day. What stands on them is kept for them from then on. */
export default function PrintDays() {
  const [order, setOrder] = useState(ordered)
  const [headings, setHeadings] = useState<Headings>('both')
  const both = useBoth()
  const departments = useDepartments()
  const load = useLoad(() => (order ? ask(api.POST('/api/v1/downtime/sheets', { body: order })) : Promise.resolve(undefined)), [order?.id])
  const sheets = load.data?.sheets ?? []
  const set = (to: Order | undefined) => {
    keep(to)
    setOrder(to)
  }
  const refused = order && load.error instanceof ApiError && load.error.status < 500 && load.error.status > 0
  return (
    <PrintPage name="days" title={t('paper.print')} size={t('paper.size')} from="/downtime" ready={!!(sheets.length && both)} error={refused ? undefined : load.error} waiting={!order || refused}
      extra={sheets.length > 0 && <><Which value={headings} onValue={setHeadings} /><Button kind="quiet" icon="plus" onClick={() => set(undefined)} data-testid="new-days">{t('paper.more')}</Button></>}>
      {(!order || refused) && <Ask onOrder={set} refused={refused ? load.error : undefined} />}
      {sheets.length > 0 && <div class="no-print desk-ask"><Note tone="info">{t('paper.reserved')}</Note></div>}
      {both && sheets.map((s) => <DaySheet key={s.sheet.id} detail={s} both={both} headings={headings} department={nameOf(departments, s.sheet.departmentId)} />)}
    </PrintPage>
  )
}

export function nameOf(departments: ReturnType<typeof useDepartments>, id: string): string {
  const d = departments.find((one) => one.id === id)
  return d ? departmentName(d) : ''
}

/** Which words stand over the columns. */
export function Which({ value, onValue }: { value: Headings; onValue: (value: Headings) => void }) {
  return <Segmented quiet legend={t('paper.languages')} name="headings" value={value} onValue={onValue}
    options={HEADINGS.map((h) => ({ value: h, label: h === 'both' ? t('paper.language.both') : t(`language.${h}`) }))} />
}

function Ask({ onOrder, refused }: { onOrder: (order: Order) => void; refused: unknown }) {
  const departments = useDepartments().filter((d) => d.active && d.kind !== 'reception')
  const [count, setCount] = useState<(typeof COUNTS)[number]>('5')
  const [newRows, setNewRows] = useState<(typeof NEW_ROWS)[number]>('3')
  const [department, setDepartment] = useState('')
  const chosen = department || (departments[0]?.id ?? '')
  const errors: FormError[] = refused ? formErrors(refused, { departmentId: t('paper.department') }) : []
  return (
    <form class="card pad desk-ask stack no-print" noValidate onSubmit={(e) => { e.preventDefault(); onOrder({ id: uuidv7(), count: Number(count), newRows: Number(newRows), departmentId: chosen }) }}>
      <p>{t('paper.lead')}</p>
      <ErrorSummary errors={errors} />
      <Segmented legend={t('paper.howMany')} name="count" options={COUNTS.map((value) => ({ value, label: value }))} value={count} onValue={setCount} />
      <div>
        <Segmented legend={t('paper.newRows')} name="newRows" options={NEW_ROWS.map((value) => ({ value, label: value }))} value={newRows} onValue={setNewRows} />
        <p class="cap">{t('paper.newRowsHint')}</p>
      </div>
      <Select label={t('paper.department')} name="departmentId" value={chosen} onValue={setDepartment} error={errorOf(errors, 'departmentId')}
        options={departments.map((d) => ({ value: d.id, label: departmentName(d) }))} />
      <p><Button kind="primary" type="submit" icon="sheet" data-testid="make-days">{plural('paper.make', Number(count))}</Button></p>
    </form>
  )
}
