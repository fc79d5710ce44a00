import './joined.css'
import { useEffect, useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { Lazy } from '../app/Lazy'
import { can } from '../app/session'
import { dateText, today } from '../i18n/dates'
import { allWords, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note } from '../kit/message'
import { fileName } from './file'
import { cameFrom } from './standing'

type Joined = NonNullable<Schema['Patient']['joined']>[number]
const unjoinSheet = () => allWords(import('./UnjoinSheet'))

/** Says that other files are the same person's, and how to part them again. */
export function JoinedNote({ patient, onChange }: { patient: Schema['Patient']; onChange: () => void }) {
  const [parting, part] = useState<Joined>()
  const joined = patient.joined ?? []
  // Whoever comes to this page again does not come from there.
  useEffect(() => (joined.length ? () => { cameFrom.value = undefined } : undefined), [])
  if (!joined.length) return null
  return (
    <div class="jn" data-testid="joined-note">
      <Note tone="info" icon="join">
        <ul class="jn-list">
          {joined.map((j) => (
            <li key={j.id} class="jn-one">
              <span class="grow">{t(cameFrom.value === j.id ? 'joined.came' : 'joined.with', { file: fileName(j), date: dateText(today(new Date(j.linkedAt))) })}</span>
              {can('patient.unmerge') && <Button size="s" icon="undo" onClick={() => part(j)} data-testid="unjoin">{t('joined.unjoin')}</Button>}
            </li>
          ))}
        </ul>
        <p class="cap">{t('joined.text')}</p>
      </Note>
      {parting && <Lazy over load={unjoinSheet} props={{ file: parting, stands: patient, onClose: () => part(undefined), onDone: () => { part(undefined); onChange() } }} />}
    </div>
  )
}
