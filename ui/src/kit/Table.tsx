import './table.css'
import type { ComponentChildren } from 'preact'

export interface Column<Row> {
  key: string
  head: ComponentChildren
  cell: (row: Row) => ComponentChildren
  /** Figures: right aligned, equal widths. */
  num?: boolean
  class?: string
}

/**
 * A table that scrolls inside its own labelled, focusable region when it is too wide, never the page.
 * `rowClass`: `l1` emergency, `sel` chosen, `gone` revoked or left, `changed` fades once.
 */
export function Table<Row>({ label, columns, rows, rowKey, rowClass, head = true }: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  rowClass?: (row: Row) => string | undefined
  head?: boolean
}) {
  const cls = (c: Column<Row>) => [c.num && 'n', c.class].filter(Boolean).join(' ') || undefined
  return (
    <div class="tbl-scroll" role="region" aria-label={label} tabIndex={0}>
      <table class="tbl">
        <thead class={head ? undefined : 'vh'}><tr>{columns.map((c) => <th key={c.key} scope="col" class={cls(c)}>{c.head}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} class={rowClass?.(row)}>{columns.map((c) => <td key={c.key} class={cls(c)}>{c.cell(row)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
