import type { Schema } from '../app/api'
import { t } from '../i18n/words'
import { Segmented } from '../kit/choice'
import { Select } from '../kit/Field'
import { departmentName } from '../queue/departments'

export type Kind = Schema['Device']['kind']
type Department = Schema['Department']

/** What a device is for; the words under it say what follows from that. */
export function KindField<K extends Kind>({ kinds, value, onValue }: { kinds: readonly K[]; value: K; onValue: (to: K) => void }) {
  return (
    <div>
      <Segmented<K> legend={t('device.kind')} name="kind" options={kinds.map((kind) => ({ value: kind, label: t(`device.kind.${kind}`) }))} value={value} onValue={onValue} />
      <p class="cap">{t(`device.about.${value}`)}</p>
    </div>
  )
}

/** Whose people are offered on it. */
export function PlaceField({ departments, value, onValue }: { departments: readonly Department[]; value: string; onValue: (to: string) => void }) {
  const options = [{ value: '', label: t('device.everywhere') }, ...departments.filter((d) => d.active || d.id === value).map((d) => ({ value: d.id, label: departmentName(d) }))]
  return <Select label={t('device.place')} name="departmentId" hint={t('device.placeHint')} options={options} value={value} onValue={onValue} />
}
