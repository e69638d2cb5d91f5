/** How the terms and pages of an index are cut into files. */
import { BuildError } from '../core/errors.ts'
import type { Output } from '../page/build-output.ts'
import type { TermGroup } from './build-terms.ts'
import {
  HASH_LENGTH,
  indexFolder,
  type FileKind,
  type SearchIndex,
  type ShardList,
} from './format.ts'
import { encodePack } from './pack.ts'
import { encodeShard, MAX_SHARD_BYTES, sharedLength, type Term } from './shard.ts'

/** Where the files of one index go. */
export interface IndexOutput {
  /** Writes a file, and gives its hash, by which the root knows it. */
  write(kind: FileKind, content: Uint8Array): Promise<string>
  /** Writes the root, and gives its path. */
  writeRoot(index: SearchIndex): Promise<string>
  readonly totals: { files: number; bytes: number }
}

// Each shard is one read of a query word, and each pack one read of a result: between the 0.1 ms that any read costs
// and the 1.5 ms that a megabyte does. On a large site they grow, up to a limit, so that the files stay few.
const SIZES = {
  terms: { bytes: 20_480, most: 65_536, files: 220 },
  reversed: { bytes: 20_480, most: 65_536, files: 40 },
  places: { bytes: 32_768, most: 98_304, files: 140 },
  pages: { bytes: 16_384, most: 65_536, files: 460 },
} as const
const MAX_PACK_PAGES = 255
/** What a term takes in a shard beside its key and its list, about. */
const TERM_BYTES = 5

/** Names the files of an index, and counts them. */
export function createIndexOutput(
  output: Pick<Output, 'writeHashed'>,
  index: Pick<SearchIndex, 'name' | 'private'>,
): IndexOutput {
  const totals = { files: 0, bytes: 0 }
  const write = (name: string, extension: string, content: Uint8Array): Promise<string> => {
    totals.files++
    totals.bytes += content.length
    return output.writeHashed(indexFolder(index) + name, extension, content)
  }
  return {
    totals,
    async write(kind, content) {
      const path = await write(kind, 'bin', content)
      const end = path.length - '.bin'.length
      return path.slice(end - HASH_LENGTH, end)
    },
    writeRoot: (root) => write('root', 'json', new TextEncoder().encode(JSON.stringify(root))),
  }
}

/** Writes sorted terms as shards. The terms of one group stay together. */
export async function writeShards(
  output: IndexOutput,
  kind: 'terms' | 'reversed' | 'places',
  groups: readonly TermGroup[],
): Promise<ShardList> {
  const bounds: string[] = []
  let hashes = ''
  let previous = ''
  const sizes = groups.map(sizeOfGroup)
  for (const shard of splitEvenly(groups, sizes, fileBytes(kind, sizes), Infinity)) {
    const terms = shard.flat()
    const bytes = encodeShard(terms)
    const first = terms[0]?.key ?? ''
    if (bytes.length > MAX_SHARD_BYTES) {
      throw new BuildError(
        `the search terms from ${JSON.stringify(first)} take ${bytes.length} bytes, expected at most ${MAX_SHARD_BYTES}`,
      )
    }
    hashes += await output.write(kind, bytes)
    bounds.push(separator(previous, first))
    previous = terms.at(-1)?.key ?? ''
  }
  return { bounds, hashes }
}

/** Writes records that `encodeRecord` made as packs. */
export async function writePacks(
  output: IndexOutput,
  records: readonly Uint8Array[],
): Promise<SearchIndex['packs']> {
  const sizes = records.map(({ length }) => length)
  const packs = splitEvenly(records, sizes, fileBytes('pages', sizes), MAX_PACK_PAGES)
  let hashes = ''
  for (const pack of packs) hashes += await output.write('pages', encodePack(pack))
  return { counts: packs.map(({ length }) => length), hashes }
}

function sizeOfGroup(terms: readonly Term[]): number {
  let previous = ''
  let size = 0
  for (const { key, postings } of terms) {
    size += key.length - sharedLength(previous, key) + TERM_BYTES + postings.length
    previous = key
  }
  return size
}

function fileBytes(kind: keyof typeof SIZES, sizes: readonly number[]): number {
  const { bytes, most, files } = SIZES[kind]
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return Math.min(most, Math.max(bytes, Math.ceil(total / files)))
}

/** Cuts a list into runs of about `bytes`, one of them at least one item and at most `limit`. */
function splitEvenly<T>(
  items: readonly T[],
  sizes: readonly number[],
  bytes: number,
  limit: number,
): T[][] {
  const runs: T[][] = []
  let size = 0
  items.forEach((item, at) => {
    const added = sizes[at] ?? 0
    const run = runs.at(-1)
    if (run === undefined || size + added > bytes || run.length >= limit) {
      runs.push([item])
      size = added
    } else {
      run.push(item)
      size += added
    }
  })
  return runs
}

/** The shortest start of `key` that is above `previous`. */
function separator(previous: string, key: string): string {
  let length = 1
  while (length < key.length && key.slice(0, length) <= previous) length++
  // Half of a surrogate pair would not survive as JSON in every program that reads it.
  return key.slice(0, length).isWellFormed() ? key.slice(0, length) : key.slice(0, length + 1)
}
