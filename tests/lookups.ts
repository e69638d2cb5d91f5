/** Compiles rows to an engine in memory, as the build does, for tests that ask lookups. */
import { tmpdir } from 'node:os'

import { compileRows, gatherRows } from '../toolkit/lookups/build-compile.ts'
import { openSortSpace } from '../toolkit/lookups/build-sorter.ts'
import { CUT_SIZES, type CutSizes } from '../toolkit/lookups/cut.ts'
import { defineLookup, type LookupOptions } from '../toolkit/lookups/define.ts'
import { createLookup } from '../toolkit/lookups/engine.ts'
import type { FileCache } from '../toolkit/lookups/file-cache.ts'
import type { Cell, Column, ColumnType, LookupIndex } from '../toolkit/lookups/format.ts'
import type { LookupEngine } from '../toolkit/lookups/question.ts'
import { createMemoryOutput, type MemoryOutput } from './memory-output.ts'

export type TestRow = Readonly<Record<string, Cell | undefined>>

export interface CompileScene {
  readonly sizes?: CutSizes
  /** The types of columns, where values do not tell: `date`, say. */
  readonly types?: Readonly<Record<string, ColumnType>>
  /** For lines that are sorted, in bytes. */
  readonly memory?: number
}

export interface CompiledLookup {
  readonly index: LookupIndex
  readonly output: MemoryOutput
  readonly warnings: readonly string[]
  /** Opens the lookup with nothing remembered, or what a cache remembers. */
  readonly open: (cache?: FileCache) => LookupEngine
}

/** Columns are those of all rows, in the order in which they first appear. */
export async function compileLookup(
  options: Partial<LookupOptions> & Pick<LookupOptions, 'key'>,
  rows: Iterable<TestRow>,
  { sizes = CUT_SIZES, types = {}, memory }: CompileScene = {},
): Promise<CompiledLookup> {
  const lookup = defineLookup({
    name: 'things',
    from: './things.json',
    licence: 'CC0-1.0',
    attribution: 'nobody',
    ...options,
  })
  const output = createMemoryOutput()
  const warnings: string[] = []
  const warn = (message: string): void => void warnings.push(message)
  const bytes = memory === undefined ? {} : { bytes: memory }
  const space = openSortSpace({ folder: tmpdir(), ...bytes })
  try {
    const gathered = await gatherRows({ lookup, space }, async (sink) => {
      const names: string[] = []
      const table = sink(() => names)
      const inferred = inferTypes(rows, names, (cells, at) =>
        table.add(cells, `things.json: row ${at}`),
      )
      return {
        columns: inferred.columns.map((column) => {
          return { ...column, type: types[column.name] ?? column.type }
        }),
        rows: inferred.count,
        updated: '2026-11-27',
      }
    })
    const made = { lookup, file: 'things.ts', output, space, sizes, warn }
    const index = await compileRows(made, gathered)
    return { index, output, warnings, open: (cache) => createLookup(index, output.read, cache) }
  } finally {
    space.close()
  }
}

/** Hands on the cells of each row, and tells the columns. @param names - filled with those that appear */
function inferTypes(
  rows: Iterable<TestRow>,
  names: string[],
  onRow: (cells: readonly Cell[], at: number) => void,
): { readonly columns: readonly Column[]; readonly count: number } {
  const types = new Map<string, { type: ColumnType | undefined; filled: number }>()
  let count = 0
  for (const row of rows) {
    count++
    for (const [name, cell] of Object.entries(row)) {
      if (!types.has(name)) names.push(name)
      const known = types.get(name) ?? { type: undefined, filled: 0 }
      types.set(name, known)
      if (cell === null || cell === undefined) continue
      known.filled++
      known.type = widen(known.type, typeOf(cell))
    }
    onRow(
      names.map((name) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null)),
      count,
    )
  }
  const columns = Array.from(types, ([name, { type = 'string', filled }]): Column => {
    return { name, type, optional: filled < count }
  })
  return { columns, count }
}

function widen(known: ColumnType | undefined, type: ColumnType): ColumnType {
  if (known === undefined || known === type) return type
  const isNumber = (one: ColumnType): boolean => one === 'integer' || one === 'number'
  return isNumber(known) && isNumber(type) ? 'number' : 'mixed'
}

function typeOf(cell: Exclude<Cell, null>): ColumnType {
  if (typeof cell === 'string') return 'string'
  if (typeof cell === 'boolean') return 'boolean'
  if (typeof cell === 'number') return Number.isInteger(cell) ? 'integer' : 'number'
  return 'list'
}
