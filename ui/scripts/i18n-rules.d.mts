export function problems(enText: string, stText: string): string[]
export function sorted(text: string): string
