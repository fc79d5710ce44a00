// The parts that the build makes of a catalogue.
declare module '*.json?first' {
  const words: Readonly<Record<string, string>>
  export default words
}
declare module '*.json?rest' {
  const words: Readonly<Record<string, string>>
  export default words
}
declare module '*.json?open' {
  const words: Readonly<Record<string, string>>
  export default words
}
declare module '*.json?later' {
  const words: Readonly<Record<string, string>>
  export default words
}
