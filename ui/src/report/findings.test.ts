import { describe, expect, it } from 'vitest'
import type { Schema } from '../app/api'
import { arrivals, leading, longest } from './findings'

const hour = (name: string, people: number): Schema['Count'] => ({ figure: `hour:${Number(name)}`, name, people })
const wait = (name: 'triage' | 'clinician', medianMinutes?: number): Schema['WaitFigures'] => ({ wait: name, figure: `wait:${name}`, people: 4, medianMinutes })
const diagnosis = (text: string, people: number): Schema['DiagnosisCount'] => ({ code: '', text, figure: `diagnosis:${text}`, people })

describe('arrivals', () => {
  it('says how many in ten had come when half had', () => {
    const day = [hour('07', 14), hour('08', 22), hour('09', 17), hour('10', 11), hour('11', 22)]
    expect(arrivals(day)).toEqual({ said: { key: 'report.find.tenthsBefore', params: { n: 6, time: '10:00' } }, early: 3 })
  })
  it('never says more than there were', () => {
    const { said } = arrivals([hour('08', 69), hour('09', 31)])
    expect(said.params).toEqual({ n: 6, time: '09:00' })
  })
  it('says half for half', () => {
    expect(arrivals([hour('08', 57), hour('09', 43)]).said).toEqual({ key: 'report.find.halfBefore', params: { time: '09:00' } })
    expect(arrivals([hour('08', 50), hour('09', 50)]).said.key).toBe('report.find.halfBefore')
  })
  it('counts heads when there are few', () => {
    expect(arrivals([hour('08', 2), hour('09', 1)]).said).toEqual({ key: 'report.find.someBefore', params: { n: 2, all: 3, time: '09:00' } })
  })
  it('knows a day of one hour and a day of nobody', () => {
    expect(arrivals([hour('23', 5)]).said).toEqual({ key: 'report.find.allBefore', params: { time: '24:00' } })
    expect(arrivals([])).toEqual({ said: { key: 'report.find.nobody' }, early: 0 })
  })
})

describe('longest', () => {
  it('names the wait of which half is longer', () => {
    expect(longest([wait('triage', 9), wait('clinician', 41)])).toEqual({ said: { key: 'report.find.waitClinician' }, wait: 'clinician' })
    expect(longest([wait('triage', 19), wait('clinician', 4)]).wait).toBe('triage')
  })
  it('names none when they are alike or nobody waited', () => {
    expect(longest([wait('triage', 9), wait('clinician', 9)])).toEqual({ said: { key: 'report.find.waitsAlike' } })
    expect(longest([wait('triage'), wait('clinician')])).toEqual({ said: { key: 'report.find.noWaits' } })
  })
  it('takes a wait of nothing for a wait', () => {
    expect(longest([wait('triage', 0), wait('clinician')]).wait).toBe('triage')
  })
})

describe('leading', () => {
  it('names one leader or two, and none when many share the place', () => {
    expect(leading([diagnosis('Flu', 3), diagnosis('Burn', 1)])).toEqual({ said: { key: 'report.find.leads', params: { name: 'Flu' } }, top: 1 })
    expect(leading([diagnosis('Flu', 3), diagnosis('Burn', 3)]).said).toEqual({ key: 'report.find.leadBoth', params: { first: 'Flu', second: 'Burn' } })
    expect(leading([diagnosis('Flu', 1), diagnosis('Burn', 1), diagnosis('Cut', 1)])).toEqual({ said: { key: 'report.find.noneLeads', params: { n: 3 } }, top: 0 })
    expect(leading([])).toEqual({ said: { key: 'report.find.noDiagnosis' }, top: 0 })
  })
})
