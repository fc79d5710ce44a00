// A card whose notch is a mokorotlo, the Basotho hat. One colour; works from 16 px up and in black.
const card = 'M6 12h6.2c-1 3.6-2.7 6.4-5 8.6-.8.8-.5 2.1.6 2.4C11 23.9 14.5 24.3 18 24.3s7-.4 10.2-1.3c1.1-.3 1.4-1.6.6-2.4-2.3-2.2-4-5-5-8.6H30a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V15a3 3 0 0 1 3-3Z'
const hat = 'M18 1.5a2 2 0 0 1 1.2 3.6C20.4 11.5 22.8 17 26.8 20.7 24 21.3 21 21.6 18 21.6s-6-.3-8.8-.9c4-3.7 6.4-9.2 7.6-15.6A2 2 0 0 1 18 1.5Z'

/** The mark alone, in the colour of the text around it. */
export function Mark({ class: cls }: { class?: string }) {
  return (
    <svg class={cls} viewBox="0 0 36 36" role="img" aria-label="Karete" fill="currentColor">
      <path d={card} /><path d={hat} />
    </svg>
  )
}

/** Mark and name; the name is drawn, so it needs no font. */
export function Wordmark({ class: cls }: { class?: string }) {
  return (
    <svg class={cls} viewBox="0 0 138 36" role="img" aria-label="Karete">
      <g fill="currentColor"><path d={card} /><path d={hat} /></g>
      <g fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round">
        <path d="M45 9v21M57.5 9 45.4 21M49.6 17.2 58 30" />
        <path d="M75 18.5V30M75 23.6a5.7 6.1 0 1 1-11.4 0 5.7 6.1 0 0 1 11.4 0Z" />
        <path d="M82 18v12M82 23.5c.6-3.6 3-5.6 6.6-5.4" />
        <path d="M92.6 23.4h10.8c.2-3.4-2-6-5.3-6-3.2 0-5.6 2.7-5.6 6.3 0 3.7 2.4 6.3 5.9 6.3 2.1 0 3.6-.7 4.7-2" />
        <path d="M110.6 12.5v13.3c0 2.7 1.2 4.2 3.7 4.2.8 0 1.4-.1 2-.4M107.2 18h8.6" />
        <path d="M120.4 23.4h10.8c.2-3.4-2-6-5.3-6-3.2 0-5.6 2.7-5.6 6.3 0 3.7 2.4 6.3 5.9 6.3 2.1 0 3.6-.7 4.7-2" />
      </g>
    </svg>
  )
}
