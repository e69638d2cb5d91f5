/** Puts the text of a download into files: one plain file where it fits, else gzip files (RFC 1952) that each stand alone. */
import { constants, crc32, deflateRaw, deflateRawSync } from 'node:zlib'
import { promisify } from 'node:util'

import type { Output } from '../page/build-output.ts'

/** What stands around and between the pieces of each file. */
export interface Frame {
  /** `csv`. */
  readonly extension: string
  readonly head: string
  readonly between: string
  readonly tail: string
}

export interface DownloadLimits {
  /** The most bytes of a plain file. */
  readonly plain: number
  /** The most bytes of a gzip file, but for one piece that is longer. */
  readonly gzip: number
}

/** Below the 25 MiB of a static file. */
export const DOWNLOAD_LIMITS: DownloadLimits = { plain: 20 * 1024 * 1024, gzip: 24 * 1024 * 1024 }

export interface DownloadFiles {
  /** Takes the rows that come next, whole ones. */
  add(piece: Buffer): Promise<void>
  /** The paths of the files, in order. */
  finish(): Promise<string[]>
}

/** So many pieces are compressed at the same time, each on a thread of its own. */
const CONCURRENCY = 4

/** A third of the time of level 6, for a sixth more bytes. */
const LEVEL = 2

/** No name and no time, so that the same data gives the same bytes; of no particular system. */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** A last block of DEFLATE that holds nothing. */
const DEFLATE_END = Buffer.from([3, 0])
const GZIP_TAIL_BYTES = 8

// Each piece ends at a byte, and so can be put between any others.
const OPTIONS = { level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 256 * 1024 }
const deflate = promisify<Buffer, typeof OPTIONS, Buffer>(deflateRaw)

/** @param name - the name of the files below `/_leanto/`, without hash and extension */
export function createDownloadFiles(
  name: string,
  frame: Frame,
  output: Pick<Output, 'writeHashed'>,
  limits: DownloadLimits = DOWNLOAD_LIMITS,
): DownloadFiles {
  const write = (extension: string, parts: readonly Buffer[]): Promise<string> =>
    output.writeHashed(name, extension, Buffer.concat(parts))
  let held: Buffer[] = []
  let bytes = frame.head.length + frame.tail.length
  let gzip: DownloadFiles | undefined
  return {
    async add(piece) {
      bytes += piece.length + frame.between.length
      if (gzip === undefined) held.push(piece)
      else await gzip.add(piece)
      if (bytes <= limits.plain || gzip !== undefined) return
      gzip = createGzipFiles(frame, limits, (parts) => write(`${frame.extension}.gz`, parts))
      for (const earlier of held) await gzip.add(earlier)
      held = []
    },
    async finish() {
      if (gzip !== undefined) return gzip.finish()
      const between = Buffer.from(frame.between)
      const pieces = held.flatMap((piece, at) => (at > 0 ? [between, piece] : [piece]))
      const parts = [Buffer.from(frame.head), ...pieces, Buffer.from(frame.tail)]
      return [await write(frame.extension, parts)]
    },
  }
}

function createGzipFiles(
  frame: Frame,
  limits: DownloadLimits,
  write: (parts: readonly Buffer[]) => Promise<string>,
): DownloadFiles {
  const head = toPiece(frame.head)
  const between = toPiece(frame.between)
  const tail = toPiece(frame.tail)
  const pending: { raw: Buffer; packed: Promise<Buffer> }[] = []
  const paths: string[] = []
  let member: GzipMember | undefined
  const close = async (): Promise<void> => {
    if (member !== undefined) paths.push(await write(member.end(tail)))
    member = undefined
  }
  const settle = async (): Promise<void> => {
    const next = pending.shift()
    if (next === undefined) return
    const piece = { raw: next.raw, packed: await next.packed }
    const length = piece.packed.length + between.packed.length + tail.packed.length
    if (member !== undefined && member.length + length > limits.gzip) await close()
    if (member !== undefined) member.add(between)
    member ??= createGzipMember(head)
    member.add(piece)
  }
  return {
    async add(raw) {
      const packed = deflate(raw, OPTIONS)
      // It is waited for later; if it fails until then, that is no failure nobody sees.
      packed.catch(() => undefined)
      pending.push({ raw, packed })
      if (pending.length > CONCURRENCY) await settle()
    },
    async finish() {
      while (pending.length > 0) await settle()
      member ??= createGzipMember(head)
      await close()
      return paths
    },
  }
}

/** A text, and what it is compressed. */
interface Piece {
  readonly raw: Buffer
  readonly packed: Buffer
}

function toPiece(text: string): Piece {
  const raw = Buffer.from(text)
  return { raw, packed: raw.length === 0 ? raw : deflateRawSync(raw, OPTIONS) }
}

interface GzipMember {
  /** How many bytes it would have if it ended now. */
  readonly length: number
  add(piece: Piece): void
  /** The bytes of the whole. */
  end(tail: Piece): readonly Buffer[]
}

function createGzipMember(head: Piece): GzipMember {
  const parts: Buffer[] = [GZIP_HEAD]
  let length = GZIP_HEAD.length + DEFLATE_END.length + GZIP_TAIL_BYTES
  let sum = 0
  let rawLength = 0
  const add = (piece: Piece): void => {
    parts.push(piece.packed)
    length += piece.packed.length
    sum = crc32(piece.raw, sum)
    rawLength += piece.raw.length
  }
  add(head)
  return {
    get length() {
      return length
    },
    add,
    end(tail) {
      add(tail)
      const check = Buffer.alloc(GZIP_TAIL_BYTES)
      check.writeUInt32LE(sum)
      check.writeUInt32LE(rawLength % 2 ** 32, 4)
      return [...parts, DEFLATE_END, check]
    },
  }
}
