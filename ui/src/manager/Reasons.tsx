import { useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { FieldError, TextField } from '../kit/Field'
import { KNOWN_REASONS, reasonWord } from './reasonWord'

const MOST = 20

/** The reasons offered at check-in, in their order: taken away, moved up, put back, or written new. */
export function Reasons({ reasons, onValue, error }: { reasons: readonly string[]; onValue: (reasons: string[]) => void; error?: string }) {
  const [text, setText] = useState('')
  const fresh = text.trim().replace(/\s+/g, ' ')
  const add = (reason: string) => {
    if (reason && !reasons.includes(reason) && reasons.length < MOST) onValue([...reasons, reason])
    setText('')
  }
  const up = (i: number) => i > 0 && onValue([...reasons.slice(0, i - 1), reasons[i]!, reasons[i - 1]!, ...reasons.slice(i + 1)])
  const missing = KNOWN_REASONS.filter((r) => !reasons.includes(r))
  return (
    <div class="stack" id="settings.reasons">
      {error && <FieldError text={error} />}
      <ol class="mg-reasons">
        {reasons.map((r, i) => (
          <li key={r}>
            <span class="grow">{reasonWord(r)}</span>
            <IconButton icon="up" aria-disabled={i === 0} label={t('department.up', { name: reasonWord(r) })} onClick={() => up(i)} />
            <IconButton icon="close" label={t('action.removeNamed', { name: reasonWord(r) })} onClick={() => onValue(reasons.filter((x) => x !== r))} />
          </li>
        ))}
      </ol>
      {missing.length > 0 && <div class="chips">{missing.map((r) => <Button key={r} size="s" icon="plus" onClick={() => add(r)}>{reasonWord(r)}</Button>)}</div>}
      {reasons.length < MOST && (
        <div class="row mg-new">
          <TextField label={t('clinic.reasonNew')} name="reasonNew" value={text} onValue={setText} maxLength={60} />
          <Button onClick={() => add(fresh)}>{t('action.add')}</Button>
        </div>
      )}
    </div>
  )
}
