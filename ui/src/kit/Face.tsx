import { useState } from 'preact/hooks'
import { t } from '../i18n/words'
import { Initials, showName } from './person'

export interface FacePerson { id: string; displayName: string; initials: string; photo?: { id: string } }

/** The patient's photo, or the initials where there is none or it cannot be had. `l` in banners, `xl` where somebody compares. */
export function Face({ person, size = 'l' }: { person: FacePerson; size?: 'l' | 'xl' }) {
  const [failed, setFailed] = useState('')
  const photo = person.photo?.id
  if (!photo || failed === photo) return size === 'xl' ? null : <Initials text={person.initials} size="l" />
  // Each photo has its own address: a browser shows what it has under one, whatever became of it.
  return (
    <img key={photo} class={`av face face-${size}`} src={`/api/v1/patients/${person.id}/photo?photo=${photo}`} alt={t('photo.of', { name: showName(person.displayName) })}
      onError={() => setFailed(photo)} data-testid={`face-${size}`} />
  )
}
