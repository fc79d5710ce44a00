import './setup.css'
import { useEffect, useState } from 'preact/hooks'
import type { Schema } from '../app/api'
import { ApiError, errorText } from '../app/problem'
import { Lazy } from '../app/Lazy'
import { Page } from '../app/Page'
import { t } from '../i18n/words'
import { Button } from '../kit/Button'
import { Note, Skeleton } from '../kit/message'
import { AdminStep } from './AdminStep'
import { ClinicStep } from './ClinicStep'
import { ClockStep } from './ClockStep'
import { CodePage } from './CodePage'
import { DepartmentsStep } from './DepartmentsStep'
import { LanguageStep } from './LanguageStep'
import { Ready } from './Ready'
import { RecoveryStep } from './RecoveryStep'
import { StaffStep } from './StaffStep'
import { firstOpen, readProgress, STEPS, wantsCode, type Progress } from './wizard'

/** What every step is given. `onSaved` goes on, `onKept` stays. */
export interface StepProps {
  progress: Progress
  onSaved: (progress: Progress) => void
  onKept: (progress: Progress) => void
  onBack?: () => void
  /** To bring a clinic back instead of founding one. */
  onRestore: () => void
}

const PAGES = { language: LanguageStep, clinic: ClinicStep, admin: AdminStep, recovery: RecoveryStep, clock: ClockStep, departments: DepartmentsStep }

const restore = () => import('../backup/restore/Restore')

/** The first run: one question a page, each answer kept by the box at once. */
export default function Wizard({ onDone }: { onDone: () => void }) {
  const [progress, setProgress] = useState<Progress | undefined>()
  const [at, setAt] = useState(0)
  const [refused, setRefused] = useState<unknown>()
  const [founded, setFounded] = useState<Schema['Founded'] | undefined>()

  const [restoring, setRestoring] = useState(false)

  const begin = async () => {
    try {
      const now = await readProgress()
      setProgress(now)
      setAt(firstOpen(now))
      setRefused(undefined)
    } catch (error) {
      if (error instanceof ApiError && error.code === 'set-up-already') onDone()
      else setRefused(error)
    }
  }
  useEffect(() => void begin(), [])

  if (restoring) return <Lazy load={restore} props={{ onBack: () => setRestoring(false), onDone }} />
  if (founded) return <Ready founded={founded} onDone={onDone} />
  if (refused && wantsCode(refused)) return <CodePage refused={refused} onEntered={begin} />
  if (!progress) {
    return (
      <Page name="setup" title={t('setup.title')}>
        <h1>{t('setup.title')}</h1>
        {refused ? <Note tone="danger" alert>{errorText(refused)} <Button size="s" onClick={() => void begin()}>{t('action.tryAgain')}</Button></Note> : <Skeleton rows={4} />}
      </Page>
    )
  }
  const step = STEPS[at]!
  const shared: StepProps = {
    progress,
    onKept: setProgress,
    onSaved: (now) => { setProgress(now); setAt(at + 1) },
    onRestore: () => setRestoring(true),
    onBack: at > 0 ? () => setAt(at - 1) : undefined,
  }
  if (step === 'staff') return <StaffStep {...shared} onFounded={setFounded} />
  const Step = PAGES[step]
  return <Step key={step} {...shared} />
}
