/** Compiles rows with ranges as the build does, and asks values of them; for tests. */
import assert from 'node:assert/strict'

import fc from 'fast-check'

import { createRangePart } from '../toolkit/lookups/build-range.ts'
import type { CutSizes } from '../toolkit/lookups/cut.ts'
import type { RangeOptions } from '../toolkit/lookups/define.ts'
import { containingRow } from '../toolkit/lookups/engine-range.ts'
import type { Source } from '../toolkit/lookups/files.ts'
import type { Cell } from '../toolkit/lookups/format.ts'
import { QuestionError } from '../toolkit/lookups/question.ts'
import { toRangePoint, type RangeKind } from '../toolkit/lookups/range.ts'
import { createPartScene } from './lookup-parts.ts'

/** A line or two in each block: every value is asked near an edge of one. */
const TINY: CutSizes = { min: 1, spread: 40, max: 200 }

/** A range over whole numbers, which each kind writes in its own way. */
export interface TestRange {
  readonly id: string
  readonly from: number
  readonly to: number
}

/** The largest number of {@link ranges}. */
export const LARGEST = 40

export const ranges: fc.Arbitrary<TestRange[]> = fc
  .array(fc.tuple(fc.nat(LARGEST), fc.nat(LARGEST), fc.nat(999)), { maxLength: 40 })
  .map((items) =>
    items.map(([a, b, id]) => ({ id: String(id), from: Math.min(a, b), to: Math.max(a, b) })),
  )

/** The rule as it is told, without a thought about how long it takes. */
export function narrowest(all: readonly TestRange[], value: number): string | null {
  const [best] = all
    .filter(({ from, to }) => from <= value && value <= to)
    .toSorted(
      (a, b) => a.to - a.from - (b.to - b.from) || b.from - a.from || (a.id < b.id ? -1 : 1),
    )
  return best?.id ?? null
}

/** With a text under `id`, which is the key. */
export type RangeRow = Readonly<Record<string, Cell>>

export interface CompiledRanges {
  readonly source: Source
  /** Of all blocks, in order. */
  readonly lines: readonly (readonly unknown[])[]
  readonly warnings: readonly string[]
}

/** Compiles rows, several of which may have one key. */
export async function compileRanges(
  range: RangeOptions,
  objects: readonly RangeRow[],
  sizes: CutSizes = TINY,
): Promise<CompiledRanges> {
  const names = new Set(['id', ...objects.flatMap((object) => Object.keys(object))])
  const columns = [...names].map((name) => ({ name, type: 'string', optional: true }) as const)
  const options = { key: 'id', duplicates: 'keep', range } as const
  const { context, rows, open, warnings } = createPartScene(options, columns, objects, sizes)
  const files: string[] = []
  const part = createRangePart({
    ...context,
    output: {
      async writeHashed(name, extension, content) {
        const text = typeof content === 'string' ? content : new TextDecoder().decode(content)
        if (name.endsWith('/range')) files.push(text)
        return context.output.writeHashed(name, extension, content)
      },
    },
  })
  await part.add(rows, ['', ''])
  const source = open({ range: await part.finish() })
  const lines = files.flatMap((file) => file.split('\n').slice(1, -1)).map(parseLine)
  return { source, lines, warnings }
}

/** The key of the row that holds a value. */
export async function idOf(source: Source, value: string): Promise<Cell> {
  return (await containingRow(source, value))?.row['id'] ?? null
}

/** @param answers - by value the key of the row that holds it */
export async function assertAnswers(
  source: Source,
  answers: Readonly<Record<string, string | null>>,
): Promise<void> {
  for (const [value, id] of Object.entries(answers)) {
    assert.equal(await idOf(source, value), id, value)
  }
}

export const valueOf = (kind: RangeKind, typed: string): string => toRangePoint(kind, typed).value

export const textOf = (kind: RangeKind, typed: string): string => toRangePoint(kind, typed).text

/** Whether it is a value of the kind; any other error than that it is none is thrown. */
export function isAccepted(kind: RangeKind, typed: string): boolean {
  try {
    toRangePoint(kind, typed)
    return true
  } catch (error) {
    if (error instanceof QuestionError) return false
    throw error
  }
}

/** @param values - by what is typed the value that is understood */
export function assertUnderstood(kind: RangeKind, values: Readonly<Record<string, string>>): void {
  for (const [typed, value] of Object.entries(values)) {
    assert.equal(valueOf(kind, typed), value, typed)
  }
}

/** @param values - parted by `|` */
export function assertRefused(kind: RangeKind, values: string): void {
  for (const value of values.split('|')) assert.ok(!isAccepted(kind, value), `${kind} ${value}`)
}

function parseLine(line: string): readonly unknown[] {
  const items: unknown = JSON.parse(line)
  assert.ok(Array.isArray(items))
  return items
}
