import { useState } from 'preact/hooks'
import { uuidv7 } from '../../app/uuidv7'
import { instantText } from '../../i18n/dates'
import { plural, rich, t } from '../../i18n/words'
import { Check } from '../../kit/Field'
import { Note } from '../../kit/message'
import { PowerChoice } from '../../setup/PowerChoice'
import { Counted } from './Counted'
import { mayLose, type Opened } from './desk'
import { Frame } from './Frame'

/** What is in it, what happens to what is on this box, and the last word before anything changes. */
export function PutStep({ opened, onBack, onGo }: { opened: Opened; onBack: () => void; onGo: (choice: { id: string; acceptLoss: boolean; anyway: boolean; autoUnlock: boolean }) => void }) {
  const [auto, setAuto] = useState(false)
  const [accept, setAccept] = useState(false)
  const [first, setFirst] = useState(false)
  const { loss } = opened
  const lose = mayLose(loss)
  const go = () => {
    if (lose && !accept) setFirst(true)
    else onGo({ id: uuidv7(), acceptLoss: accept, anyway: false, autoUnlock: auto })
  }
  return (
    <Frame step="put" title={t('restore.putTitle')} lead={rich('restore.putLead', { when: <b>{instantText(opened.madeAt)}</b>, clinic: <b>{opened.clinic}</b> })}
      next={t('restore.put')} icon="refill" onNext={go} onBack={{ says: t('action.back'), do: onBack }}>
      <Counted counts={opened.counts} />
      <Note tone="info" icon="clock">
        <p>{t('restore.putMissing', { when: instantText(opened.since) })}</p>
        <p>{t(loss.standing === 'nothing' ? 'restore.putBlank' : 'restore.putKept')}</p>
      </Note>
      {lose && (
        <Note tone="warn" alert={first}>
          <p class="b">{loss.standing === 'unknown' ? t('restore.lostUnknown') : plural('restore.lost', loss.lost)}</p>
          <Check label={t('restore.accept')} name="acceptLoss" checked={accept} onChange={(on) => { setAccept(on); setFirst(false) }} />
          {first && <p class="b" role="alert">{t('restore.acceptFirst')}</p>}
        </Note>
      )}
      <PowerChoice auto={auto} onAuto={setAuto} />
    </Frame>
  )
}
