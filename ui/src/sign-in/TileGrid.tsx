import { useEffect, useRef, useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { TextField } from '../kit/Field'
import { Initials, initialsOf, showName } from '../kit/person'

export type Tile = Schema['Tile']

/** So many fit a tablet without scrolling; the others are found by their name. */
const SHOWN = 12

const plain = (s: string) => s.normalize('NFD').replace(/[\u0300-\u036f’'`]/g, '').toLowerCase()

/** Who may sign in here: initials, name and work, and no more. */
export function TileGrid({ tiles, chosen, onChoose }: { tiles: readonly Tile[]; chosen?: string; onChoose: (tile: Tile) => void }) {
  const [finding, setFinding] = useState(false)
  const [text, setText] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const searched = finding || tiles.length > SHOWN
  const found = tiles.filter((tile) => plain(tile.displayName).includes(plain(text.trim()))).slice(0, SHOWN)
  useEffect(() => {
    if (finding) box.current?.querySelector('input')?.focus()
  }, [finding])
  return (
    <>
      {searched && <div ref={box}><TextField label={t('tiles.search')} name="tile-search" value={text} onValue={setText} autoComplete="off" maxLength={60} /></div>}
      <ul class="tiles" aria-label={t('tiles.title')}>
        {found.map((tile) => (
          <li key={tile.staffId}>
            <button type="button" class={`tile${tile.staffId === chosen ? ' on' : ''}`} aria-pressed={tile.staffId === chosen} data-testid={`tile-${initialsOf(tile.displayName)}`} onClick={() => onChoose(tile)}>
              <Initials text={initialsOf(tile.displayName)} />
              <b>{showName(tile.displayName)}</b>
              <span class="cap">{tile.roles.map((r) => t(`role.${r}`)).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {tiles.length > 0 && found.length === 0 && <p role="status">{t('tiles.nobody')}</p>}
      {!searched && tiles.length > 4 && <p><Button kind="quiet" icon="search" onClick={() => setFinding(true)}>{t('tiles.find')}</Button></p>}
    </>
  )
}
