import { useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { sizeText } from '../manager/size'
import { ForgetSheet } from './ForgetSheet'
import { placeState, whenText, type Place } from './state'

/** The sticks and folders in use, and what to do with them at night. */
export function Places({ places, running, onFolder, onMake, onDone }: {
  places: readonly Place[]
  running: boolean
  onFolder: () => void
  onMake: (place: Place) => void
  onDone: () => void
}) {
  const [forgetting, setForgetting] = useState<Place | undefined>()
  const there = places.filter((p) => p.where === 'there')
  return (
    <>
      {places.length > 0 && (
        <section class="card">
          <div class="card-head"><h2>{t('backup.places')}</h2></div>
          <ul>
            {places.map((p) => (
              <li key={p.id} class="bu-place" data-testid={`place-${p.name}`} data-where={p.where}>
                <span class="mg-icon"><Icon name={p.kind === 'stick' ? 'stick' : 'drive'} /></span>
                <div>
                  <b>{p.name}</b>
                  <p><StateWord place={p} /></p>
                  {p.bytes > 0 && <p class="num">{t('backup.place.free', { free: sizeText(p.freeBytes), all: sizeText(p.bytes) })}</p>}
                  <p class="num">{p.lastGoodAt ? t('backup.place.last', { when: whenText(p.lastGoodAt) }) : t('backup.place.noneYet')}</p>
                  {p.sameDisk && <p class="bu-warn">{t('backup.place.sameDisk')}</p>}
                  <div class="row row-s wrap">
                    {p.where === 'there' && there.length > 1 && !running && <Button size="s" onClick={() => onMake(p)}>{t('backup.makeHere')}</Button>}
                    <Button size="s" kind="quiet" aria-label={t('backup.place.forgetNamed', { name: p.name })} data-testid={`forget-${p.name}`} onClick={() => setForgetting(p)}>{t('backup.place.forget')}</Button>
                  </div>
                </div>
              </li>
            ))}
          </ul>
          <p class="tfoot"><Button size="s" icon="plus" onClick={onFolder} data-testid="add-folder">{t('backup.folder')}</Button></p>
        </section>
      )}
      {places.length > 0 && <Night places={places} />}
      {forgetting && <ForgetSheet place={forgetting} onClose={() => setForgetting(undefined)} onDone={() => { setForgetting(undefined); onDone() }} />}
    </>
  )
}

function StateWord({ place }: { place: Place }) {
  const { word, look } = placeState(place)
  return <span class={`state state-${look}`}><Icon name={look === 'k' ? 'check' : look === 'o' ? 'stick' : 'warn'} size="s" />{t(word)}</span>
}

/** One copy in the house, one outside it. */
function Night({ places }: { places: readonly Place[] }) {
  const sticks = places.filter((p) => p.kind === 'stick')
  const one = sticks.find((p) => p.where === 'there')
  const other = sticks.find((p) => p !== one)
  if (!one) return null
  return (
    <section class="card pad stack-s stack">
      <h2>{t('backup.day.title')}</h2>
      <p class="t2">{other ? t('backup.day.pair', { one: one.name, other: other.name }) : t('backup.day.single')}</p>
    </section>
  )
}
