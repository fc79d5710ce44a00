import { useId, useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { rich, t } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { allergyAgainst, findMedicines, type KnownMedicine, type StandingAllergy } from './codes'

export type Prescription = Schema['Prescription']

export const emptyLine: Prescription = { medicine: '', form: '', strength: '', atc: '', dose: '', frequency: '', quantity: '', note: '' }

interface Props {
  value: readonly Prescription[]
  onValue: (value: Prescription[]) => void
  allergies: readonly StandingAllergy[]
}

/** Medicines as lines. A warning stands inside the line it is about, in words; the clinician decides. */
export function MedicineLines({ value, onValue, allergies }: Props) {
  const [writing, setWriting] = useState(false)
  return (
    <div class="card meds">
      {value.map((line, i) => {
        const allergy = allergyAgainst(line, allergies)
        const twice = value.findIndex((other) => other.medicine === line.medicine) !== i
        return (
          <div class="med" key={`${line.medicine}${i}`}>
            <b class="med-name">{line.medicine} <span class="t2 med-form">{[line.strength, line.form].filter(Boolean).join(', ')}</span></b>
            <span class="med-how num">{[line.dose, line.frequency].filter(Boolean).join(', ')}</span>
            <span class="num">{line.days ? t('consult.medicine.forDays', { n: line.days }) : ''}</span>
            <span class="t2 num">{line.quantity}</span>
            <IconButton icon="close" label={t('action.removeNamed', { name: line.medicine })} onClick={() => onValue(value.filter((_, j) => j !== i))} />
            {allergy && <div class="med-warn"><Note tone="danger" icon="stop" alert>{rich('consult.medicine.allergy', { substance: <b>{allergy.substance}</b> })}</Note></div>}
            {twice && <div class="med-warn"><Note tone="warn">{t('consult.medicine.twice')}</Note></div>}
          </div>
        )
      })}
      {writing
        ? <NewLine onDone={(line) => { if (line) onValue([...value, line]); setWriting(false) }} />
        : <button type="button" class="fold" onClick={() => setWriting(true)} data-testid="add-medicine"><Icon name="plus" />{t('consult.medicine.add')}</button>}
    </div>
  )
}

function NewLine({ onDone }: { onDone: (line: Prescription | undefined) => void }) {
  const [line, setLine] = useState<Prescription>(emptyLine)
  const [days, setDays] = useState('')
  const [at, setAt] = useState(0)
  const [chosen, setChosen] = useState(false)
  const list = useId()
  const found = chosen ? [] : findMedicines(line.medicine)
  const set = (part: Partial<Prescription>) => setLine((l) => ({ ...l, ...part }))
  const take = (m: KnownMedicine) => {
    set({ medicine: m.name, form: m.form, strength: m.strength, atc: m.atc })
    setChosen(true)
    document.getElementById('medicine-dose')?.focus()
  }
  const done = () => {
    if (!line.medicine.trim()) return onDone(undefined)
    const n = Number(days)
    onDone({ ...line, medicine: line.medicine.trim(), days: days && n >= 1 && n <= 366 ? n : undefined })
  }
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.isComposing) return
    if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && found.length) {
      e.preventDefault()
      setAt(Math.max(0, Math.min(found.length - 1, at + (e.key === 'ArrowDown' ? 1 : -1))))
    } else if (e.key === 'Enter') {
      e.preventDefault()
      const m = found[at]
      if (m) take(m)
      else done()
    } else if (e.key === 'Escape') {
      e.stopPropagation()
      onDone(undefined)
    }
  }
  return (
    <div class="med-new" onKeyDown={onKeyDown}>
      <div class="find full">
        <TextField label={t('consult.medicine.name')} name="medicine-name" value={line.medicine} maxLength={120} data-first
          onValue={(medicine) => { set({ medicine, atc: '', form: '', strength: '' }); setChosen(false); setAt(0) }} />
        {found.length > 0 && (
          <div class="results" id={list} role="listbox" aria-label={t('consult.medicine.name')}>
            {found.map((m, i) => (
              <div key={m.name + m.form + m.strength} role="option" aria-selected={i === at} class={`prow dx-option${i === at ? ' on' : ''}`}
                onMouseDown={(e) => e.preventDefault()} onClick={() => take(m)}><b class="grow">{m.name}</b><span class="t2 num">{m.strength}, {m.form}</span></div>
            ))}
          </div>
        )}
      </div>
      <TextField label={t('consult.medicine.dose')} name="medicine-dose" value={line.dose} maxLength={60} onValue={(dose) => set({ dose })} />
      <TextField label={t('consult.medicine.frequency')} name="medicine-frequency" value={line.frequency} maxLength={60} onValue={(frequency) => set({ frequency })} />
      <TextField label={t('consult.medicine.days')} name="medicine-days" value={days} inputMode="numeric" maxLength={3} onValue={setDays} />
      <TextField label={t('consult.medicine.quantity')} name="medicine-quantity" value={line.quantity} maxLength={40} onValue={(quantity) => set({ quantity })} />
      <div class="row row-s full">
        <Button size="s" onClick={done} data-testid="medicine-done">{t('consult.medicine.put')}</Button>
        <Button size="s" kind="quiet" onClick={() => onDone(undefined)}>{t('action.cancel')}</Button>
      </div>
    </div>
  )
}
