/** The places of every written form of an index, for phrases. */
import type { Impact } from './build-impact.ts'
import type { Occurrences } from './build-occurrences.ts'
import { compare } from './build-order.ts'
import type { TermGroup } from './build-terms.ts'
import { createWriter, type ByteWriter } from './bytes.ts'
import { writePlace } from './places.ts'

// The list of a very common form keeps its best units: it must be read at once, and a phrase has rarer words.
const MAX_LIST_BYTES = 32_768
/** What a place takes beside its positions, at most. */
const PLACE_BYTES = 6

/** Builds the places of all forms, sorted by form. */
export function buildPlaces(occurrences: Occurrences, impactOf: Impact): TermGroup[] {
  const { forms, rowsOf } = occurrences
  const writer = createWriter()
  return [...forms.keys()]
    .toSorted((a, b) => compare(forms[a] ?? '', forms[b] ?? ''))
    .map((form) => {
      const { first, end } = rowsOf(form)
      const rows = Array.from({ length: end - first }, (_, at) => first + at)
      const all = encodeRows(occurrences, rows, writer)
      const postings =
        all.length <= MAX_LIST_BYTES
          ? all
          : encodeRows(occurrences, keepBest(occurrences, impactOf, rows), writer)
      return [{ key: forms[form] ?? '', count: rows.length, postings }]
    })
}

function encodeRows(
  { units, unitOf, startOf, endOf, bytes }: Occurrences,
  rows: readonly number[],
  writer: ByteWriter,
): Uint8Array {
  let previousPage = 0
  for (const row of rows) {
    const { page, section } = units[unitOf(row)] ?? { page: 0, section: 0 }
    const start = startOf(row)
    const end = endOf(row)
    let count = 0
    for (let at = start; at < end; at++) if ((bytes[at] ?? 0) < 0x80) count++
    writePlace(writer, page - previousPage, section, count)
    writer.copy(bytes, start, end)
    previousPage = page
  }
  return writer.take()
}

function keepBest(
  { unitOf, headOf, bodyOf, startOf, endOf }: Occurrences,
  impactOf: Impact,
  rows: readonly number[],
): number[] {
  const weighed = rows.map((row) => ({
    row,
    impact: impactOf(unitOf(row), headOf(row), bodyOf(row), rows.length),
  }))
  const best = weighed.toSorted((a, b) => b.impact - a.impact).map(({ row }) => row)
  let left = MAX_LIST_BYTES
  const end = best.findIndex((row) => {
    left -= PLACE_BYTES + endOf(row) - startOf(row)
    return left < 0
  })
  return best.slice(0, end).toSorted((a, b) => a - b)
}
