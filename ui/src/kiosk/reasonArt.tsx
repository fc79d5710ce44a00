// The kit's icons are loaded before anybody signs in, so these are drawn here. 48 grid.
const ART: Readonly<Record<string, string>> = {
  general: '<circle cx="24" cy="13" r="8"/><path d="M9 43c1-10 7-15 15-15s14 5 15 15M20 12h.1M28 12h.1M20 17.5c2-2 6-2 8 0M34 8l5-3M35.5 13H41"/>',
  under5: '<circle cx="24" cy="14" r="9"/><path d="M20 13h.1M28 13h.1M20 18c2 2 6 2 8 0M24 5c2-3 5-2 4 1M14 43c-5-5-4-15 2-18 5-2.5 11-2.5 16 0 6 3 7 13 2 18zM18 34c4 3 8 3 12 0"/>',
  chronic: '<path d="M24 40S7 30 7 18.5C7 12 12 8 16.5 8c3.5 0 6 2 7.5 4.5C25.5 10 28 8 31.5 8 36 8 41 12 41 18.5 41 30 24 40 24 40ZM10 23h8l3-6 5 11 3-5h9"/>',
  antenatal: '<circle cx="21" cy="9" r="6"/><path d="M17 17c-6 3-7 9-7 14l2 13M22 16c5 2 6 6 6 9 8 5 8 15 1 19M14 29c2 6 6 9 13 9M23 44h7"/><circle cx="27" cy="31" r="2"/>',
  dressing: '<path d="m9 27 18-18a8.5 8.5 0 0 1 12 12L21 39A8.5 8.5 0 0 1 9 27ZM16 20l12 12M20 16l12 12M24 22.5h.1M21.5 25h.1M26.5 25h.1M24 27.5h.1"/>',
  collect: '<path d="M12 16h24v24a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3zM15 6h18v10H15zM12 24h24M12 36h24M21 30h6M24 27v6"/>',
  booking: '<rect x="7" y="10" width="34" height="31" rx="4"/><path d="M7 20h34M16 5v9M32 5v9M17 30l5 5 9-9"/>',
  chest: '<path d="M24 7v16M24 23l-7-5M24 23l7-5M17 13c-7 2-11 13-11 23 0 4 2 6 6 5l5-2c1.5-.6 2-1.6 2-3V16c0-2-.8-3.5-2-3ZM31 13c7 2 11 13 11 23 0 4-2 6-6 5l-5-2c-1.5-.6-2-1.6-2-3V16c0-2 .8-3.5 2-3Z"/>',
  fever: '<path d="M27 28V10a5 5 0 0 0-10 0v18a9 9 0 1 0 10 0ZM22 18v18M34 9h7M34 16h5M34 23h7"/><circle cx="22" cy="36" r="3"/>',
  head: '<path d="M14 43v-7c-4-3-6-8-6-13C8 13 15 6 24 6s16 7 16 17l3 6h-4v6c0 2-1.5 3-3 3h-5v5M26 14l-6 9h6l-4 8"/>',
  belly: '<path d="M14 5c0 8-3 11-3 19 0 7 3 12 3 19M34 5c0 8 3 11 3 19 0 7-3 12-3 19M24 34v.1"/><path d="m26 14-6 9h6l-4 8"/>',
  private: '<path d="M24 6c8 10 13 17 13 24a13 13 0 0 1-26 0c0-7 5-14 13-24ZM18 31a6 6 0 0 0 6 6"/>',
  injury: '<path d="m9 27 18-18a8.5 8.5 0 0 1 12 12L21 39A8.5 8.5 0 0 1 9 27ZM16 20l12 12M20 16l12 12M24 22.5h.1M21.5 25h.1M26.5 25h.1M24 27.5h.1"/>',
  other: '<circle cx="24" cy="24" r="18"/><path d="M18.5 19a5.600 5.600 0 1 1 8 5c-1.800 1-2.5 2-2.5 4M24 34v.1"/>',
}

/** The picture of why somebody came. */
export function ReasonArt({ code }: { code: string }) {
  return <svg class="ki-ri" viewBox="0 0 48 48" aria-hidden="true" dangerouslySetInnerHTML={{ __html: ART[code] ?? ART['other']! }} />
}
