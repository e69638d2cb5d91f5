/** The list of the chunks and of the blocks of rows: what is where, in one file. See `format.md`. */
import { FormatError } from '../core/errors.ts'
import {
  asUint32,
  decodeChunkFile,
  encodeChunkFile,
  isRecord,
  LIST_MAGIC,
  toCount,
} from './chunk-file.ts'
import { bisect } from './chunk-values.ts'
import { readZone, type Zone } from './chunk-zone.ts'

const HASH_BYTES = 5

/** Some consecutive blocks of rows, and their columns in one file. */
export interface ChunkInfo {
  /** What its first block has: no row of it comes before. */
  readonly first: string
  /** The hash in the name of its file; empty where a lookup has no columns to filter or sort by. */
  readonly hash: string
  readonly rows: number
  /** By the name of the column. */
  readonly zones: Readonly<Record<string, Zone>>
}

export interface ChunkList {
  readonly chunks: readonly ChunkInfo[]
  /** The number of the first row of each chunk in the order of the key, then how many there are. */
  readonly starts: readonly number[]
  /** How many rows there are. */
  readonly rows: number
  /** The number of the first row of each block, then how many rows there are. */
  readonly blockStarts: Uint32Array
  /** The hash of the block of a number. */
  readonly blockHash: (block: number) => string
  /** The block that a row is in. */
  readonly blockOf: (row: number) => number
  /** The last block with a hash; -1 for none. */
  readonly findBlock: (hash: string) => number
}

/** A block of rows: the hash in the name of its file, and how many rows it has. */
export interface BlockCount {
  readonly hash: string
  readonly rows: number
}

export function encodeChunkList(
  chunks: readonly ChunkInfo[],
  blocks: readonly BlockCount[],
): Uint8Array {
  const hashes = new Uint8Array(blocks.length * HASH_BYTES)
  for (const [at, { hash }] of blocks.entries()) {
    for (let byte = 0; byte < HASH_BYTES; byte++) {
      hashes[at * HASH_BYTES + byte] = Number.parseInt(hash.slice(2 * byte, 2 * byte + 2), 16)
    }
  }
  const counts = Uint32Array.from(blocks, ({ rows }) => rows)
  return encodeChunkFile(LIST_MAGIC, { chunks }, [hashes, counts])
}

export function decodeChunkList(bytes: Uint8Array): ChunkList {
  const file = decodeChunkFile(LIST_MAGIC, bytes)
  const { chunks: infos } = file.header
  const chunks = (Array.isArray(infos) ? infos : []).map(readInfo)
  const hashes = file.section(0)
  const blockStarts = toStarts(asUint32(file.section(1)))
  const starts = [0]
  for (const { rows } of chunks) starts.push((starts.at(-1) ?? 0) + rows)
  const rows = starts.at(-1) ?? 0
  const blocks = blockStarts.length - 1
  if (blockStarts[blocks] !== rows || hashes.length !== blocks * HASH_BYTES) {
    throw new FormatError('expected as many rows in the blocks as in the chunks')
  }
  const blockHash = (block: number): string =>
    Array.from(hashes.subarray(block * HASH_BYTES, (block + 1) * HASH_BYTES), toHex).join('')
  return {
    chunks,
    starts,
    rows,
    blockStarts,
    blockHash,
    blockOf: (row) => bisect(blocks, (block) => (blockStarts[block] ?? 0) > row) - 1,
    findBlock: (hash) => {
      let block = blocks - 1
      while (block >= 0 && blockHash(block) !== hash) block--
      return block
    },
  }
}

function toStarts(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1)
  for (const [at, count] of counts.entries()) starts[at + 1] = (starts[at] ?? 0) + count
  return starts
}

function readInfo(info: unknown): ChunkInfo {
  if (!isRecord(info)) throw new FormatError('expected what a chunk holds')
  const { first, hash, rows, zones } = info
  if (typeof first !== 'string' || typeof hash !== 'string' || !isRecord(zones)) {
    throw new FormatError('expected the first text, the hash and the zones of a chunk')
  }
  const read = Object.entries(zones).map(([name, zone]) => [name, readZone(zone)])
  return { first, hash, rows: toCount(rows, 'rows'), zones: Object.fromEntries(read) }
}

function toHex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
