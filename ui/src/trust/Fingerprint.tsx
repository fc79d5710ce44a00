import { t } from '../i18n/words'

/** Eight groups to be compared with the sheet on the wall, one by one. */
export function Fingerprint({ groups }: { groups: readonly string[] }) {
  return <ol class="tr-groups mono" aria-label={t('trust.fingerprint')} data-testid="fingerprint">{groups.map((g, i) => <li key={i}>{g}</li>)}</ol>
}
