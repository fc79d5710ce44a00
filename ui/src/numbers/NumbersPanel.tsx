import './numbers.css'
import { useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { Lazy } from '../app/Lazy'
import { can } from '../app/session'
import { allWords, t } from '../i18n/words'
import { fromFile } from '../joined/file'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { fileState, nextEvents, numberText } from './file'

type Identifier = Schema['Identifier']
type Patient = Schema['Patient']

const addSheet = () => allWords(import('./AddNumber'))
const retireSheet = () => allWords(import('./RetireSheet'))
const fileSheet = () => allWords(import('./FileSheet'))

/** A number, and the file of the person that it is in. */
interface Held { number: Identifier; file: string }

/** Every number of the patient, and where the paper file of each is. Those no longer used stand there too: they still find the patient. */
export function NumbersPanel({ patient, onChange }: { patient: Patient; onChange: () => void }) {
  const [open, setOpen] = useState<{ sheet: 'add' } | { sheet: 'retire' | 'file'; number: Identifier }>()
  const close = () => setOpen(undefined)
  const done = () => { close(); onChange() }
  const held: Held[] = [
    ...(patient.identifiers ?? []).map((number) => ({ number, file: patient.id })),
    ...(patient.joined ?? []).flatMap((j) => j.identifiers.filter((i) => i.system === 'file-number').map((number) => ({ number, file: j.id }))),
  ]
  return (
    <section class="card" aria-labelledby="numbers-head" data-testid="numbers">
      <header class="card-head"><h2 id="numbers-head">{t('numbers.title')}</h2>{can('patient.identify') && <span class="sp"><Button size="s" icon="plus" onClick={() => setOpen({ sheet: 'add' })} data-testid="add-number">{t('numbers.add')}</Button></span>}</header>
      {!held.length && <p class="pad t2">{t('numbers.none')}</p>}
      <ul>{held.map((h) => <Row key={h.number.id} held={h} from={fromFile(patient, h.file)} onAct={(sheet) => setOpen({ sheet, number: h.number })} />)}</ul>
      {open?.sheet === 'add' && <Lazy over load={addSheet} props={{ patient, onClose: close, onDone: done }} />}
      {open?.sheet === 'retire' && <Lazy over load={retireSheet} props={{ patientId: patient.id, number: open.number, onClose: close, onDone: done }} />}
      {open?.sheet === 'file' && <Lazy over load={fileSheet} props={{ patientId: patient.id, identifierId: open.number.id, number: numberText(open.number), file: open.number.file, onClose: close, onDone: done }} />}
    </section>
  )
}

function Row({ held: { number: n }, from, onAct }: { held: Held; from: string | undefined; onAct: (sheet: 'retire' | 'file') => void }) {
  const used = n.status === 'active'
  const state = fileState(n.file)
  const paper = n.system === 'file-number' && can('file.log') && nextEvents(n.file?.state).length > 0
  return (
    <li class={`nb-row${used ? '' : ' nb-gone'}`} data-testid={`number-${n.value}`}>
      <p class="nb-what">
        <b>{numberText(n) || t(`identifier.${n.system}`)}</b>
        <span class="cap">{[n.value && t(`identifier.${n.system}`), !used && t('numbers.retired'), from].filter(Boolean).join(', ')}</span>
      </p>
      {state && <p class="nb-file"><span class={`state state-${state.look}`}><Icon name={state.icon} size="s" />{state.text}</span>{n.file?.note && <span class="cap">{n.file.note}</span>}</p>}
      <p class="nb-acts">
        {paper && <Button size="s" icon="search" onClick={() => onAct('file')} data-testid="log-file">{t('numbers.where')}</Button>}
        {used && can('patient.identify') && <Button size="s" kind="quiet" icon="stop" onClick={() => onAct('retire')} data-testid="retire-number">{t('numbers.retire')}</Button>}
      </p>
    </li>
  )
}
