/** Compiles one table to the files and the index of a lookup. */
import type { Output } from '../page/build-output.ts'
import { cutFind, type RowLine } from './build-find.ts'
import { writeDownloads } from './build-downloads.ts'
import type { Table } from './build-table.ts'
import { CUT_SIZES, cutBlocks, type Cut, type CutSizes } from './cut.ts'
import type { Lookup } from './define.ts'
import { VERSION, type Block, type Layout, type LookupIndex, type Part } from './format.ts'
import { encodeRow } from './row.ts'

/** A larger layout is a file of its own: what is compiled into the Worker is parsed at each cold start. */
const MAX_INLINE_LAYOUT = 16 * 1024

/** How many files are written at a time. */
const CONCURRENCY = 32

/** Writes the files of a lookup and gives its index. The same table gives the same bytes. */
export async function compileLookup(
  lookup: Lookup,
  { columns, rows }: Table,
  output: Pick<Output, 'writeHashed'>,
  sizes: CutSizes = CUT_SIZES,
): Promise<LookupIndex> {
  const { name, title = name, key, find = [], rank, licence, attribution, source } = lookup
  const lines = rows.map((row): RowLine => {
    return { text: row.key, line: encodeRow({ columns, key }, row.row), source: row }
  })
  const cuts = { rows: cutBlocks(lines, sizes), ...cutFind(lines, lookup, sizes) }
  const names = columns.map((column) => column.name)
  const whole = rows.map(({ row }) => row)
  return {
    version: VERSION,
    name,
    title,
    columns,
    key,
    find,
    ...(rank === undefined ? {} : { rank }),
    licence,
    attribution,
    ...(source === undefined ? {} : { source }),
    rows: rows.length,
    downloads: await writeDownloads(name, names, whole, output),
    layout: await writeLayout(name, cuts, output),
  }
}

async function writeLayout(
  name: string,
  cuts: Readonly<Record<Part, readonly Cut[]>>,
  output: Pick<Output, 'writeHashed'>,
): Promise<Layout | string> {
  const layout: Layout = {
    folder: `/_leanto/lookups/${name}/`,
    rows: await writeBlocks(name, 'rows', cuts.rows, output),
    find: await writeBlocks(name, 'find', cuts.find, output),
    tops: await writeBlocks(name, 'tops', cuts.tops, output),
  }
  if (JSON.stringify(layout).length <= MAX_INLINE_LAYOUT) return layout
  return output.writeHashed(
    `lookups/${name}/layout`,
    'json',
    JSON.stringify({ version: VERSION, ...layout }),
  )
}

async function writeBlocks(
  name: string,
  part: Part,
  cuts: readonly Cut[],
  output: Pick<Output, 'writeHashed'>,
): Promise<Block[]> {
  const blocks: Block[] = []
  for (let at = 0; at < cuts.length; at += CONCURRENCY) {
    const written = cuts.slice(at, at + CONCURRENCY).map(async ({ first, content }) => {
      const path = await output.writeHashed(`lookups/${name}/${part}`, 'txt', content)
      const [hash = ''] = path.split('.').slice(-2)
      return [first, hash] as const
    })
    blocks.push(...(await Promise.all(written)))
  }
  return blocks
}
