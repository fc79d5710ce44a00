import { useEffect, useRef, useState } from 'preact/hooks'
import { language, t, type Key } from '../i18n/words'
import { ApiError } from '../app/problem'
import { refusal } from './arrive'
import { QuestionArt } from './art'
import { Choose, ChooseMany } from './Choose'
import { Listen } from './clips'
import { readDoor, tell, type Case, type DoorStep, type Question } from './door'
import { Answer, Shell } from './Shell'
import { askNext, backTelling, forgetTelling, saidAbout, saidConsent, telling } from './telling'
import { back, companion, goFor, opened, place, said, view } from './visitor'

/** A second press of the same finger must not answer the next question. */
const CALM_MS = 350
/** More letters than this are set smaller. */
const LONG = 110
const DANGER = new Set(['red-flags', 'pregnancy'])
const GROUPS = ['chest', 'fever', 'head', 'belly', 'private', 'injury'] as const
const ILLNESSES = ['diabetes', 'high-blood-pressure', 'heart', 'asthma', 'fits', 'hiv', 'tb', 'cancer', 'sickle-cell', 'transplant'] as const

/** One question a page. The box says which is next, and stops at the first sign of danger. */
export function Feel() {
  const now = telling.value!
  const [busy, setBusy] = useState(false)
  const since = useRef(0)
  const about = now.about[now.at]
  const question = about ? undefined : now.asked.at(-1)
  const key = about ?? question?.id ?? ''
  useEffect(() => { since.current = Date.now() }, [key])
  useEffect(() => { if (!about && !question) void send(now.case) }, [about, question?.id])

  async function send(what: Case): Promise<void> {
    if (busy) return
    setBusy(true)
    said.value = undefined
    // A danger is one also when the box does not answer, or has forgotten who is here.
    const danger = question && DANGER.has(question.group) && what.answers[question.id] === 1
    const away = place.value === 'phone' && view.value?.inside === false
    const alone = (more: { ticket?: string }) => {
      forgetTelling()
      goFor({ at: 'now', alone: true, away, ...more })
    }
    try {
      const step = await tell({ id: now.id, case: what, answeredBy: companion.value ? 'companion' : 'patient', language: language.value, finished: false, startedAt: now.startedAt, ...(now.consent && { consent: now.consent }) }, () => {
        if (danger) alone({})
        else said.value = { tone: 'danger', text: () => t('kiosk.lost') }
      })
      if (telling.value?.id !== now.id) return // they have gone
      if (step.next && !step.stop) askNext(step, what.answers)
      else await end(step)
    } catch (e) {
      if (!opened.value) return
      if (danger) alone(view.value?.visit ? { ticket: view.value.visit.ticket } : {})
      else said.value = { tone: 'danger', text: e instanceof ApiError && e.code === 'network' ? () => t('kiosk.keepTrying') : refusal(e) }
    } finally {
      setBusy(false)
    }
  }
  async function end(step: DoorStep): Promise<void> {
    forgetTelling()
    if (step.level === 'E') return goFor({ at: 'now', ...(step.nurseRoom && { room: step.nurseRoom }), ...(step.ticket && { ticket: step.ticket }) })
    goFor({ at: 'told', level: step.level })
    await readDoor().catch(() => undefined)
  }
  const answer = (value: number) => {
    if (!question || Date.now() - since.current < CALM_MS) return
    void send({ ...now.case, answers: { ...now.case.answers, [question.id]: value } })
  }
  const shell = {
    onBack: () => { if (busy) return; said.value = undefined; if (!backTelling()) { forgetTelling(); back() } },
  }
  if (about === 'consent') {
    return (
      <Shell name="kiosk-consent" title={t('kiosk.consentFirst')} {...shell}>
        <div class="ki-q">
          <p class="ki-prog"><b>{t('kiosk.consentFirst')}</b></p>
          <div class="ki-alone"><h1 class="ki-asked">{t('kiosk.consent')}</h1><p class="ki-sub">{t('kiosk.consentSame')}</p></div>
          <Listen clip="consent" />
        </div>
        <YesNo onAnswer={(v) => { if (Date.now() - since.current >= CALM_MS) saidConsent(v === 1 ? 'yes' : 'no') }} plain />
      </Shell>
    )
  }
  if (about === 'pregnancy') {
    return (
      <Shell name="kiosk-pregnancy" title={t('kiosk.pregnancy')} {...shell}>
        <Choose title={t('kiosk.pregnancy')} lead={t('kiosk.aboutYou')} clip="pregnancy" art={<QuestionArt id="pregnancy" group="pregnancy" />}
          options={(['yes', 'maybe', 'just-born', 'no'] as const).map((v) => ({ value: v, label: t(`kiosk.pregnancy.${v}` as Key) }))} onChoose={(pregnancy) => saidAbout({ pregnancy })} />
      </Shell>
    )
  }
  if (about === 'problem') return <ChooseMany key="problem" {...shell} name="kiosk-problem" title={t('kiosk.problem')} clip="problem" options={GROUPS.map((g) => ({ value: g, label: t(`kiosk.group.${g}` as Key), art: g }))} chosen={now.case.groups ?? []} none={t('kiosk.problemNone')} onDone={(groups) => saidAbout({ groups })} />
  if (about === 'conditions') return <ChooseMany key="conditions" {...shell} name="kiosk-conditions" title={t('kiosk.conditions')} clip="conditions" options={ILLNESSES.map((i) => ({ value: i, label: t(`kiosk.illness.${i}` as Key) }))} chosen={now.case.conditions ?? []} none={t('kiosk.conditionsNone')} onDone={(conditions) => saidAbout({ conditions })} />
  if (about === 'same') {
    return (
      <Shell name="kiosk-same" title={t('kiosk.same')} {...shell}>
        <div class="ki-q"><p class="ki-prog"><b>{t('kiosk.aboutYou')}</b></p><h1 class="ki-alone">{t('kiosk.same')}</h1><Listen clip="same" /></div>
        <YesNo onAnswer={(v) => saidAbout({ sameProblem: v === 1 })} plain />
      </Shell>
    )
  }
  return (
    <Shell name="kiosk-question" title={t('kiosk.question')} {...shell}>
      {question ? <Ask key={question.id} question={question} n={now.asked.length} of={Math.max(now.last?.of ?? 1, now.asked.length)} busy={busy} onAnswer={answer} />
        : said.value ? <div class="ki-ans ki-one"><Answer second testid="again" onClick={() => void send(now.case)}>{t('action.tryAgain')}</Answer></div>
          : <div class="ki-q" aria-busy="true"><h1 class="ki-alone">{t('kiosk.wait')}</h1></div>}
    </Shell>
  )
}

function Ask({ question: q, n, of, busy: waits, onAnswer }: { question: Question; n: number; of: number; busy: boolean; onAnswer: (value: number) => void }) {
  const text = language.value === 'st' ? q.st : q.en
  return (
    <>
      <div class={`ki-q${text.length > LONG ? ' ki-long' : ''}`} aria-busy={waits ? 'true' : undefined}>
        <p class="ki-prog"><b>{t('kiosk.progress', { n, of })}</b></p>
        <progress class="ki-bar" value={n} max={of} aria-label={t('kiosk.progress', { n, of })} />
        <QuestionArt id={q.id} group={q.group} />
        <h1 class="ki-asked" aria-live="polite">{text}</h1>
        <Listen clip={q.id} />
      </div>
      {q.scale ? <Scale onAnswer={onAnswer} /> : <YesNo onAnswer={onAnswer} />}
    </>
  )
}

const NOT_SURE = <svg class="i ki-ai" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9" /><path d="M9.3 9.3a2.8 2.8 0 1 1 4 2.7c-.9.5-1.3 1-1.3 2M12 17v.01" /></svg>

function YesNo({ onAnswer, plain }: { onAnswer: (value: number) => void; plain?: boolean }) {
  return (
    <div class="ki-ans">
      <Answer icon="check" testid="answer-yes" onClick={() => onAnswer(1)}>{t('kiosk.yes')}</Answer>
      <Answer icon="close" testid="answer-no" onClick={() => onAnswer(0)}>{t('kiosk.no')}</Answer>
      {!plain && <Answer second art={NOT_SURE} testid="answer-unknown" onClick={() => onAnswer(-1)}>{t('kiosk.notSure')}</Answer>}
    </div>
  )
}

const FIGURES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

function Scale({ onAnswer }: { onAnswer: (value: number) => void }) {
  return (
    <div class="ki-ans ki-one">
      <div class="ki-scale" role="group" aria-label={t('kiosk.pain')}>{FIGURES.map((f) => <button key={f} type="button" class={`num ki-p${f}`} onClick={() => onAnswer(f)} data-testid={`pain-${f}`}>{f}</button>)}</div>
      <p class="ki-scale-w"><span>{t('kiosk.painNone')}</span><span>{t('kiosk.painWorst')}</span></p>
      <Answer second art={NOT_SURE} testid="answer-unknown" onClick={() => onAnswer(-1)}>{t('kiosk.notSure')}</Answer>
    </div>
  )
}
