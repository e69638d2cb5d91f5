/** Reads the file of a backup line by line, compressed or not. */
import { createReadStream, type ReadStream } from 'node:fs'
import { createGunzip, type Gunzip } from 'node:zlib'

import { BuildError, FormatError } from '../core/errors.ts'
import { decodeLine, type Counts, type Line } from '../inbox/backup-format.ts'
import { splitLines } from '../inbox/backup-lines.ts'

export interface BackupLine {
  readonly line: Line
  /** Without its end. */
  readonly text: string
}

/** @throws {BuildError} with the place of the first line that is damaged or missing */
export async function checkBackup(file: string): Promise<void> {
  const counts = new Map<string, number>()
  let expected: Counts | undefined
  let number = 0
  for await (const { line } of readBackup(file)) {
    number += 1
    const place = { file, line: number }
    if (expected !== undefined) throw new BuildError('expected nothing behind the end', place)
    if ((line.kind === 'head') !== (number === 1))
      throw new BuildError(
        'expected the head of a backup on the first line, and nowhere else',
        place,
      )
    if (line.kind === 'next') throw new BuildError('expected a line of a backup, got "next"', place)
    if (line.kind === 'end') expected = line.counts
    else if (line.kind !== 'head') counts.set(line.kind, (counts.get(line.kind) ?? 0) + 1)
  }
  if (expected === undefined)
    throw new BuildError('the backup is not whole: expected its end on the last line', {
      file,
      line: number + 1,
    })
  for (const kind of new Set([...Object.keys(expected), ...counts.keys()]))
    if (expected[kind] !== counts.get(kind))
      throw new BuildError(
        `the backup is not whole: expected ${expected[kind] ?? 0} lines of "${kind}", got ${counts.get(kind) ?? 0}`,
        { file },
      )
}

/** @throws {BuildError} with the place of a line that is none of a backup */
export async function* readBackup(file: string): AsyncGenerator<BackupLine> {
  let number = 0
  for await (const text of readLines(file)) {
    number += 1
    yield { line: decode(text, file, number), text }
  }
}

async function* readLines(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file)
  try {
    yield* splitLines(file.endsWith('.gz') ? decompress(bytes) : bytes)
  } catch (cause) {
    const isDamaged =
      cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')
    if (!isDamaged) throw cause
    throw new BuildError(`the backup is damaged or cut off: ${cause.message}`, { file }, { cause })
  } finally {
    bytes.destroy()
  }
}

/** An error of the file is one of what comes of it. */
function decompress(bytes: ReadStream): Gunzip {
  const plain = createGunzip()
  bytes.on('error', (error) => plain.destroy(error))
  return bytes.pipe(plain)
}

function decode(text: string, file: string, line: number): Line {
  try {
    return decodeLine(text)
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause
    throw new BuildError(cause.message, { file, line }, { cause })
  }
}
