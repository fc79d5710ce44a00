import { useEffect, useState } from 'preact/hooks'
import { ApiError, errorText } from '../../app/problem'
import { uuidv7 } from '../../app/uuidv7'
import { plural, t } from '../../i18n/words'
import { Button } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Note } from '../../kit/message'
import { begin, readDesk, type Copy, type Key, type Restored, type Run } from './desk'
import { Frame } from './Frame'

const EVERY_MS = 700
const STAGES = ['reading', 'restoring', 'proving', 'installing'] as const

/** It goes on by itself: how far it is, and when it did not work, why, and that nothing was changed. */
export function RunStep({ id, chosen: { copy, key }, acceptLoss, anyway: toBegin, autoUnlock, onDone, onBack, onAnother }: {
  id: string
  chosen: { copy: Copy; key: Key }
  acceptLoss: boolean
  anyway: boolean
  autoUnlock: boolean
  onDone: (result: Restored) => void
  onBack: () => void
  onAnother: () => void
}) {
  const [go, setGo] = useState({ id, anyway: toBegin, acceptLoss })
  const [run, setRun] = useState<Run | undefined>()
  const [refused, setRefused] = useState<ApiError | undefined>()

  useEffect(() => {
    let over = false
    let soon: ReturnType<typeof setTimeout> | undefined
    const take = (now: Run | undefined) => {
      if (over) return
      if (now?.id === go.id) setRun(now)
      if (now?.id === go.id && now.stage === 'done' && now.result) onDone(now.result)
      else if (now?.stage !== 'failed' || now.id !== go.id) soon = setTimeout(look, EVERY_MS)
    }
    // While the records change places the box answers nobody; that passes.
    const look = () => void readDesk(go.id).then((s) => take(s.run), () => take(undefined))
    setRun(undefined)
    setRefused(undefined)
    begin({ id: go.id, copy: copy.id, ...key, acceptLoss: go.acceptLoss, anyway: go.anyway, autoUnlock }).then((s) => take(s.run), (e: unknown) => {
      if (over) return
      if (e instanceof ApiError && e.status > 0) setRefused(e)
      else look() // it may have begun
    })
    return () => { over = true; clearTimeout(soon) }
  }, [go])

  const code = refused?.code ?? (run?.stage === 'failed' ? run.code : undefined)
  if (code) {
    return (
      <Frame step="put" title={t('restore.failedTitle')} lead={t('restore.failedSafe')} next={t('restore.another')} onNext={onAnother} onBack={{ says: t('action.back'), do: onBack }}>
        <Note tone="danger" alert>
          <p class="b" data-testid="restore-failed" data-code={code}>{errorText(refused ?? new ApiError(400, { code }))}</p>
          {run?.part && <p>{t(`restore.part.${run.part}`)}</p>}
        </Note>
        {code === 'loss-first' && run?.loss && (
          <Note tone="warn">
            <p>{run.loss.standing === 'unknown' ? t('restore.lostUnknown') : plural('restore.lost', run.loss.lost)} {t('restore.putKept')}</p>
            <p class="rs-gap"><Button kind="warn" data-testid="accept-loss" onClick={() => setGo({ ...go, id: uuidv7(), acceptLoss: true })}>{t('restore.put')}</Button></p>
          </Note>
        )}
        {code === 'backup-findings' && (
          <Note tone="warn">
            <p>{t('restore.anyway')}</p>
            <p class="rs-gap"><Button kind="warn" data-testid="anyway" onClick={() => setGo({ ...go, id: uuidv7(), anyway: true })}>{t('restore.put')}</Button></p>
          </Note>
        )}
      </Frame>
    )
  }
  const at = run ? STAGES.findIndex((s) => s === run.stage) : 0
  return (
    <Frame step="put" title={t('restore.runTitle')} lead={t('restore.runLead')}>
      <section class="card bu-now bu" aria-busy="true" data-testid="restore-running">
        <div class="bu-run">
          <div class="dline">
            {STAGES.map((s, i) => (
              <span key={s} class={`stop${i < at ? ' done' : i === at ? ' on' : ''}`}>
                <b class="bu-w">{i < at && <Icon name="check" size="s" />}{t(`restore.stage.${s}`)}</b>
                {i === at && s !== 'installing' ? t('backup.percent', { n: run?.percent ?? 0 }) : i > at ? t('backup.phase.waits') : ''}
              </span>
            ))}
          </div>
          <div class="bu-pr"><progress class="bu-bar" max={100} value={run?.percent ?? 0} aria-label={t(`restore.stage.${STAGES[Math.max(at, 0)]!}`)} /></div>
        </div>
      </section>
    </Frame>
  )
}
