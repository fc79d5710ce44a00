import { useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { plural, t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { ManyChips } from '../kit/choice'
import { Sheet } from '../kit/Sheet'
import type { Chart } from './form'

export type Sign = Schema['Sign']

const word = (s: Sign) => ({ value: s.id, label: t(`sign.${s.id}` as Key) })

/** As many emergency signs as fit beside the form; the rest opens in place. */
const SHOWN = 6

/** The signs of a chart, most urgent first; of both charts, each once, while none is known. */
export function signsOf(signs: readonly Sign[], chart: Chart | undefined): Sign[] {
  const group = chart && (chart === 'adult' ? 'adult' : 'child')
  const seen = new Set<string>()
  return signs.filter((s) => (!group || s.group === group) && !seen.has(s.id) && seen.add(s.id)).sort((a, b) => a.level - b.level)
}

/** Emergency signs as tick chips, the less urgent ones behind a button; what is ticked always shows. */
export function Signs({ signs, chart, ticked, onTicked }: { signs: readonly Sign[]; chart: Chart | undefined; ticked: readonly string[]; onTicked: (ids: string[]) => void }) {
  const [all, setAll] = useState(false)
  const [open, setOpen] = useState(false)
  const list = signsOf(signs, chart)
  const emergency = list.filter((s) => s.level === 1)
  const shown = all ? emergency : emergency.filter((s, i) => i < SHOWN || ticked.includes(s.id))
  const others = list.filter((s) => s.level > 1)
  // A chart that turned out to be another one must not lose a finding: ticks of the other list stay in sight.
  const tickedElsewhere = signs.filter((s, i) => ticked.includes(s.id) && !shown.includes(s) && signs.findIndex((o) => o.id === s.id) === i)
  const part = (of: readonly Sign[]) => (next: string[]) => {
    const ids = new Set(of.map((s) => s.id))
    onTicked([...ticked.filter((id) => !ids.has(id)), ...next])
  }
  const chips = (of: readonly Sign[]) => ({ options: of.map(word), value: ticked.filter((id) => of.some((s) => s.id === id)), onValue: part(of) })
  if (!signs.length) return null
  return (
    <div class="sc-flag">
      <div class="flags"><ManyChips danger legend={t('triage.anyOf')} name="signs-emergency" {...chips(shown)} /></div>
      {tickedElsewhere.length > 0 && <ManyChips quiet legend={t('triage.moreSigns')} name="signs-ticked" {...chips(tickedElsewhere)} />}
      <div class="row row-s wrap">
        {shown.length < emergency.length && <Button size="s" kind="danger" data-testid="more-emergency" onClick={() => setAll(true)}>{plural('triage.moreEmergency', emergency.length - shown.length)}</Button>}
        <Button size="s" aria-expanded={open} data-testid="more-signs" onClick={() => setOpen(true)}>{t('triage.moreSigns')}</Button>
      </div>
      {open && (
        <Sheet title={t('triage.moreSigns')} sub={t('triage.moreSignsLead')} onClose={() => setOpen(false)} foot={<Button kind="primary" class="sp" onClick={() => setOpen(false)}>{t('action.finish')}</Button>}>
          {[1, 2, 3].map((level) => {
            const of = level === 1 ? emergency : others.filter((s) => s.level === level)
            return of.length > 0 && <ManyChips key={level} danger={level === 1} legend={`${level} ${t(`level.${level}` as Key)}`} name={`signs-${level}`} {...chips(of)} />
          })}
        </Sheet>
      )}
    </div>
  )
}
