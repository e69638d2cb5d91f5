/** Puts rows together to lists, so that one statement takes many of them. */
import type { Row } from './backup-format.ts'

/** In UTF-16 units, of which none has more than three bytes: a value of D1 has at most 2,000,000. */
const MAX_LENGTH = 600_000

/** Rows as the text of a JSON list; or one that is too long for it, whose values go one by one. */
export type RowGroup = { readonly list: string } | { readonly row: Row }

/** Groups rows in their order. */
export function groupRows(rows: readonly Row[]): readonly RowGroup[] {
  const groups: RowGroup[] = []
  let texts: string[] = []
  let length = 0
  const close = (): void => {
    if (texts.length > 0) groups.push({ list: `[${texts.join(',')}]` })
    texts = []
    length = 0
  }
  for (const row of rows) {
    const text = JSON.stringify(row)
    if (length + text.length > MAX_LENGTH) close()
    if (text.length > MAX_LENGTH) groups.push({ row })
    else {
      texts.push(text)
      length += text.length + 1
    }
  }
  close()
  return groups
}
