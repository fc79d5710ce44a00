import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { TextField } from '../kit/Field'
import { REASONS, type Different } from './candidates'

export const reasonText = ({ reason, note }: Different) => (reason === 'other' && note ? note : t(`register.different.${reason}`))

interface Props {
  /** Tells the fields of several forms on one page apart. */
  id: string
  onSay: (how: Different) => void
  /** Draws the figures that choose an answer: the sheet around it has them as keys. */
  keys?: boolean
  /** The words on the button that sends a reason of one's own. */
  saying: string
  /** A reason of one's own is asked for by the key of the sheet. */
  other: boolean
  onOther: () => void
  focus?: boolean
}

/** How the person at the desk knows that it is somebody else: one press, but for a reason in words of their own. */
export function DifferentForm({ id, onSay, keys, saying, other, onOther, focus }: Props) {
  const [note, setNote] = useState('')
  const [missing, miss] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => { if (focus) box.current?.querySelector('button')?.focus() }, [focus])
  useEffect(() => { if (other) box.current?.querySelector('input')?.focus() }, [other])
  const say = () => {
    miss(!note.trim())
    if (note.trim()) onSay({ reason: 'other', note })
  }
  return (
    <div class="stack stack-s" ref={box} role="group" aria-label={t('register.differentHow')}>
      <p class="lab">{t('register.differentHow')}</p>
      <div class="chips">
        {REASONS.map((reason, i) => (
          <button key={reason} type="button" class={`chip${other && reason === 'other' ? ' on' : ''}`} aria-pressed={reason === 'other' ? other : undefined} data-testid={`because-${reason}`}
            onClick={() => (reason === 'other' ? onOther() : onSay({ reason }))}>
            {keys && <kbd class="kbd" aria-hidden="true">{i + 1}</kbd>}{t(`register.different.${reason}`)}
          </button>
        ))}
      </div>
      {other && (
        <div class="stack stack-s">
          <TextField label={t('register.differentNote')} name={`${id}-note`} value={note} onValue={setNote} maxLength={200}
            error={missing ? t('error.required', { field: t('register.differentNote') }) : undefined} />
          <Button size="s" onClick={say} data-testid="because-note">{saying}</Button>
        </div>
      )}
    </div>
  )
}
