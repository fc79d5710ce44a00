interface Placed { id: string; position: number }

/**
 * What must change so that one of a list moves a place up or down. Positions are dealt out anew from 1, which also
 * heals two with the same; usually only the two that change places are named.
 */
export function moved<T extends Placed>(list: readonly T[], id: string, by: 1 | -1): { item: T; position: number }[] {
  const order = [...list]
  const from = order.findIndex((d) => d.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return []
  order.splice(to, 0, ...order.splice(from, 1))
  return order.map((item, i) => ({ item, position: i + 1 })).filter(({ item, position }) => item.position !== position)
}
