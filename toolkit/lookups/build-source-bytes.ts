/** Reads the bytes of a source chunk by chunk, and unpacks gzip (RFC 1952), which its first bytes tell. */
import { createReadStream, type ReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip, type Gunzip } from 'node:zlib'

import { BuildError } from '../core/errors.ts'
import { toMessage } from './build-declarations.ts'

/** Large enough that little is spent on each, small enough for any machine. Bytes. */
const CHUNK_SIZE = 1024 * 1024

/** Opens the same bytes each time it is called. */
export type OpenBytes = () => AsyncIterable<Uint8Array>

/** What is taken for a table now and then, by its first bytes. */
const OTHERS: readonly [start: string, name: string][] = [
  ['PK\x03\x04', 'a zip archive (a workbook of Excel is one: save it as CSV)'],
  ['\xd0\xcf\x11\xe0', 'an old Office document (save it as CSV)'],
  ['SQLite format 3', 'an SQLite database'],
  ['%PDF', 'a PDF'],
  ['PAR1', 'Parquet'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ', 'xz'],
  ['\x28\xb5\x2f\xfd', 'Zstandard'],
]

/** @throws {BuildError} when the file cannot be read or is damaged gzip */
export async function* readBytes(path: string, file: string): AsyncGenerator<Uint8Array> {
  try {
    const stream = createReadStream(path, { highWaterMark: CHUNK_SIZE })
    const chunks: AsyncIterable<Uint8Array> = (await isGzip(path)) ? unpack(stream) : stream
    for await (const chunk of chunks) yield chunk
  } catch (cause) {
    throw new BuildError(`cannot be read: ${toMessage(cause)}`, { file }, { cause })
  }
}

/**
 * Refuses bytes that are of another format than one of text.
 * @throws {BuildError} which names that format
 */
export function checkText(start: Uint8Array, file: string): void {
  const text = Buffer.from(start.subarray(0, 16)).toString('latin1')
  const other = OTHERS.find(([magic]) => text.startsWith(magic))
  if (other !== undefined) throw new BuildError(`expected text, got ${other[1]}`, { file })
}

/** Whether a file is packed, whatever its name says: some servers unpack what they send. */
export async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

function unpack(stream: ReadStream): Gunzip {
  // What goes wrong in either ends the iteration with its error.
  return pipeline(stream, createGunzip({ chunkSize: CHUNK_SIZE }), () => undefined)
}
