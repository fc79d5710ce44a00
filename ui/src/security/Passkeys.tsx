import { useState } from 'preact/hooks'
import { api, ask, type Schema } from '../app/api'
import { complain } from '../app/complain'
import { useCommandId } from '../app/useCommandId'
import { dateText, today } from '../i18n/dates'
import { t } from '../i18n/words'
import { Button, IconButton } from '../kit/Button'
import { ErrorSummary } from '../kit/ErrorSummary'
import { TextField } from '../kit/Field'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { Sheet } from '../kit/Sheet'
import { toast } from '../kit/toast'
import { make, possible } from './passkey'
import { passkeyText } from './refusal'

/** The passkeys of this person, and why there can be none here where that is so. */
export function Passkeys({ has, onChange }: { has: Schema['Factors']; onChange: (e: Schema['Enrolled']) => void }) {
  const [adding, setAdding] = useState(false)
  const remove = (passkeyId: string) => ask(api.DELETE('/api/v1/session/factors/passkeys/{passkeyId}', { params: { path: { passkeyId } } }))
    .then((e) => { onChange(e); toast(t('factor.passkeyRemoved')) }, complain)
  const day = (at: string) => dateText(today(Date.parse(at)))
  return (
    <section class="grp"><h2 class="legend">{t('factor.passkeys')}</h2>
      <div class="stack-s stack">
        <p>{t('factor.passkeysAbout')}{has.passkeys.length === 0 && ` ${t('factor.passkeysNone')}`}</p>
        {has.passkeys.length > 0 && <ul class="sec-keys">
          {has.passkeys.map((p) => (
            <li key={p.id} data-testid="passkey">
              <Icon name="key" />
              <div class="grow"><b>{p.name}</b><p class="cap">{t('factor.passkeyAt', { address: p.address })}{p.usedAt && `, ${t('factor.passkeyUsed', { date: day(p.usedAt) })}`}</p></div>
              <IconButton icon="close" label={t('action.removeNamed', { name: p.name })} onClick={() => void remove(p.id)} />
            </li>
          ))}
        </ul>}
        {!has.here ? <Note tone="info">{t('factor.passkeyByNumber', { address: location.hostname })}</Note>
          : !possible() ? <Note tone="info">{t('factor.passkeyNotHere')}</Note>
            : <p><Button icon="plus" data-testid="add-passkey" onClick={() => setAdding(true)}>{t('factor.passkeyAdd')}</Button></p>}
        {adding && <NewPasskey onClose={() => setAdding(false)} onDone={(e) => { setAdding(false); onChange(e); toast(t('factor.passkeySaved')) }} />}
      </div>
    </section>
  )
}

function NewPasskey({ onClose, onDone }: { onClose: () => void; onDone: (e: Schema['Enrolled']) => void }) {
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const id = useCommandId()

  async function add() {
    if (!name.trim()) {
      setWrong(t('error.required', { field: t('factor.passkeyName') }))
      return
    }
    setBusy(true)
    try {
      const made = await make(await ask(api.POST('/api/v1/session/factors/passkeys/challenge', { body: {} })))
      onDone(await ask(api.POST('/api/v1/session/factors/passkeys', { body: { id: id.current, name, ...made } })))
    } catch (error) {
      id.next()
      setWrong(passkeyText(error))
      setBusy(false)
    }
  }

  return (
    <Sheet size="s" title={t('factor.passkeyAdd')} onClose={onClose} onSubmit={() => void add()}
      foot={<Button kind="primary" type="submit" busy={busy} data-testid="save-passkey">{t('factor.passkeyAdd')}</Button>}>
      <ErrorSummary errors={wrong ? [{ field: 'passkey-name', text: wrong }] : []} />
      <TextField label={t('factor.passkeyName')} name="passkey-name" value={name} onValue={setName} maxLength={40} hint={t('factor.passkeyNameHint')} data-first />
      <p class="cap">{t('factor.passkeyNext')}</p>
    </Sheet>
  )
}
