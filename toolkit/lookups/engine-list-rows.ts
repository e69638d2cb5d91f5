/** Gets rows by their number in the order of the key, within what one question may read. */
import { FormatError } from '../core/errors.ts'
import { decodeChunkList, type ChunkList } from './chunk-list.ts'
import { readBlock, readCached, type Source } from './files.ts'
import { FIRST_LINE, parseLine, type LookupRow } from './format.ts'
import { MAX_READS } from './question.ts'
import { decodeRow } from './row.ts'

/**
 * How many files a question may still read. What is cached counts too, so that the same question has the same answer on
 * every machine.
 */
export interface Reads {
  left: number
}

export function createReads(): Reads {
  return { left: MAX_READS }
}

/** The first item of a row's line, and the row. */
export interface KeyedRow {
  readonly key: string
  readonly row: LookupRow
}

/** The list of chunks. @throws {Error} for a lookup that was compiled without */
export async function readChunkList(source: Source, reads: Reads): Promise<ChunkList> {
  const path = source.index.parts.columns
  if (path === undefined) throw new Error(`lookup "${source.index.name}" has no list of columns`)
  reads.left--
  return readCached(source, path, decodeChunkList)
}

/** Rows in the order of their numbers given; fewer, from the first on, where they need more reads than are left. */
export async function readRows(
  source: Source,
  list: ChunkList,
  numbers: readonly number[],
  reads: Reads,
): Promise<KeyedRow[]> {
  const blocks = new Map<number, number[]>()
  let count = 0
  for (const number of numbers) {
    const block = list.blockOf(number)
    const known = blocks.get(block)
    if (known === undefined && reads.left <= 0) break
    if (known === undefined) {
      reads.left--
      blocks.set(block, [number])
    } else known.push(number)
    count++
  }
  const read = [...blocks].map(async ([block, wanted]) => {
    const text = await readBlock(source, 'rows', ['', list.blockHash(block)])
    return readLines(source, text, list.blockStarts[block] ?? 0, wanted)
  })
  const rows = new Map((await Promise.all(read)).flat())
  return numbers.slice(0, count).flatMap((number) => rows.get(number) ?? [])
}

/** Some lines of a block whose first line is that of the row `start`. */
function readLines(
  { index }: Source,
  text: string,
  start: number,
  wanted: readonly number[],
): [number, KeyedRow][] {
  let line = start
  let at = FIRST_LINE
  return wanted
    .toSorted((a, b) => a - b)
    .map((number) => {
      for (; line < number; line++) {
        at = text.indexOf('\n', at) + 1
        if (at === 0 || at >= text.length) throw new FormatError('expected more rows in a block')
      }
      const items = parseLine(text, at)
      return [number, { key: String(items[0]), row: decodeRow(index, items) }]
    })
}
