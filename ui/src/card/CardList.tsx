import './cards.css'
import '../joined/joined.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { navigate } from '../app/router'
import { can } from '../app/session'
import { useCommandId } from '../app/useCommandId'
import { dateText, today } from '../i18n/dates'
import { hasKey, t, type Key } from '../i18n/words'
import { fromFile } from '../joined/file'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { toast } from '../kit/toast'
import { gather, gathered } from '../print/gathered'
import { RevokeSheet } from './RevokeSheet'
import { scanning } from './scan'

type Held = Schema['HeldCard']
const day = (at: string) => dateText(today(new Date(at)))

/** The patient's cards: make, print, link a pre-printed one, stop a lost one. */
export function CardList({ patient, onChange }: { patient: Pick<Schema['Patient'], 'id' | 'displayName' | 'cards' | 'joined'>; onChange: () => void }) {
  const [stopping, stop] = useState<Held>()
  const [busy, setBusy] = useState(false)
  const command = useCommandId()
  const own = patient.cards ?? []
  const cards = [...own.map((c) => ({ ...c, from: undefined })), ...(patient.joined ?? []).flatMap((j) => j.cards.map((c) => ({ ...c, from: fromFile(patient, j.id) })))]
  const active = own.some((c) => c.status === 'active')

  const make = async () => {
    if (busy) return
    setBusy(true)
    try {
      const card = await ask(api.POST('/api/v1/patients/{patientId}/cards', { params: { path: { patientId: patient.id } }, body: { id: command.current } }))
      command.next()
      navigate(`/print/card/${card.id}`)
    } catch (e) {
      complain(e)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section class="card" aria-labelledby="cards-head">
      <header class="card-head"><h2 id="cards-head">{t('card.titleMany')}</h2></header>
      {!cards.length && <p class="pad cards-none">{t('card.none')}</p>}
      <ul>
        {cards.map((c) => (
          <li key={c.id} class={`cards-row${c.status === 'active' ? '' : ' cards-gone'}`} data-testid={`card-${c.code}`}>
            <p class="row wrap">
              <b class="mono">{codeText(c.code)}</b>
              {c.from && <span class="jn-from">{c.from}</span>}
              <span class={`state ${c.status === 'active' ? 'state-k' : 'state-o'}`}><Icon name={c.status === 'active' ? 'check' : 'close'} size="s" />{t(`card.status.${c.status}` as Key)}</span>
              <span class="cap">{c.status === 'active' ? t('card.since', { date: day(c.linkedAt ?? c.madeAt) }) : t('card.revoked', { date: c.revokedAt ? day(c.revokedAt) : '', reason: reasonText(c.reason) })}</span>
            </p>
            {c.status === 'active' && (
              <p class="row row-s wrap">
                <Button size="s" icon="print" href={`/print/card/${c.id}`}>{t('card.print')}</Button>
                <Button size="s" icon="print" href={`/print/label/${c.id}`}>{t('print.label')}</Button>
                <Button size="s" icon="sheet" onClick={() => gather(c.id)} data-testid="gather">{gathered.value.includes(c.id) ? t('print.onSheet') : t('print.toSheet')}</Button>
                {can('card.revoke') && <Button size="s" kind="danger" icon="stop" onClick={() => stop(c)} data-testid="card-lost">{t('card.lost')}</Button>}
              </p>
            )}
          </li>
        ))}
      </ul>
      <div class="pad row row-s wrap cards-foot">
        {can('card.issue') && <Button size="s" icon="qr" busy={busy} onClick={() => void make()} data-testid="issue-card">{active ? t('card.issueNew') : t('card.issue')}</Button>}
        {can('card.link') && <Button size="s" icon="join" onClick={() => { scanning.value = { linkTo: { id: patient.id, displayName: patient.displayName, onLinked: onChange } } }} data-testid="link-card">{t('card.linkPrinted')}</Button>}
      </div>
      {stopping && <RevokeSheet cardId={stopping.id} code={codeText(stopping.code)} onClose={() => stop(undefined)} onDone={() => { stop(undefined); toast(t('card.stopped', { code: codeText(stopping.code) })); onChange() }} />}
    </section>
  )
}

/** As it is printed under the square: 7KQ-M2XA. */
function codeText(code: string): string {
  return code.includes('-') ? code : `${code.slice(0, 3)}-${code.slice(3)}`
}

function reasonText(reason: string): string {
  const key = `card.reason.${reason}`
  return hasKey(key) ? t(key) : reason
}
