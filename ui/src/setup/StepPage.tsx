import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Page } from '../app/Page'
import { t, type Key } from '../i18n/words'
import { Button } from '../kit/Button'
import { ErrorSummary, type FormError } from '../kit/ErrorSummary'
import { Stepper } from '../kit/Stepper'
import { STEPS, type Step } from './wizard'

let shown: Step | undefined

/** The frame of a step: the way so far, the question, Back and Next. Enter goes on. */
export function StepPage({ step, title, lead, errors, busy, next, onNext, onBack, children }: {
  step: Step
  title: string
  lead?: ComponentChildren
  errors: readonly FormError[]
  busy: boolean
  /** What the button says, when it is not the next step's name. */
  next?: string
  onNext: () => void
  onBack?: () => void
  children: ComponentChildren
}) {
  const at = STEPS.indexOf(step)
  useEffect(() => {
    // Not on the first page: there the browser's own start is right.
    if (shown && shown !== step) {
      const head = document.querySelector<HTMLElement>('main h1')
      head?.setAttribute('tabindex', '-1')
      head?.focus()
      scrollTo(0, 0)
    }
    shown = step
  }, [step])
  const word = (s: Step) => t(`setup.step.${s}` as Key)
  return (
    <Page name={`setup-${step}`} title={title} focus="own" flush>
      <form noValidate onSubmit={(e) => { e.preventDefault(); if (!busy) onNext() }}>
        <Stepper steps={STEPS.map((id) => ({ id, label: word(id) }))} at={at} title={title} lead={lead} note={t('setup.safeOff')}
          foot={(
            <>
              {onBack && <Button size="l" icon="back" onClick={onBack} data-testid="setup-back">{t('action.back')}</Button>}
              <Button kind="primary" size="l" class="sp" type="submit" iconEnd="go" busy={busy} data-testid="setup-next">{next ?? t('setup.next', { step: word(STEPS[at + 1]!) })}</Button>
            </>
          )}>
          <ErrorSummary errors={errors} />
          {children}
        </Stepper>
      </form>
    </Page>
  )
}
