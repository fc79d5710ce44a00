import places from '@assets/codes/districts.json'
import { t } from '../i18n/words'
import { Select } from '../kit/Field'

type Country = 'LS' | 'ZA'
export interface Place { country: Country; district: string }

/** Country, then its district or province. A name written by hand before stays on offer. */
export function PlaceFields({ country, district, onValue, error, name = 'district' }: Place & { onValue: (place: Partial<Place>) => void; error?: string; name?: string }) {
  const names = places.districts.filter((d) => d.country === country).map((d) => d.name)
  if (district && !names.includes(district)) names.unshift(district)
  return (
    <>
      <Select<Country> label={t('clinic.country')} name="country" options={[{ value: 'LS', label: 'Lesotho' }, { value: 'ZA', label: t('clinic.country.ZA') }]} value={country} onValue={(to) => onValue({ country: to, district: '' })} />
      <Select label={t(country === 'LS' ? 'clinic.district' : 'clinic.province')} name={name} none={t('action.choose')} options={names.map((name) => ({ value: name, label: name }))} value={district} onValue={(to) => onValue({ district: to })} error={error} />
    </>
  )
}
