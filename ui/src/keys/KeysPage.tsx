import './keys.css'
import '../manager/manager.css'
import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { useLoad } from '../app/useLoad'
import { dateText, instantText, today } from '../i18n/dates'
import { plural, t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon, type IconName } from '../kit/Icon'
import { Note, Skeleton } from '../kit/message'
import { BoxTabs } from '../manager/BoxTabs'
import { AddSheet } from './AddSheet'
import { MadeSheet } from './MadeSheet'
import { RekeySheet } from './RekeySheet'
import { RevokeSheet } from './RevokeSheet'
import { SealSheet } from './SealSheet'

export type Slot = Schema['KeySlot']
type Over = { what: 'add' } | { what: 'made'; added: Schema['AddedKey'] } | { what: 'revoke'; slot: Slot } | { what: 'rekey' } | { what: 'seal' }
const ICONS: Record<Slot['kind'], IconName> = { passphrase: 'lock', recovery: 'sheet', file: 'stick', box: 'drive' }

/** Who and what opens the records after a power cut. */
export default function KeysPage() {
  const found = useLoad(() => ask(api.GET('/api/v1/keys')), [])
  const [over, setOver] = useState<Over | undefined>()
  const keys = found.data
  const close = () => { setOver(undefined); found.reload() }
  const title = keys ? plural('keys.count', keys.slots.length) : t('keys.title')
  return (
    <Page name="keys" title={title} class="mg">
      <div class="page-head">
        <h1>{title}</h1>
        <BoxTabs at="/keys" />
        <div class="sp"><Button kind="primary" icon="plus" data-testid="add-key" onClick={() => setOver({ what: 'add' })}>{t('keys.add')}</Button></div>
      </div>
      <p class="t2">{t('keys.lead')}</p>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)} <Button size="s" onClick={found.reload}>{t('action.tryAgain')}</Button></Note>}
      {!keys && !found.error && <Skeleton rows={4} />}
      {keys && <Warnings keys={keys} />}
      {keys && (
        <div class="mg-two">
          <ul class="card mg-health">{keys.slots.map((s) => <SlotLine key={s.id} slot={s} onRevoke={() => setOver({ what: 'revoke', slot: s })} />)}</ul>
          <section class="card pad ky-acts2">
            <div class="ky-act">
              <h2>{t('keys.rekey')}</h2>
              <p class="t2">{t('keys.rekeyLead', { when: instantText(keys.dataKeyMadeAt) })}</p>
              <Button icon="refill" onClick={() => setOver({ what: 'rekey' })} data-testid="rekey">{t('keys.rekey')}</Button>
            </div>
            <div class="ky-act">
              <h2>{t('keys.seal')}</h2>
              <p class="t2">{t('keys.sealLead')}</p>
              <Button kind="warn" icon="lock" onClick={() => setOver({ what: 'seal' })} data-testid="seal">{t('keys.seal')}</Button>
            </div>
          </section>
        </div>
      )}
      {over?.what === 'add' && keys && <AddSheet keys={keys} onClose={close} onAdded={(added) => setOver(added.recoveryCode || added.keyFile || needsShowing(added) ? { what: 'made', added } : undefined)} onDone={found.reload} />}
      {over?.what === 'made' && <MadeSheet added={over.added} onClose={close} />}
      {over?.what === 'revoke' && <RevokeSheet slot={over.slot} onClose={close} />}
      {over?.what === 'rekey' && keys && <RekeySheet before={keys.dataKeyMadeAt} onClose={close} />}
      {over?.what === 'seal' && <SealSheet onClose={close} />}
    </Page>
  )
}

/** A repeated command answers without the secret: say so rather than nothing. */
const needsShowing = (added: Schema['AddedKey']) => {
  const kind = added.keys.slots.find((s) => s.id === added.slotId)?.kind
  return kind === 'recovery' || kind === 'file'
}

function Warnings({ keys }: { keys: Schema['Keys'] }) {
  return (
    <>
      {keys.autoUnlock ? <Note tone="warn"><span data-testid="auto-warning">{t('keys.auto')}</span></Note> : <Note tone="info">{t('keys.autoOff')}</Note>}
      {!keys.passphrase && !keys.recovery ? <Note tone="danger">{t('keys.noPassphrase')}</Note> : !keys.recovery && <Note tone="warn">{t('keys.noRecovery')}</Note>}
      {!keys.sound && <Note tone="danger">{t('keys.unsound')}</Note>}
    </>
  )
}

function SlotLine({ slot, onRevoke }: { slot: Slot; onRevoke: () => void }) {
  const kind = t(`keys.kind.${slot.kind}`)
  return (
    <li class="ky-slot" data-testid={`key-${slot.kind}`}>
      <span class="mg-icon"><Icon name={ICONS[slot.kind]} /></span>
      <div><b>{kind}</b><p>{[slot.label, `${t('keys.made')} ${dateText(today(Date.parse(slot.createdAt)))}`, slot.opened && t('keys.used')].filter(Boolean).join(' · ')}</p></div>
      <Button size="s" kind="quiet" icon="close" onClick={onRevoke} aria-label={t('keys.revokeNamed', { name: `${kind} ${slot.label}`.trim() })} data-testid={`revoke-${slot.kind}`}>{t('keys.revoke')}</Button>
    </li>
  )
}
