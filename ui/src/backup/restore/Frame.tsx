import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Page } from '../../app/Page'
import { t } from '../../i18n/words'
import { Button } from '../../kit/Button'
import type { IconName } from '../../kit/Icon'
import { Stepper } from '../../kit/Stepper'

const STEPS = ['copy', 'key', 'put', 'done'] as const

/** The frame of a step: the way so far, Back, and the one thing to do. */
export function Frame({ step, title, lead, next, icon, busy, onNext, onBack, backIcon, children }: {
  step: (typeof STEPS)[number]
  title: string
  lead?: ComponentChildren
  /** What the button says; none while there is nothing to do but wait. */
  next?: string
  icon?: IconName
  busy?: boolean
  onNext?: () => void
  onBack?: { says: string; do: () => void }
  backIcon?: IconName
  children: ComponentChildren
}) {
  useEffect(() => {
    const head = document.querySelector<HTMLElement>('main h1')
    head?.setAttribute('tabindex', '-1')
    head?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [step])
  return (
    <Page name={`restore-${step}`} title={title} focus="own" flush>
      <form noValidate onSubmit={(e) => { e.preventDefault(); if (!busy) onNext?.() }}>
        <Stepper steps={STEPS.map((id) => ({ id, label: t(`restore.step.${id}`) }))} at={STEPS.indexOf(step)} title={title} lead={lead} note={t('restore.note')}
          foot={(
            <>
              {onBack && <Button size="l" icon={backIcon ?? 'back'} onClick={onBack.do} data-testid="restore-back">{onBack.says}</Button>}
              {next && <Button kind="primary" size="l" class="sp" type="submit" iconEnd={icon ?? 'go'} busy={busy} data-testid="restore-next">{next}</Button>}
            </>
          )}>
          {children}
        </Stepper>
      </form>
    </Page>
  )
}
