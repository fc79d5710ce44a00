import './tiles.css'
import { useState } from 'preact/hooks'
import { lastHere } from '../app/lock'
import { connected } from '../app/net'
import { Page } from '../app/Page'
import { errorText } from '../app/problem'
import { signInPin } from '../app/session'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { LanguageSwitch } from '../kit/LanguageSwitch'
import { Wordmark } from '../kit/Logo'
import { Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { PasskeyButton } from '../security/PasskeyButton'
import { PinPad } from './PinPad'
import { greeting, SignIn } from './SignIn'
import { TileGrid, type Tile } from './TileGrid'
import { useHere } from './useHere'

/** The door of an enrolled tablet or desk: one's tile, then the PIN. */
export default function Tiles() {
  const here = useHere()
  const [picked, setPicked] = useState<Tile | undefined | null>()
  const [byPassword, setByPassword] = useState(false)
  const [wrong, setWrong] = useState<{ why: () => string }>()
  if (byPassword) return <SignIn onPin={() => setByPassword(false)} />
  const tiles = here.data?.tiles ?? []
  const last = tiles.find((tile) => tile.staffId === lastHere.value)
  const chosen = picked === undefined ? last : picked ?? undefined
  return (
    <Page name="tiles" title={t('signIn.title')} focus="own" flush>
      <div class={`tl${chosen ? ' tl-pin' : ''}`}>
        <section class="tl-who">
          <div class="door-head">
            <Wordmark class="door-logo" />
            <LanguageSwitch large />
          </div>
          <h1>{t(last ? 'tiles.locked' : greeting())}</h1>
          {!!here.error && <Note tone="danger" alert>{errorText(here.error)}</Note>}
          {!here.data && !here.error && <Skeleton rows={3} />}
          {here.data && tiles.length === 0 && <Note tone="info">{t('pin.none')}</Note>}
          {here.data && <TileGrid tiles={tiles} chosen={chosen?.staffId} onChoose={setPicked} />}
          {wrong && <Note tone="danger" alert>{wrong.why()}</Note>}
          <p class="tl-foot"><PasskeyButton onWrong={(why) => setWrong({ why })} /><Button kind="quiet" icon="key" data-testid="use-password" onClick={() => setByPassword(true)}>{t('tiles.password')}</Button></p>
        </section>
        <section class="tl-pad">
          <div class="tl-card">
            {chosen && <p class="tl-back"><Button kind="quiet" icon="back" data-testid="other-name" onClick={() => setPicked(null)}>{t('tiles.find')}</Button></p>}
            {chosen
              ? <PinPad key={chosen.staffId} name={showName(chosen.displayName)} onPin={async (pin) => { await signInPin(chosen.staffId, pin, () => undefined) }} />
              : <p class="h2">{t('pin.chooseTile')}</p>}
          </div>
          <p class="tl-device"><Icon name="tablet" /><span>{here.data?.name}</span><span class="sp row row-s" role="status"><i class={`dot${connected.value ? '' : ' dot-off'}`} aria-hidden="true" />{t(connected.value ? 'net.on' : 'net.off')}</span></p>
        </section>
      </div>
    </Page>
  )
}
