import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { complain } from '../app/complain'
import { can } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { showName } from '../kit/person'
import { toast } from '../kit/toast'
import { PutRight } from './PutRight'
import { aboutText, stateOf, type Message } from './say'

/** The messages one under the other; what can be done with one is in its row. */
export function MessageTable({ messages, onChange }: { messages: readonly Message[]; onChange: () => void }) {
  const [wrong, putRight] = useState<Message>()
  return (
    <>
      <div class="ms-head" aria-hidden="true"><span>{t('message.to')}</span><span>{t('patient.phone')}</span><span>{t('message.about')}</span><span>{t('message.booking')}</span><span>{t('message.state')}</span></div>
      <ul class="ms-rows">
        {messages.map((m) => <Row key={m.id} message={m} onChange={onChange} onWrong={() => putRight(m)} />)}
      </ul>
      {wrong && <PutRight message={wrong} onClose={() => putRight(undefined)} onDone={() => { putRight(undefined); onChange() }} />}
    </>
  )
}

const OPEN = new Set<Message['state']>(['asked', 'waiting', 'failed', 'unsure', 'withheld'])

function Row({ message: m, onChange, onWrong }: { message: Message; onChange: () => void; onWrong: () => void }) {
  const command = useCommandId()
  const s = stateOf(m)
  const act = (what: 'retry' | 'cancel', said: string) => {
    const body = { id: command.current, patientId: m.patientId }
    const params = { params: { path: { messageId: m.id } }, body }
    const call = what === 'retry' ? api.POST('/api/v1/messages/{messageId}/retry', params) : api.POST('/api/v1/messages/{messageId}/cancel', params)
    ask(call).then(() => { command.next(); toast(said); onChange() }, (e: unknown) => { command.next(); complain(e); onChange() })
  }
  const number = m.reason === 'number-bad' || m.reason === 'number-unknown'
  // What the patient agreed to, or their number, may be another one by now.
  const again = m.state === 'withheld' && m.mayRetry && m.reason !== 'stopped' && m.reason !== 'deceased'
  const needs = m.state === 'failed' || m.state === 'unsure'
  return (
    <li class={`ms-row${needs ? ' ms-needs' : ''}`} data-state={m.state}>
      <a class="ms-name" href={`/patients/${m.patientId}`}>{showName(m.displayName)}</a>
      <span class="num ms-phone">{m.phone || <span class="t2" aria-label={t('message.noNumber')}>–</span>}</span>
      <span class="t2 ms-kind">{t(`message.kind.${m.kind}`)}</span>
      <span class="num ms-about">{aboutText(m)}</span>
      <span class={`state state-${s.tone}`}><Icon name={s.icon} size="s" /><span>{s.text}</span></span>
      {OPEN.has(m.state) && (m.state !== 'withheld' || again) && (
        <div class="ms-do">
          {number && needs && m.mayRetry && can('patient.update') && <Button size="s" icon="pen" onClick={onWrong} data-testid="put-right">{t('message.putRight')}</Button>}
          {!number && needs && m.mayRetry && <Button size="s" icon="refill" onClick={() => act('retry', t('message.again'))} data-testid="send-again">{t('message.sendAgain')}</Button>}
          {m.state === 'waiting' && m.mayRetry && <Button kind="quiet" size="s" icon="go" onClick={() => act('retry', t('message.going'))} data-testid="send-now">{t('message.sendNow')}</Button>}
          {again && <Button kind="quiet" size="s" icon="refill" onClick={() => act('retry', t('message.looked'))} data-testid="look-again">{t('message.lookAgain')}</Button>}
          {m.state !== 'withheld' && <Button kind="quiet" size="s" icon="close" onClick={() => act('cancel', t('message.cancelled'))} data-testid="cancel-message">{t(needs ? 'message.letBe' : 'message.notSend')}</Button>}
        </div>
      )}
    </li>
  )
}
