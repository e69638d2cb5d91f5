import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { openD1 } from '../../tests/lookup-d1.ts'
import { compileLookup } from '../../tests/lookups.ts'
import { createRowFilter, toFilter } from './filter.ts'
import type { Column } from './format.ts'
import { MAX_LIMIT, type Filter, type Operator } from './question.ts'

const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'string', optional: false },
  { name: 'when', type: 'datetime', optional: true },
]
const OPTIONS = { key: 'id', filter: ['when'] } as const
const OPERATORS = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'between'] as const

/** A moment, in ticks of a tenth of a second after midnight of the first day of 2026. */
function write(ticks: number, digits: number): string {
  const time = new Date(Date.UTC(2026, 0, 1) + ticks * 100).toISOString().slice(0, -1)
  const fraction = time.slice(20).padEnd(digits, '0').slice(0, digits)
  return `${time.slice(0, 19)}${digits === 0 ? '' : `.${fraction}`}Z`
}

/** How a moment, a minute or a day is asked, and its first and its last tick. */
const DAY = 864_000
const asked = fc
  .record({
    ticks: fc.constantFrom(0, 1, 5, 10, 15, 590, 600, 605, DAY - 1, DAY, DAY + 5),
    how: fc.constantFrom('day', 'minute', 'second', 'zone'),
    digits: fc.constantFrom(1, 3, 9),
  })
  .map(({ ticks, how, digits }) => {
    const text = write(ticks, digits)
    const [day, minute] = [ticks - (ticks % DAY), ticks - (ticks % 600)]
    if (how === 'day') return { text: text.slice(0, 10), from: day, to: day + DAY - 1 }
    if (how === 'minute') return { text: text.slice(0, 16), from: minute, to: minute + 599 }
    if (how === 'second') return { text: text.replace('T', ' '), from: ticks, to: ticks }
    const moved = write(ticks + 36_000 * 2, digits).replace('Z', '+02:00')
    return { text: moved, from: ticks, to: ticks }
  })

interface Asked {
  readonly text: string
  readonly from: number
  readonly to: number
}

function meets(ticks: number | null, operator: Operator, [first, last]: [Asked, Asked]): boolean {
  const isIn = ({ from, to }: Asked): boolean => ticks !== null && ticks >= from && ticks <= to
  if (operator === 'ne') return !isIn(first)
  if (ticks === null) return false
  if (operator === 'eq') return isIn(first)
  if (operator === 'in') return isIn(first) || isIn(last)
  if (operator === 'between') return ticks >= first.from && ticks <= last.to
  if (operator === 'lt') return ticks < first.from
  if (operator === 'lte') return ticks <= first.to
  return operator === 'gt' ? ticks > first.to : ticks >= first.from
}

describe('a filter of times', () => {
  const index = { columns: COLUMNS, filter: ['when'] }
  const question = fc.tuple(fc.constantFrom(...OPERATORS), fc.tuple(asked, asked))

  it('means moments, however times are written, in files, in D1 and in rows', async () => {
    const few = [0, 1, 5, 10, 15, 20, 590, 600, 605, DAY - 1, DAY, DAY + 5]
    // So many that a chunk is known by its first and its last time alone.
    const ticks = [...few, ...Array.from({ length: 40 }, (_, at) => DAY + 10 * at + 20)]
    for (const digits of [0, 1, 3, 6]) {
      const kept = ticks.filter((tick) => digits > 0 || tick % 10 === 0)
      const moments = [...kept, null].map((tick, at) => ({
        tick,
        row: { id: String(at).padStart(2, '0'), when: tick === null ? null : write(tick, digits) },
      }))
      const rows = moments.map(({ row }) => row)
      const compiled = await compileLookup(OPTIONS, rows, { types: { when: 'datetime' } })
      const files = compiled.open()
      const d1 = await openD1(OPTIONS, COLUMNS, rows)
      const check = async ([operator, both]: [Operator, [Asked, Asked]]): Promise<void> => {
        const count = operator === 'in' || operator === 'between' ? 2 : 1
        const texts = both.slice(0, count).map(({ text }) => text)
        const filter = toFilter(index, 'when', operator, texts)
        const expected = moments.filter(({ tick }) => meets(tick, operator, both))
        const ids = expected.map(({ row }) => row.id).toSorted()
        const shown = `${digits}: ${operator} ${texts.join(' ')}`
        const isMet = createRowFilter(COLUMNS, [filter])
        const own = rows.filter(isMet).map(({ id }) => id)
        assert.deepEqual(own.toSorted(), ids, shown)
        for (const engine of [files, d1.engine]) {
          const list = { filters: [filter], sort: [], facets: [], limit: MAX_LIMIT }
          const listed = await engine.list(list)
          assert.deepEqual(
            listed.rows.map(({ id }) => id),
            ids,
            shown,
          )
        }
      }
      await fc.assert(fc.asyncProperty(question, check), { numRuns: 120 })
    }
  })

  it('keeps what is asked, so that an address says it again', () => {
    const values = ['2026-01-01T10:00:00Z']
    const filter: Filter = { column: 'when', operator: 'eq', values }
    assert.deepEqual(toFilter(index, 'when', 'eq', values), filter)
  })
})
