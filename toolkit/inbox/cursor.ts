/** Where a page of a list ends, as the text that asks for the next one. */

/** The last line of a page of a list: its time, ISO 8601, and id. */
export interface ListCursor {
  readonly receivedAt: string
  readonly id: string
}

// Rows that were not made by this toolkit's Worker may have other ids.
const LIST_CURSOR = /^(\d{4}-[\d:.TZ-]{1,40})_([\w-]{1,64})$/
const SEARCH_CURSOR = /^r([1-9]\d{0,15})$/

export function encodeListCursor({ receivedAt, id }: ListCursor): string {
  return `${receivedAt}_${id}`
}

/** @throws {RangeError} for a text that is none */
export function decodeListCursor(text: string): ListCursor {
  const [, receivedAt, id] = LIST_CURSOR.exec(text) ?? []
  if (receivedAt === undefined || id === undefined) throw notACursor(text)
  return { receivedAt, id }
}

/** A page of a search ends with the row of the index that was looked at last. */
export function encodeSearchCursor(rowid: number): string {
  return `r${rowid}`
}

/** @throws {RangeError} for a text that is none */
export function decodeSearchCursor(text: string): number {
  const rowid = Number(SEARCH_CURSOR.exec(text)?.[1])
  if (!Number.isSafeInteger(rowid)) throw notACursor(text)
  return rowid
}

function notACursor(text: string): RangeError {
  return new RangeError(
    `expected the "next" of a page of the same list in "after", got ${JSON.stringify(text.slice(0, 60))}`,
  )
}
