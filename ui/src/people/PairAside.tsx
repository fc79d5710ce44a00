import type { Schema } from '../app/api'
import { dateText, today } from '../i18n/dates'
import { rich, t } from '../i18n/words'
import { Icon } from '../kit/Icon'
import { Note } from '../kit/message'
import { showName } from '../kit/person'
import { matchReason } from '../register/matchReason'

type Comparison = Schema['PairComparison']

/** Why they may be one person, what warns, and what joining would do. */
export function PairAside({ pair, stays, goes, onSwap }: { pair: Comparison; stays: Schema['Patient']; goes: Comparison['first']; onSwap: () => void }) {
  const allergy = pair.fields.find((f) => f.field === 'allergy')?.verdict
  const substances = [...new Set([pair.first, pair.second].flatMap((f) => (f.allergies ?? []).map((a) => a.substance)))].join(', ')
  const d = pair.decision
  return (
    <aside class="dp-side" aria-label={t('duplicate.why')}>
      {pair.joined && <Note tone="info" icon="join">{t('duplicate.areJoined')}</Note>}
      {d && <Note tone="info">{t(d.verdict === 'later' ? 'duplicate.wasLater' : 'duplicate.wasTwo', { date: dateText(today(new Date(d.at))), name: showName(d.by) })} {d.note || (d.reason && t(`register.different.${d.reason}`))}</Note>}
      <section class={`card dp-why${pair.level === 'likely' ? ' dp-strong' : ''}`}>
        <h2 class="dp-bar"><Icon name={pair.level === 'likely' ? 'warn' : 'info'} size="s" />{t(`duplicate.says.${pair.level}`)}</h2>
        <ul class="dp-list">{(pair.reasons ?? []).map((r) => <li key={r.code} class="dp-for"><Icon name="check" size="s" /><span>{matchReason(r)}</span></li>)}</ul>
        <ul class="dp-list dp-not">
          {(pair.against ?? []).map((r) => <li key={r.code}><Icon name="close" size="s" /><span>{matchReason(r)}</span></li>)}
          <li><Icon name={pair.sameDay ? 'close' : 'info'} size="s" /><span>{t(pair.sameDay ? 'duplicate.sameDay' : 'duplicate.neverSameDay')}</span></li>
        </ul>
      </section>
      {goes.openVisit && !pair.joined && <Note tone="warn">{t('duplicate.isHere', { name: showName(goes.patient.displayName), ticket: goes.openVisit.ticket })}</Note>}
      {allergy === 'differs' && <Note tone="danger"><b>{t('duplicate.allergyDiffers')}</b> {t('duplicate.allergyJoined', { what: substances })}</Note>}
      {!pair.joined && (
        <section class="dp-does">
          <h2>{t('duplicate.does')}</h2>
          <ul>
            <li>{t('duplicate.does.cards')}</li>
            <li>{t('duplicate.does.undo')}</li>
            <li>{rich('duplicate.does.name', { name: <b>{showName(stays.displayName)}{stays.fileNumber && `, ${stays.fileNumber}`}</b> })} <button type="button" class="dp-swap" onClick={onSwap} data-testid="swap">{t('action.change')}</button></li>
          </ul>
        </section>
      )}
    </aside>
  )
}
