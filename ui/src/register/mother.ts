import type { Form, Patient } from './form'
import { noPhone } from './form'

/** The patient whose baby is registered. */
export interface Mother { id: string; displayName: string }

/**
 * What a baby has from its mother as long as nobody typed something else: where they live, her phone with her name, and
 * herself as next of kin. Its names, sex and birth are its own.
 */
export function takenFrom(mother: Patient, baby: Form, relationship: string): Partial<Form> {
  const phone = mother.phones?.[0]
  const number = phone ? phone.display || phone.number : ''
  const lives = baby.village ? {} : { village: mother.village, district: mother.district, chief: mother.chief }
  const own = baby.phones.some((p) => p.number.trim())
  return {
    familyName: baby.familyName || mother.familyName,
    ...lives,
    ...(own || !phone ? {} : { phones: [{ ...noPhone, number, owner: phone.owner || mother.displayName, mayLeaveMessage: phone.mayLeaveMessage }] }),
    ...(baby.kinName ? {} : { kinName: mother.displayName, kinRelationship: relationship, kinPhone: number }),
    language: mother.language,
  }
}
