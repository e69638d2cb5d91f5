/** Gives a part of a lookup its rows as the build does, and a source to ask it of; for tests. */
import { createSorter } from '../toolkit/lookups/build-sorter.ts'
import type { PartContext, SortedRow } from '../toolkit/lookups/build-part.ts'
import { CUT_SIZES, type CutSizes } from '../toolkit/lookups/cut.ts'
import { defineLookup, type LookupOptions } from '../toolkit/lookups/define.ts'
import { openSource, type Source } from '../toolkit/lookups/files.ts'
import {
  VERSION,
  type Cell,
  type Column,
  type LookupIndex,
  type LookupParts,
} from '../toolkit/lookups/format.ts'
import { toKey } from '../toolkit/lookups/key.ts'
import { createMemoryOutput } from './memory-output.ts'

export interface PartScene {
  readonly context: PartContext
  /** Sorted by key. */
  readonly rows: readonly SortedRow[]
  readonly warnings: readonly string[]
  /** How many files were read so far. */
  readonly reads: () => number
  readonly open: (parts: Partial<LookupParts>) => Source
}

/** A lookup of some rows, each an object with every column. */
export function createPartScene(
  options: Partial<LookupOptions> & Pick<LookupOptions, 'key'>,
  columns: readonly Column[],
  objects: readonly Readonly<Record<string, Cell>>[],
  sizes: CutSizes = CUT_SIZES,
): PartScene {
  const lookup = defineLookup({
    name: 'things',
    from: './things.json',
    licence: 'CC0-1.0',
    attribution: 'nobody',
    ...options,
  })
  const key = [lookup.key].flat()
  const output = createMemoryOutput()
  const warnings: string[] = []
  const rows = objects
    .map((object): SortedRow => {
      const text = toKey(key.map((name) => object[name]).filter(isKeyPart))
      const others = columns.filter(({ name }) => !key.includes(name))
      const line = JSON.stringify([text, ...others.map(({ name }) => object[name] ?? null)])
      return { key: text, line, cells: columns.map(({ name }) => object[name] ?? null) }
    })
    .toSorted((a, b) => (a.key < b.key || (a.key === b.key && a.line < b.line) ? -1 : 1))
  const context: PartContext = {
    lookup,
    columns,
    output,
    sizes,
    file: 'things.json',
    createSorter: () => createSorter(),
    warn: (message) => warnings.push(message),
  }
  let reads = 0
  const open = (parts: Partial<LookupParts>): Source => {
    const index = toIndex(context, rows.length, parts)
    return openSource(index, (path) => {
      reads++
      return output.read(path)
    })
  }
  return { context, rows, warnings, reads: () => reads, open }
}

function toIndex(
  { lookup, columns }: PartContext,
  rows: number,
  parts: Partial<LookupParts>,
): LookupIndex {
  const { name, find = [], rank, near, range, filter = [], sort = [] } = lookup
  return {
    version: VERSION,
    name,
    title: name,
    columns,
    key: [lookup.key].flat(),
    duplicates: lookup.duplicates === 'keep',
    find,
    ...(rank === undefined ? {} : { rank }),
    ...(near === undefined ? {} : { near }),
    ...(range === undefined ? {} : { range }),
    filter,
    sort,
    licence: lookup.licence,
    attribution: lookup.attribution,
    rows,
    store: 'files',
    hash: '0123456789',
    folder: `/_leanto/lookups/${name}/`,
    parts: { rows: { level: 0, blocks: [] }, ...parts },
    downloads: { csv: [], ndjson: [], json: [] },
    about: '',
  }
}

function isKeyPart(cell: Cell | undefined): cell is string | number {
  return typeof cell === 'string' || typeof cell === 'number'
}
