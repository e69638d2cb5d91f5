/** Compiles the rows of a lookup to its files and its index. */
import { dirname, join } from 'node:path'

import { BuildError } from '../core/errors.ts'
import { contentHash } from '../page/build-output.ts'
import { createBlockCutter, type CutBlock } from './build-blocks-cut.ts'
import { createBlockWriter, listBlocks } from './build-blocks.ts'
import { createParts } from './build-compile-parts.ts'
import { createRowReader } from './build-compile-rows.ts'
import { RowGatherer, type GatheredRows } from './build-compile-sink.ts'
import { createDownloads } from './build-downloads.ts'
import type { PartContext } from './build-part.ts'
import { isSameText } from './build-sorter-order.ts'
import { createRecordKeeper, noteOf, textOf, type RecordView } from './build-sorter-store.ts'
import type { RecordSorter, SortSpace } from './build-sorter.ts'
import type { RowSink, SourceTable } from './build-source.ts'
import { CUT_SIZES, fitSizes, type CutSizes } from './cut.ts'
import type { Lookup } from './define.ts'
import { VERSION, type Block, type BlockList, type LookupIndex } from './format.ts'

/** What a source says of its rows when all were read. */
export type RowsTable = Pick<SourceTable, 'columns' | 'rows'> &
  Partial<Pick<SourceTable, 'updated'>>

/** Gives all rows of a source to a sink. */
export type ReadRows<Table extends RowsTable = RowsTable> = (
  sink: (names: () => readonly string[]) => RowSink,
) => Promise<Table>

export interface CompileOptions {
  readonly lookup: Lookup
  /** The file of the declaration, for messages. */
  readonly file: string
  readonly output: PartContext['output']
  /** Where lines are sorted. It is not closed. */
  readonly space: SortSpace
  readonly sizes?: CutSizes
  readonly warn?: (message: string) => void
}

/** Rows that are ready to be compiled. */
export interface Gathered<Table extends RowsTable> {
  readonly table: Table
  readonly rows: GatheredRows
}

/**
 * Reads all rows.
 * @throws {BuildError} for a key that is none, with the place of its row
 */
export async function gatherRows<Table extends RowsTable>(
  { lookup, space }: Pick<CompileOptions, 'lookup' | 'space'>,
  read: ReadRows<Table>,
): Promise<Gathered<Table>> {
  const gatherer = new RowGatherer(space)
  const table = await read((names) => gatherer.sink(lookup, names))
  return { table, rows: gatherer.rows }
}

/**
 * Writes the files of a lookup and gives its index. The same rows, in whatever order, give the same bytes.
 * @throws {BuildError} for a key that two rows have, with the places of both
 */
export async function compileRows(
  options: CompileOptions,
  { table, rows }: Gathered<RowsTable>,
): Promise<LookupIndex> {
  const { lookup, file, output, space, sizes = CUT_SIZES, warn = () => undefined } = options
  const context: PartContext = {
    lookup,
    columns: table.columns,
    output,
    sizes,
    file: typeof lookup.from === 'string' ? join(dirname(file), lookup.from) : file,
    createSorter: () => space.createSorter(),
    warn,
  }
  const isStored = lookup.store !== 'd1'
  const parts = createParts(context)
  const downloads = createDownloads(context)
  const readRows = createRowReader(table.columns, [lookup.key].flat())
  const take = async (cut: CutBlock, block?: Block): Promise<void> => {
    if (block !== undefined) await parts.add(readRows(cut.content), block)
    await downloads.add(cut.content, (spans) => rows.about.addInOrder(spans))
  }
  const writer = createBlockWriter(context, 'rows', (block, cut) => take(cut, block))
  const cuts = cutRows(lookup, rows.sorter, sizes)
  for (const cut of cuts) await (isStored ? writer.write(cut) : take(cut))
  const list: BlockList = await listBlocks(context, 'rows', await writer.finish())
  const about = JSON.stringify(rows.about.finish(table.columns))
  return toIndex(context, table, {
    parts: { rows: list, ...(isStored ? await parts.finish() : {}) },
    downloads: await downloads.finish(),
    about: await output.writeHashed(`lookups/${lookup.name}/about`, 'json', about),
  })
}

/** Cuts the rows into blocks, and refuses what a lookup may not have twice. */
function* cutRows(lookup: Lookup, sorter: RecordSorter, sizes: CutSizes): Iterable<CutBlock> {
  const cutter = createBlockCutter(fitSizes(sorter.length, sizes))
  const previous = createRecordKeeper()
  let isFirst = true
  const cursor = sorter.records()
  while (cursor.next()) {
    const { view } = cursor
    if (!isFirst && lookup.duplicates !== 'keep' && isSameText(previous.view, view)) {
      refuseTwo(lookup, previous.view, view)
    }
    const cut = cutter.addRecord(view, isFirst ? undefined : previous.view)
    previous.keep(view, cursor.isSteady)
    isFirst = false
    if (cut !== undefined) yield cut
  }
  const last = cutter.finish()
  if (last !== undefined) yield last
}

function refuseTwo({ key }: Lookup, a: RecordView, b: RecordView): never {
  const columns = [key].flat().join('", "')
  const [first, second] = [noteOf(a), noteOf(b)].toSorted(comparePlaces)
  throw new BuildError(
    `${second}: expected a key of its own under "${columns}", got ${JSON.stringify(textOf(a))}, which ${first} has too; \`duplicates: 'keep'\` lets several rows have one key`,
  )
}

/** Numbers in places by size, so that the earlier of two rows is told as the first. */
function comparePlaces(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

function toIndex(
  { lookup, columns }: PartContext,
  { rows, updated }: RowsTable,
  files: Pick<LookupIndex, 'parts' | 'downloads' | 'about'>,
): LookupIndex {
  const { name, title = name, description, key, rank, near, range, source } = lookup
  const index = {
    version: VERSION,
    name,
    title,
    ...(description === undefined ? {} : { description }),
    columns,
    key: [key].flat(),
    duplicates: lookup.duplicates === 'keep',
    find: lookup.find ?? [],
    ...(rank === undefined ? {} : { rank }),
    ...(near === undefined ? {} : { near }),
    ...(range === undefined ? {} : { range }),
    filter: lookup.filter ?? [],
    sort: lookup.sort ?? [],
    licence: lookup.licence,
    attribution: lookup.attribution,
    ...(source === undefined ? {} : { source }),
    rows,
    store: lookup.store ?? 'files',
    folder: `/_leanto/lookups/${name}/`,
    ...files,
  } as const
  // The day of the data is none of what it is: the same data is the same, whenever it was first seen.
  const hash = contentHash(JSON.stringify(index))
  return { ...index, ...(updated === undefined ? {} : { updated }), hash }
}
