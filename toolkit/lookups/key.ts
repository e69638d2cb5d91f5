/** The canonical key: one text for what identifies a row. */
import type { Cell, Column } from './format.ts'

/**
 * Of one column its value as text, a number as JavaScript writes it. Of several columns their values in order, parted by
 * `/`; within a value `%` is written `%25` and `/` is written `%2F`.
 */
export function toKey(values: readonly (string | number)[]): string {
  if (values.length === 1) return String(values[0])
  return values
    .map((value) => String(value).replaceAll('%', '%25').replaceAll('/', '%2F'))
    .join('/')
}

/** The cells of the key's columns, from a canonical key. */
export function fromKey(key: string, columns: readonly Column[]): Cell[] {
  const parts = columns.length === 1 ? [key] : key.split('/').map(unescape)
  return columns.map(({ type }, at) => {
    const text = parts[at] ?? ''
    return type === 'number' || type === 'integer' ? Number(text) : text
  })
}

function unescape(part: string): string {
  return part.replaceAll('%2F', '/').replaceAll('%25', '%')
}
