export type Motif = 'fetch' | 'search' | 'warn' | 'file' | 'switch' | 'list' | 'tick'

// Drawn once for both frames: each motif fits the 36 x 44 field between x 28..64 and y 22..66.
const motifs: Record<Motif, preact.ComponentChild> = {
  fetch: <path d="M46 24v24M36 39l10 10 10-10M34 60h24" class="tr-ink" />,
  search: <><rect x="29" y="24" width="34" height="12" rx="6" class="tr-paper" /><circle cx="36" cy="30" r="2.5" /><path d="M30 46h32M30 56h20" class="tr-sand" /></>,
  warn: <><path d="M46 21 34 41h24zM46 28v6M46 37.5v.01" class="tr-red" /><rect x="29" y="49" width="34" height="12" rx="3" class="tr-blue" /><path d="M58 59c-4-5 0-8 3-5l4 4V47a3 3 0 0 1 6 0v10l9 2c3 1 4 3 4 6l-1 8" class="tr-hand" /></>,
  file: <><path d="M30 25h32M30 64h32" class="tr-sand" /><rect x="28" y="34" width="36" height="21" rx="3" class="tr-blue" /><path d="M34 45l4 4 8-8" class="tr-tick" /></>,
  switch: <><path d="M30 26h32M30 62h20" class="tr-sand" /><rect x="31" y="36" width="30" height="16" rx="8" class="tr-blue" /><circle cx="53" cy="44" r="4.5" class="tr-knob" /></>,
  list: <><path d="M30 25h32M30 64h32" class="tr-sand" /><rect x="28" y="37" width="36" height="15" rx="3" class="tr-blue" /><path d="M58 54c-4-5 0-8 3-5l4 4V42a3 3 0 0 1 6 0v10l9 2c3 1 4 3 4 6l-1 8" class="tr-hand" /></>,
  tick: <><circle cx="46" cy="43" r="16" class="tr-blue" /><path d="M38 43l6 6 11-12" class="tr-tick" /></>,
}

/** A drawing of the device's own screen at one step; the words beside it say the same. */
export function Picture({ motif, phone }: { motif: Motif; phone: boolean }) {
  return (
    <svg class="tr-pic" viewBox="0 0 92 84" aria-hidden="true">
      {phone
        ? <><path d="M22 84V16a8 8 0 0 1 8-8h32a8 8 0 0 1 8 8v68" class="tr-frame" /><path d="M41 14h10" /></>
        : <><rect x="10" y="10" width="72" height="60" rx="5" class="tr-frame" /><path d="M34 79h24M46 70v9" /></>}
      {motifs[motif]}
    </svg>
  )
}
