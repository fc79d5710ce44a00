import './tiles.css'
import { useState } from 'preact/hooks'
import { api, ask } from '../app/api'
import { standUp } from '../app/lock'
import { errorText } from '../app/problem'
import { sayWho } from '../app/seat'
import { session, signInPin } from '../app/session'
import { useLoad } from '../app/useLoad'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note, Skeleton } from '../kit/message'
import { showName } from '../kit/person'
import { PinPad } from './PinPad'
import { TileGrid, type Tile } from './TileGrid'

/** Another person takes over: a tile, then the PIN. What the one before was writing waits under their name. */
export default function SwitchUser({ onPad }: { onPad: (shown: boolean) => void }) {
  const here = useLoad(() => ask(api.GET('/api/v1/device')), [])
  const [chosen, setChosen] = useState<Tile | undefined>()
  const choose = (tile: Tile | undefined) => {
    setChosen(tile)
    onPad(!!tile)
  }
  async function enter(tile: Tile, pin: string) {
    const now = await signInPin(tile.staffId, pin, standUp)
    sayWho(showName(now.staff.displayName))
  }
  if (chosen) {
    return (
      <div class="switch-tiles">
        <p><Button kind="quiet" icon="back" onClick={() => choose(undefined)}>{t('tiles.find')}</Button></p>
        <PinPad name={showName(chosen.displayName)} onPin={(pin) => enter(chosen, pin)} />
      </div>
    )
  }
  const others = here.data?.tiles.filter((tile) => tile.staffId !== session.value?.staff.id) ?? []
  return (
    <section class="switch-tiles" aria-label={t('tiles.switch')}>
      {!!here.error && <Note tone="danger" alert>{errorText(here.error)}</Note>}
      {!here.data && !here.error && <Skeleton rows={2} />}
      {others.length > 0 && <h3 class="h3">{t('tiles.switch')}</h3>}
      <TileGrid tiles={others} onChoose={choose} />
    </section>
  )
}
