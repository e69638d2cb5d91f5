/** Reads the bytes of files for a backup, from wherever they lie, in pieces of a line each. */
import { countBytes, type BytesLine } from './backup-format.ts'
import type { Budget, Part } from './serve-backup.ts'
import type { InboxEnv } from './serve-env.ts'
import { FILES_PREFIX } from './serve-files-r2.ts'

/** Below 256 KiB, and of whole groups of Base64: so the text that D1 has can be cut without being decoded. */
const PIECE_BYTES = 262_143
const PIECE_LENGTH = (PIECE_BYTES / 3) * 4

/** So much is read of an object at once. */
const RANGE_BYTES = 8 * PIECE_BYTES

// So many files are looked up at once.
const MAX_FILES = 20

type Env = InboxEnv & { readonly DB: D1Database }

/** Where a read goes on: behind a file, or within one. */
interface Place {
  readonly file: string
  /** Of the next row of D1. */
  readonly number: number
  /** How many bytes were read. */
  readonly at: number
  readonly isWithin: boolean
}

interface FileRow {
  readonly id: string
  readonly store: string
  readonly size: number
}

/** What one read of a file gave. */
interface Read {
  readonly lines: readonly BytesLine[]
  /** Whether there is more of it. */
  readonly isOver: boolean
}

const NOTHING: Read = { lines: [], isOver: true }

/**
 * Reads pieces of files. A file whose bytes are missing is left out.
 * @param after - the `next` of the read before; '' for the start
 * @throws what the database or the bucket throws
 */
export async function readBytes(env: Env, after: string, left: Budget): Promise<Part> {
  let place = decodePlace(after)
  const files = await listFiles(env.DB, place)
  const lines: BytesLine[] = []
  let bytes = 0
  let calls = 1
  for (const file of files) {
    if (file.id !== place.file) place = { file: file.id, number: 0, at: 0, isWithin: true }
    while (place.isWithin) {
      if (calls >= left.calls || bytes >= left.bytes || lines.length >= left.rows)
        return { lines, calls, next: encodePlace(place) }
      const read = await readSome(env, file, place)
      calls += 1
      lines.push(...read.lines)
      bytes += read.lines.reduce((sum, { base64 }) => sum + base64.length, 0)
      const last = read.lines.at(-1)
      const at = last === undefined ? place.at : last.at + countBytes(last.base64)
      place = { file: file.id, number: place.number + 1, at, isWithin: !read.isOver }
    }
  }
  return { lines, calls, ...(files.length === MAX_FILES ? { next: encodePlace(place) } : {}) }
}

/** Whether a text may be the `next` of a read, or the start. */
export function isBytesPosition(text: string): boolean {
  return /^[^/]*(?:\/\d{1,15}\/\d{1,15})?$/.test(text)
}

async function listFiles(db: D1Database, { file, isWithin }: Place): Promise<readonly FileRow[]> {
  const { results } = await db
    .prepare(
      `SELECT id, store, size FROM leanto_files WHERE id ${isWithin ? '>=' : '>'} ? ORDER BY id LIMIT ${MAX_FILES}`,
    )
    .bind(file)
    .all<FileRow>()
  return results
}

function readSome({ DB, FILES }: Env, file: FileRow, place: Place): Promise<Read> {
  return file.store === 'r2' ? readRange(FILES, file, place) : readRow(DB, file, place)
}

async function readRange(
  bucket: Env['FILES'],
  { id, size }: FileRow,
  { at }: Place,
): Promise<Read> {
  if (bucket === undefined) throw new Error('files lie in a bucket that is no longer bound')
  // Nothing is no range.
  const options = size === 0 ? {} : { range: { offset: at, length: RANGE_BYTES } }
  const object = await bucket.get(FILES_PREFIX + id, options)
  if (object === null) return NOTHING
  const bytes = new Uint8Array(await object.arrayBuffer())
  const lines: BytesLine[] = []
  for (let start = 0; start === 0 || start < bytes.length; start += PIECE_BYTES) {
    const base64 = bytes.subarray(start, start + PIECE_BYTES).toBase64()
    lines.push({ kind: 'bytes', file: id, at: at + start, base64 })
  }
  return { lines, isOver: at + bytes.length >= object.size }
}

/** A row has more than a line takes. Where one is missing, the file ends: whoever restores it sees that it is short. */
async function readRow(db: D1Database, { id }: FileRow, place: Place): Promise<Read> {
  const row = await db
    .prepare(
      `SELECT base64, (SELECT max(number) FROM leanto_file_pieces WHERE file = ?1) AS last
       FROM leanto_file_pieces WHERE file = ?1 AND number = ?2`,
    )
    .bind(id, place.number)
    .first<{ base64: string; last: number }>()
  if (row === null) return NOTHING
  const { base64: text, last } = row
  const lines: BytesLine[] = []
  for (let start = 0; start === 0 || start < text.length; start += PIECE_LENGTH) {
    const at = place.at + (start / 4) * 3
    const base64 = text.slice(start, start + PIECE_LENGTH)
    lines.push({ kind: 'bytes', file: id, at, base64 })
  }
  return { lines, isOver: place.number === last }
}

function encodePlace({ file, number, at, isWithin }: Place): string {
  return isWithin ? `${file}/${number}/${at}` : file
}

function decodePlace(text: string): Place {
  const [file = '', number, at] = text.split('/')
  return { file, number: Number(number ?? 0), at: Number(at ?? 0), isWithin: at !== undefined }
}
