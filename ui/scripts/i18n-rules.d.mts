export function problems(enText: string, stText: string): string[]
export function sorted(text: string): string
export type Part = 'first' | 'rest' | 'open' | 'later'
export function partOf(key: string): Part
export function part(text: string, which: Part): string
