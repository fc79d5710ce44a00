import { useEffect, useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { ApiError, errorOf, formErrors } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { plural, t, type Key } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { ManyChips } from '../kit/choice'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { FieldError, Select, TextField } from '../kit/Field'
import { Note } from '../kit/message'
import { Ticket } from '../kit/person'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { departmentName } from '../queue/departments'
import type { Department } from '../reception/clinic'
import type { Schedule } from './calls'
import { fieldOf, labelsOf, placesOf, readBlock, ticked, toBlocks, withOther, wrongIn, type Block, type Part } from './hoursForm'
import { daysText } from './opening'

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const
const STEPS = ['5', '10', '15', '20', '30', '45', '60', '90', '120'] as const
const USUAL_STEP = 30

/** When one department takes bookings: the same hours on all its days, or others on some. Nobody who is booked is moved by it. */
export function HoursSheet({ department: d, schedule, onClose, onDone }: { department: Department; schedule: Schedule | undefined; onClose: () => void; onDone: () => void }) {
  const [blocks, setBlocks] = useState(() => toBlocks(schedule))
  const [slotMinutes, setSlotMinutes] = useState(String(schedule?.slotMinutes ?? USUAL_STEP))
  const [version, setVersion] = useState(schedule?.version ?? 0)
  const [overtaken, setOvertaken] = useState(false)
  const [added, setAdded] = useState(0)
  const [errors, setErrors] = useState<FormError[]>([])
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  useEffect(() => {
    if (added) document.querySelector<HTMLElement>(`input[name="${fieldOf(blocks.length - 1, 'weekdays')}"]`)?.focus()
  }, [added])

  const step = Number(slotMinutes)
  const save = async (active: boolean) => {
    if (busy) return
    const wrong = blocks.flatMap((_, i) => wrongIn(blocks, i, step))
    setErrors(wrong)
    if (wrong.length) return
    setBusy(true)
    try {
      await ask(api.PUT('/api/v1/departments/{departmentId}/schedule', {
        params: { path: { departmentId: d.id }, header: version ? { 'If-Match': `"${version}"` } : {} },
        body: { id: command.current, hours: blocks.map((b) => readBlock(b)!), slotMinutes: step, active },
      }))
      toast(t(active ? 'hours.saved' : 'hours.stopped', { name: departmentName(d) }))
      onDone()
    } catch (e) {
      command.next()
      if (e instanceof ApiError && e.code === 'stale') {
        const theirs = e.current as Schedule
        setVersion(theirs.version)
        setBlocks(toBlocks(theirs))
        setSlotMinutes(String(theirs.slotMinutes))
        setOvertaken(true)
      } else {
        setErrors(formErrors(e, { ...labelsOf(blocks), slotMinutes: t('hours.step') }))
      }
      setBusy(false)
    }
  }

  return (
    <Sheet title={departmentName(d)} sub={t('hours.title')} before={<Ticket number={d.code} />} onClose={onClose} onSubmit={() => void save(true)}
      foot={<>
        {schedule?.active && <Button kind="danger" busy={busy} data-testid="hours-stop" onClick={() => void save(false)}>{t('hours.stop')}</Button>}
        <span class="sp" /><Button kind="quiet" onClick={onClose}>{t('action.cancel')}</Button>
        <Button kind="primary" type="submit" busy={busy} data-testid="hours-save">{t('action.save')}</Button>
      </>}>
      <ErrorSummary errors={errors} />
      {overtaken && <Note tone="warn" alert>{t('hours.overtaken')}</Note>}
      <Select label={t('hours.step')} name="slotMinutes" value={slotMinutes} onValue={setSlotMinutes} error={errorOf(errors, 'slotMinutes')}
        options={[...new Set([...STEPS, slotMinutes])].sort((a, b) => Number(a) - Number(b)).map((value) => ({ value, label: t('hours.minutes', { n: value }) }))} />
      {blocks.map((b, i) => (
        <BlockFields key={b.key} blocks={blocks} i={i} step={step} errors={errors} onDays={(days) => setBlocks(ticked(blocks, i, days))}
          onPart={(part) => setBlocks(blocks.map((x, n) => (n === i ? { ...x, ...part } : x)))}
          onDrop={blocks.length > 1 ? () => setBlocks(blocks.filter((_, n) => n !== i)) : undefined} />
      ))}
      <div><Button size="s" icon="plus" data-testid="hours-other" onClick={() => { setBlocks(withOther(blocks)); setAdded(added + 1) }}>{t('hours.other')}</Button></div>
      <p class="t2">{t('hours.staysBooked')}</p>
    </Sheet>
  )
}

/** The hours of some days. Where there are several kinds, each says whose it is and can be taken away. */
function BlockFields({ blocks, i, step, errors, onDays, onPart, onDrop }: {
  blocks: readonly Block[]; i: number; step: number; errors: readonly FormError[]; onDays: (days: readonly string[]) => void; onPart: (part: Partial<Block>) => void; onDrop: (() => void) | undefined
}) {
  const b = blocks[i]!
  const labels = labelsOf(blocks)
  const places = placesOf(blocks, i, step)
  const field = (part: Exclude<Part, 'weekdays'>) => {
    const name = fieldOf(i, part)
    return { label: labels[name]!, name, value: b[part], onValue: (text: string) => onPart({ [part]: text }), maxLength: part === 'capacity' ? 2 : 5, error: errorOf(errors, name) }
  }
  const days = fieldOf(i, 'weekdays')
  return (
    <section class={onDrop ? 'oh-block' : 'oh-all'} data-testid={`hours-block-${i}`}>
      {onDrop && <div class="row oh-block-head"><h3 class="grow">{b.weekdays.length ? daysText(b.weekdays.map(Number)) : t('hours.other')}</h3><IconButton icon="close" label={t('hours.otherDrop')} data-testid={`hours-drop-${i}`} onClick={onDrop} /></div>}
      <div>
        <ManyChips legend={labels[days]!} name={days} value={[...b.weekdays]} onValue={onDays} options={DAYS.map((value) => ({ value: value as string, label: t(`date.day.${value}` as Key) }))} />
        {errorOf(errors, days) && <FieldError text={errorOf(errors, days)!} />}
      </div>
      <div class="fgrid">
        <TextField {...field('opens')} />
        <TextField {...field('closes')} />
        {b.pauses && <TextField {...field('breakFrom')} />}
        {b.pauses && <TextField {...field('breakUntil')} />}
        <TextField {...field('capacity')} inputMode="numeric" echo={places > 0 ? plural('hours.aDay', places) : undefined} />
      </div>
      <button type="button" class="linklike" data-testid={`hours-break-${i}`} onClick={() => onPart({ pauses: !b.pauses })}>{t(b.pauses ? 'hours.breakDrop' : 'hours.breakAdd')}</button>
    </section>
  )
}
