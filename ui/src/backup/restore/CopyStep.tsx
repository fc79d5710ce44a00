import { useEffect, useState } from 'preact/hooks'
import { errorText } from '../../app/problem'
import { useLoad } from '../../app/useLoad'
import { dayText, timeText, today } from '../../i18n/dates'
import { plural, t } from '../../i18n/words'
import { Button } from '../../kit/Button'
import { Field } from '../../kit/Field'
import { Icon } from '../../kit/Icon'
import { Note } from '../../kit/message'
import { sizeText } from '../../manager/size'
import { StickArt } from '../StickArt'
import { readDesk, sendFile, type Copy } from './desk'
import { Frame } from './Frame'

const EVERY_MS = 3000
const FEW = 4

/** Which backup: those on sticks that are plugged in, the newest first, or a file from this browser. */
export function CopyStep({ onBack, onChosen }: { onBack: () => void; onChosen: (copy: Copy) => void }) {
  const found = useLoad(() => readDesk(), [])
  useEffect(() => {
    const every = setInterval(found.reload, EVERY_MS)
    return () => clearInterval(every)
  }, [])
  const [picked, setPicked] = useState<string | undefined>()
  const [all, setAll] = useState(false)
  const copies = found.data?.copies ?? []
  const copy = copies.find((c) => c.id === picked) ?? copies[0]
  return (
    <Frame step="copy" title={t(copies.length ? 'restore.copyFound' : 'restore.copyTitle')} lead={copies.length ? plural('restore.foundLead', copies.length) : t('restore.copyLead')}
      next={copy && t('action.continue')} onNext={() => copy && onChosen(copy)} onBack={{ says: t('action.back'), do: onBack }}>
      {!!found.error && <Note tone="danger" alert>{errorText(found.error)}</Note>}
      {copies.length === 0 && <div class="card bu-first rs-wait"><StickArt /><p class="pad t2" role="status">{t('restore.waiting')}</p></div>}
      {copies.length > 0 && (
        <fieldset class="rs-list">
          <legend class="vh">{t('restore.copyFound')}</legend>
          {(all ? copies : copies.slice(0, FEW)).map((c) => (
            <label key={c.id} class={`rs-one${c === copy ? ' on' : ''}`} data-testid="copy">
              <input type="radio" name="copy" value={c.id} checked={c === copy} onChange={() => setPicked(c.id)} />
              <span class="mg-icon rs-icon"><Icon name={c.uploaded ? 'sheet' : 'stick'} /></span>
              <span class="rs-what"><b>{whenMade(c)}</b><span class="cap">{c.uploaded ? t('restore.uploaded', { size: sizeText(c.bytes) }) : t('restore.on', { place: c.place, size: sizeText(c.bytes) })}</span></span>
              {c.ours && <span class="state state-k"><Icon name="check" size="s" />{t('restore.ours')}</span>}
            </label>
          ))}
          {!all && copies.length > FEW && <p><Button size="s" onClick={() => setAll(true)}>{t('restore.more')}</Button></p>}
        </fieldset>
      )}
      <FromHere most={found.data?.mostBytes} onSent={(c) => { setPicked(c.id); found.reload() }} />
    </Frame>
  )
}

function whenMade({ madeAt }: Copy): string {
  if (!madeAt) return t('restore.noDate')
  const day = today(Date.parse(madeAt))
  return `${dayText(day)} ${day.slice(0, 4)}, ${timeText(madeAt)}`
}

/** Folded away: most have a stick in their hand. */
function FromHere({ most, onSent }: { most: number | undefined; onSent: (copy: Copy) => void }) {
  const [percent, setPercent] = useState<number | undefined>()
  const [wrong, setWrong] = useState<string | undefined>()
  async function send(file: File | undefined) {
    if (!file) return
    setWrong(undefined)
    if (most !== undefined && file.size > most) {
      setWrong(t('error.too-large'))
      return
    }
    setPercent(0)
    try {
      onSent(await sendFile(file, setPercent))
    } catch (error) {
      setWrong(errorText(error))
    } finally {
      setPercent(undefined)
    }
  }
  return (
    <details class="card mg-fold">
      <summary data-testid="from-here">{t('restore.file')}<Icon name="down" /></summary>
      <div class="pad stack">
        <Field label={t('restore.fileChoose')} name="backupFile" hint={t('restore.fileHint')} error={wrong}
          control={(c) => <input class="in rs-file" type="file" {...c} disabled={percent !== undefined} onChange={(e) => { void send(e.currentTarget.files?.[0]); e.currentTarget.value = '' }} />} />
        {percent !== undefined && <div><progress class="bu-bar" max={100} value={percent} aria-label={t('restore.fileChoose')} /><p class="cap" role="status">{t('restore.sending', { n: percent })}</p></div>}
      </div>
    </details>
  )
}
