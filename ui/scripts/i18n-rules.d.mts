export function problems(enText: string, stText: string): string[]
export function sorted(text: string): string
export function isRest(key: string): boolean
export function part(text: string, which: 'first' | 'rest'): string
