/** Answers from a compiled lookup whose rows are static files. Runs anywhere. */
import { FormatError } from '../core/errors.ts'
import type { ReadFile } from '../core/read.ts'
import { findRows } from './engine-find.ts'
import { getBatch, getRows } from './engine-get.ts'
import { listRows, randomRow } from './engine-list.ts'
import { rowsInBox } from './engine-near-box.ts'
import { nearRows } from './engine-near.ts'
import { containingRow } from './engine-range.ts'
import type { FileCache } from './file-cache.ts'
import { openSource } from './files.ts'
import { VERSION, type LookupIndex } from './format.ts'
import type { LookupEngine } from './question.ts'

/**
 * Opens a lookup.
 * @param cache - share one to remember files from one opening to the next
 * @throws {FormatError} when the index is of another version; its answers, when a file is
 */
export function createLookup(index: LookupIndex, read: ReadFile, cache?: FileCache): LookupEngine {
  assertVersion(index.version)
  const source = openSource(index, read, cache)
  return {
    get: (key) => getRows(source, key),
    batch: (keys) => getBatch(source, keys),
    find: (text, options) => findRows(source, text, options),
    near: (point, options) => nearRows(source, point, options),
    inBox: (box, options) => rowsInBox(source, box, options),
    contains: (value) => containingRow(source, value),
    list: (question) => listRows(source, question),
    random: (random) => randomRow(source, random),
  }
}

function assertVersion(version: number): void {
  if (version === VERSION) return
  throw new FormatError(`expected a lookup of version ${VERSION}, got ${version}`)
}
