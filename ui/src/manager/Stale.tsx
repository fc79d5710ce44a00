import { useEffect, useRef } from 'preact/hooks'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'

export interface Difference { label: string; mine: string; theirs: string }

/** Somebody saved while this form was open: both versions of what differs, and which to keep. */
export function Stale({ differences, onMine, onTheirs }: { differences: readonly Difference[]; onMine: () => void; onTheirs: () => void }) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView() // its head first: it can be longer than the screen
  }, [])
  const differ = differences.filter((d) => d.mine !== d.theirs)
  return (
    <section class="mg-stale" role="alert" tabIndex={-1} ref={box} data-testid="stale">
      <h3>{t('stale.title')}</h3>
      {differ.length > 0
        ? <dl>{differ.map((d) => (
          <div key={d.label}>
            <dt>{d.label}</dt>
            <dd><span class="cap">{t('stale.mine')}</span> <b>{d.mine || t('stale.empty')}</b></dd>
            <dd><span class="cap">{t('stale.theirs')}</span> <b>{d.theirs || t('stale.empty')}</b></dd>
          </div>
        ))}</dl>
        : <p>{t('stale.same')}</p>}
      <div class="row wrap">
        <Button onClick={onMine} data-testid="keep-mine">{t('stale.keepMine')}</Button>
        <Button onClick={onTheirs} data-testid="keep-theirs">{t('stale.keepTheirs')}</Button>
      </div>
    </section>
  )
}
