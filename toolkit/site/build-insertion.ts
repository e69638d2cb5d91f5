/** The one change of most pages: a text inserted into the file that a generator wrote. */
import { closeSync, openSync, writeSync } from 'node:fs'

export interface Insertion {
  /** In bytes from the start of the file. */
  readonly at: number
  readonly text: string
}

/** What was inserted at offset `at` of a text, or `undefined` where nothing was. */
export function findInsertion(before: string, after: string, at: number): Insertion | undefined {
  const text = after.slice(at, at + after.length - before.length)
  if (!after.startsWith(before.slice(0, at)) || !after.endsWith(before.slice(at)))
    throw new Error('a page was changed elsewhere than in its head')
  return text === '' ? undefined : { at: Buffer.byteLength(before.slice(0, at)), text }
}

/** Makes the insertion in a file whose bytes are known. What stands before it is not written again. */
export function writeInsertion(file: string, bytes: Uint8Array, { at, text }: Insertion): void {
  writeAt(file, Buffer.concat([Buffer.from(text), bytes.subarray(at)]), at)
}

/** Writes bytes into a file, over those that stand there. */
export function writeAt(file: string, bytes: Uint8Array, at: number): void {
  const handle = openSync(file, 'r+')
  try {
    // The system may take less at once than it is given.
    for (let done = 0; done < bytes.length;)
      done += writeSync(handle, bytes, done, bytes.length - done, at + done)
  } finally {
    closeSync(handle)
  }
}
