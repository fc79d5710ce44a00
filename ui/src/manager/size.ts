/** "61 GB", "4.2 MB": as disks are sold, in powers of ten. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let n = bytes
  let unit = 0
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000
    unit++
  }
  return `${n >= 10 || unit === 0 ? Math.round(n) : Math.round(n * 10) / 10} ${units[unit]!}`
}
