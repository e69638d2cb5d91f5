/** A lookup with a column of each type: its lists by brute force, and by the engine page by page; for tests. */
import assert from 'node:assert/strict'

import { fold } from '../toolkit/core/fold.ts'
import type { CutSizes } from '../toolkit/lookups/cut.ts'
import { listRows } from '../toolkit/lookups/engine-list.ts'
import type { Source } from '../toolkit/lookups/files.ts'
import type { Cell, Column, LookupRow, Scalar } from '../toolkit/lookups/format.ts'
import {
  MAX_READS,
  type FacetCount,
  type Filter,
  type Listed,
  type ListQuestion,
  type Sort,
} from '../toolkit/lookups/question.ts'
import { decodeRow } from '../toolkit/lookups/row.ts'
import { compileColumns } from './lookup-columns.ts'
import { createPartScene } from './lookup-parts.ts'

/** Small enough for many blocks and chunks of few rows. */
export const BLOCKS: CutSizes = { min: 60, spread: 120, max: 400 }
export const CHUNKS: CutSizes = { min: 2, spread: 3, max: 12 }

export const TYPES = {
  text: 'string',
  count: 'integer',
  size: 'number',
  open: 'boolean',
  day: 'date',
  tags: 'list',
  any: 'mixed',
} as const
export const NAMES = ['text', 'count', 'size', 'open', 'day', 'tags', 'any'] as const
export const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'string', optional: false },
  ...NAMES.map((name) => ({ name, type: TYPES[name], optional: true })),
]

export interface ListScene {
  readonly source: Source
  /** Sorted by key, then by their line. */
  readonly rows: readonly LookupRow[]
  readonly reads: () => number
}

export async function compileList(
  things: readonly Record<string, Cell>[],
  chunks: CutSizes = CHUNKS,
  blocks: CutSizes = BLOCKS,
): Promise<ListScene> {
  const options = { key: 'id', filter: NAMES, sort: ['id'], duplicates: 'keep' } as const
  const scene = createPartScene(options, COLUMNS, things, blocks)
  const source = scene.open(await compileColumns(scene, chunks))
  const rows = scene.rows.map(({ line }) => decodeRow(source.index, JSON.parse(line)))
  return { source, rows, reads: scene.reads }
}

/** All pages of a question, each opened anew. */
export async function walk(
  { source, reads }: ListScene,
  question: ListQuestion,
  change = (opened: Source): Source => opened,
): Promise<Listed[]> {
  const pages: Listed[] = []
  let cursor: string | undefined
  do {
    const before = reads()
    const opened = change({ ...source, cache: { files: new Map(), bytes: 0 } })
    const page = await listRows(opened, { ...question, ...(cursor !== undefined && { cursor }) })
    assert.ok(reads() - before <= MAX_READS, `${reads() - before} reads`)
    assert.ok(page.rows.length <= question.limit)
    assert.notEqual(page.next, cursor ?? '')
    pages.push(page)
    cursor = page.next
  } while (cursor !== undefined && pages.length < 1000)
  return pages
}

const itemsOf = (cell: Cell): readonly Scalar[] =>
  cell === null ? [] : typeof cell === 'object' ? cell : [cell]

function meets(row: LookupRow, { column, operator, values }: Filter): boolean {
  const items = itemsOf(row[column] ?? null)
  const [value = '', high = ''] = values
  const isLoose = column === 'tags' || column === 'any'
  const equals = (a: Scalar, b: Scalar): boolean => (isLoose ? String(a) === String(b) : a === b)
  const some = (test: (item: Scalar) => boolean): boolean => items.some(test)
  const alike = (test: (item: Scalar) => boolean): boolean =>
    some((item) => typeof item === typeof value && test(item))
  switch (operator) {
    case 'null':
      return (items.length === 0) === value
    case 'eq':
      return some((item) => equals(item, value))
    case 'ne':
      return !some((item) => equals(item, value))
    case 'in':
      return some((item) => values.some((one) => equals(item, one)))
    case 'lt':
      return alike((item) => item < value)
    case 'lte':
      return alike((item) => item <= value)
    case 'gt':
      return alike((item) => item > value)
    case 'gte':
      return alike((item) => item >= value)
    case 'between':
      return alike((item) => item >= value && item <= high)
    case 'prefix':
      return some((item) => fold(String(item)).startsWith(fold(String(value))))
    case 'contains':
      return some((item) => fold(String(item)).includes(fold(String(value))))
  }
}

const KINDS = ['boolean', 'number', 'string', 'object']

function compareItems(a: Scalar, b: Scalar): number {
  const kinds = KINDS.indexOf(typeof a) - KINDS.indexOf(typeof b)
  if (kinds !== 0 || a === b) return kinds
  return a < b ? -1 : 1
}

function compareRows(a: LookupRow, b: LookupRow, { column, descending }: Sort): number {
  const [one, other] = [a[column] ?? null, b[column] ?? null]
  const [items, others] = [itemsOf(one), itemsOf(other)]
  if (items.length === 0 || others.length === 0) {
    return Number(items.length === 0) - Number(others.length === 0)
  }
  const kinds = Number(Array.isArray(one)) - Number(Array.isArray(other))
  let order = kinds
  for (let at = 0; order === 0 && at < Math.max(items.length, others.length); at++) {
    const [item, another] = [items[at], others[at]]
    if (item === undefined || another === undefined) order = item === undefined ? -1 : 1
    else order = compareItems(item, another)
  }
  return descending ? -order : order
}

/** All rows that a question asks for, in order. @param rows - in the order of the key */
export function answer(rows: readonly LookupRow[], question: ListQuestion): LookupRow[] {
  return rows
    .filter((row) => question.filters.every((filter) => meets(row, filter)))
    .toSorted((a, b) => question.sort.reduce((order, by) => order || compareRows(a, b, by), 0))
}

/** The facet of a column. */
export function count(rows: readonly LookupRow[], column: string): FacetCount[] {
  const isLoose = column === 'tags' || column === 'any'
  const all = new Set<Scalar | null>(rows.flatMap((row) => itemsOf(row[column] ?? null)))
  const values = [...all].filter((value) => value !== null).toSorted(compareItems)
  const different = isLoose
    ? values.filter((value, at) => values.findIndex((one) => String(one) === String(value)) === at)
    : values
  const counts: FacetCount[] = different.map((value) => ({
    value,
    count: rows.filter((row) => meets(row, { column, operator: 'eq', values: [value] })).length,
  }))
  const empty = rows.filter((row) => itemsOf(row[column] ?? null).length === 0).length
  if (empty > 0) counts.push({ value: null, count: empty })
  return counts.toSorted((a, b) => b.count - a.count).slice(0, 200)
}
