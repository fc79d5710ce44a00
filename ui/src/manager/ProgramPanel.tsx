import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { errorText } from '../app/problem'
import { useCommandId } from '../app/useCommandId'
import { useLoad } from '../app/useLoad'
import { dateText, instantText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note, Skeleton } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { Table, type Column } from '../kit/Table'
import { toast } from '../kit/toast'

type Token = Schema['TokenRow']
const dayOf = (instant: string) => dateText(today(Date.parse(instant)))

/** In whose name, and as what. */
export function rights(p: Schema['Program']): string {
  return p.actsFor === 'person' ? t('program.asPerson') : p.roles.map((r) => t(`role.${r}`)).join(', ')
}

/** One program: what it is, where it is signed in, and its end. */
export function ProgramPanel({ program: p, onClose }: { program: Schema['Program']; onClose: () => void }) {
  return (
    <Sheet title={p.name} sub={rights(p)} onClose={onClose}>
      <dl class="kv pg-kv">
        <dt>{t('program.clientId')}</dt><dd class="mono">{p.id}</dd>
        <dt>{t('program.registered')}</dt><dd>{t('program.registeredBy', { day: dayOf(p.registeredAt), name: p.registeredBy })}</dd>
        <dt>{t('program.lastUsed')}</dt><dd>{p.lastUsedAt ? instantText(p.lastUsedAt) : t('program.notUsed')}</dd>
      </dl>
      {p.revokedAt
        ? <Note tone="info" icon="door">{t('program.goneOn', { day: dayOf(p.revokedAt) })}</Note>
        : <><SignIns program={p} /><Revoke program={p} onDone={onClose} /></>}
    </Sheet>
  )
}

function SignIns({ program }: { program: Schema['Program'] }) {
  const found = useLoad(() => ask(api.GET('/api/v1/programs/{programId}/tokens', { params: { path: { programId: program.id } } })), [program.id])
  const tokens = found.data?.tokens ?? []
  const end = (row: Token) => {
    ask(api.DELETE('/api/v1/tokens/{tokenId}', { params: { path: { tokenId: row.id } } }))
      .then(() => toast(t('program.ended')), complain)
      .finally(found.reload)
  }
  const columns: Column<Token>[] = [
    { key: 'for', head: t('program.for'), class: 'nm', cell: (s) => s.displayName ?? t('program.itself') },
    { key: 'from', head: t('system.address'), cell: (s) => <span class="mono">{s.address}</span> },
    { key: 'since', head: t('system.since'), class: 'mg-wide', cell: (s) => instantText(s.createdAt) },
    { key: 'used', head: t('program.lastToken'), class: 't2 num', cell: (s) => instantText(s.usedAt) },
    { key: 'end', head: <span class="vh">{t('program.end')}</span>, num: true, cell: (s) => <Button size="s" kind="quiet" data-testid="end-token" aria-label={t('program.endNamed', { address: s.address })} onClick={() => end(s)}>{t('program.end')}</Button> },
  ]
  return (
    <section class="stack stack-s" aria-labelledby="sign-ins">
      <h3 id="sign-ins" class="legend">{t('program.signIns')}</h3>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)}</Note>}
      {!found.data && !found.error && <Skeleton rows={2} />}
      {found.data && (tokens.length === 0
        ? <p class="t2">{t('program.signIns.none')}</p>
        : <div class="mg mg-stack"><Table label={t('program.signIns')} columns={columns} rows={tokens} rowKey={(s) => s.id} /></div>)}
    </section>
  )
}

/** It stops the program everywhere and cannot be taken back, so it asks once. */
function Revoke({ program, onDone }: { program: Schema['Program']; onDone: () => void }) {
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const id = useCommandId()
  const revoke = () => {
    setBusy(true)
    ask(api.POST('/api/v1/programs/{programId}/revoke', { params: { path: { programId: program.id } }, body: { id: id.current } }))
      .then(() => { toast(t('program.revoked', { name: program.name })); onDone() }, (e: unknown) => { id.next(); complain(e) })
      .finally(() => setBusy(false))
  }
  if (!sure) return <div><Button icon="stop" data-testid="revoke-program" onClick={() => setSure(true)}>{t('program.revoke')}</Button></div>
  return (
    <Note tone="warn" alert>
      <p>{t('program.revokeAbout', { name: program.name })}</p>
      <p class="row wrap mg-gap">
        <Button kind="warn" busy={busy} data-testid="revoke-confirm" onClick={revoke}>{t('program.revokeConfirm')}</Button>
        <Button kind="quiet" onClick={() => setSure(false)}>{t('action.cancel')}</Button>
      </p>
    </Note>
  )
}
