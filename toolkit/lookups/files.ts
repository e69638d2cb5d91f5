/** Reads the compiled files of a lookup: each once for as long as the cache keeps it. */
import { FormatError } from '../core/errors.ts'
import type { ReadFile } from '../core/read.ts'
import { createFileCache, keepFile, recallFile, type FileCache } from './file-cache.ts'
import {
  blockPath,
  decodeBlock,
  FIRST_LINE,
  parseLine,
  type Block,
  type BlockList,
  type LookupIndex,
  type Part,
} from './format.ts'
import { MAX_READS } from './question.ts'

/** What an engine answers from. */
export interface Source {
  readonly index: LookupIndex
  readonly read: ReadFile
  readonly cache: FileCache
}

export function openSource(
  index: LookupIndex,
  read: ReadFile,
  cache: FileCache = createFileCache(),
): Source {
  return { index, read, cache }
}

/** The text of a block. @param part - the name in its path; `near` has blocks too */
export async function readBlock(
  source: Source,
  part: string,
  block: Block,
  level = 0,
): Promise<string> {
  return readCached(source, blockPath(source.index.folder, part, block, level), decodeBlock)
}

/** A file in whole, decoded once. @param decode - the same function for the same path */
export async function readCached<T>(
  { read, cache }: Source,
  path: string,
  decode: (bytes: Uint8Array) => T,
): Promise<T> {
  const known = recallFile<T>(cache, path)
  if (known !== undefined) return known
  const bytes = await read(path)
  const content = decode(bytes)
  keepFile(cache, path, content, bytes.length)
  return content
}

/**
 * The blocks of a part that can have lines with exactly `text`, the first `max` of them. Where all lines have texts of
 * their own it is in the last of them; where there is no such line, the last line before it is.
 */
export async function locateText(
  source: Source,
  part: Part,
  text: string,
  max: number = MAX_READS,
): Promise<readonly Block[]> {
  return locate(source, part, { from: text, isPast: (first) => first > text, max })
}

/** The blocks of a part that can have lines that begin with `prefix`; the first `max` of them. */
export async function locatePrefix(
  source: Source,
  part: Part,
  prefix: string,
  max: number = MAX_READS,
): Promise<readonly Block[]> {
  const isPast = (first: string): boolean => first.slice(0, prefix.length) > prefix
  return locate(source, part, { from: prefix, isPast, max })
}

/** The blocks of a part that can have lines with `text` or one that comes after it; the first `max` of them. */
export async function locateFrom(
  source: Source,
  part: Part,
  text: string,
  max: number,
): Promise<readonly Block[]> {
  return locate(source, part, { from: text, isPast: () => false, max })
}

/** Of sorted blocks those from the last that begins before `from` to the last that is not past. */
interface Choice {
  readonly from: string
  /** Whether a block with this first text has nothing of what is wanted; so have those after it. */
  readonly isPast: (first: string) => boolean
  readonly max: number
}

async function locate(source: Source, part: Part, choice: Choice): Promise<readonly Block[]> {
  const list = source.index.parts[part]
  if (list === undefined) return []
  return descend(source, part, choice, list)
}

/** Of blocks that list others, as few are read as it takes. */
async function descend(
  source: Source,
  part: Part,
  choice: Choice,
  { level, blocks }: BlockList,
): Promise<readonly Block[]> {
  const chosen = chooseBlocks(blocks, choice)
  if (level === 0) return chosen.slice(0, choice.max)
  const found: Block[] = []
  for (const block of chosen) {
    const listed = readList(await readBlock(source, part, block, level), choice)
    found.push(...(await descend(source, part, choice, { level: level - 1, blocks: listed })))
    if (found.length >= choice.max) break
  }
  return found.slice(0, choice.max)
}

function chooseBlocks(blocks: readonly Block[], { from, isPast }: Choice): readonly Block[] {
  const start = countUntil(blocks.length, (at) => (blocks[at]?.[0] ?? '') >= from)
  const end = countUntil(blocks.length, (at) => isPast(blocks[at]?.[0] ?? ''))
  return blocks.slice(Math.max(0, start - 1), end)
}

/** The lines of a list in which all are that are to be chosen; few of the others are read. */
function readList(list: string, { from, isPast, max }: Choice): Block[] {
  const blocks: Block[] = []
  let at = findLine(list, from)
  // One more than wanted: the first may be the block before the first that is.
  while (at < list.length && blocks.length <= max) {
    const [first, hash] = parseLine(list, at)
    if (typeof first !== 'string' || typeof hash !== 'string') {
      throw new FormatError('expected a list of blocks to have lines of a text and a hash')
    }
    if (isPast(first)) break
    blocks.push([first, hash])
    at = list.indexOf('\n', at) + 1
  }
  return blocks
}

/** Where the last line starts whose text is before `text`; the first line where there is none. */
function findLine(list: string, text: string): number {
  let low = FIRST_LINE
  let high = list.length
  let found = FIRST_LINE
  // Lines that start from `low` to before `high` are not decided yet.
  while (low < high) {
    const at = Math.max(low, list.lastIndexOf('\n', (low + high) >>> 1) + 1)
    const start = at < high ? at : low
    if (String(parseLine(list, start)[0]) < text) {
      found = start
      low = list.indexOf('\n', start) + 1
    } else high = start
  }
  return found
}

/** How many of `length` items in order come before the first that is after something. */
function countUntil(length: number, isAfter: (at: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isAfter(middle)) high = middle
    else low = middle + 1
  }
  return low
}
