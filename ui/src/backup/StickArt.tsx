/** A stick going into a box. */
export function StickArt() {
  return (
    <svg class="bu-art" viewBox="0 0 288 104" preserveAspectRatio="xMinYMid meet" aria-hidden="true">
      <g fill="none" stroke="#16282C" stroke-width="3" stroke-linejoin="round" stroke-linecap="round">
        <path d="M4 24h60v56H4" fill="#EFECE4" /><path d="M64 34h36v36H64z" fill="#fff" /><path d="M78 44h8v16h-8z" />
        <rect x="100" y="20" width="160" height="64" rx="10" fill="#E4DAC3" /><circle cx="236" cy="52" r="7" fill="#1B6B3A" /><path d="M120 40h74M120 54h50" stroke="#5C4B22" />
      </g>
    </svg>
  )
}
