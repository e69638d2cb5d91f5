/** The datasets of this site as they were built last, and their rows as they came, for the judge. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { createLookup } from '../../toolkit/lookups/engine.ts'
import type { Cell, LookupIndex, LookupRow } from '../../toolkit/lookups/format.ts'
import { toKey } from '../../toolkit/lookups/key.ts'
import type { LookupEngine } from '../../toolkit/lookups/question.ts'

const DIST = join(import.meta.dirname, '..', '..', 'dist')

export interface Dataset {
  readonly index: LookupIndex
  readonly engine: LookupEngine
  /** In the order of the key; a cell that a row has not is `null`. */
  readonly rows: readonly LookupRow[]
  readonly keyOf: (row: LookupRow) => string
}

/** @param source - the rows as the declaration's module gives them */
export async function openDataset(
  name: string,
  source: Iterable<object> | AsyncIterable<object>,
): Promise<Dataset> {
  const index = await readIndex(name)
  const keyOf = (row: LookupRow): string =>
    toKey(index.key.map((column) => row[column]).filter(isKeyPart))
  const keyed: { readonly key: string; readonly row: LookupRow }[] = []
  for await (const object of source) {
    const given = new Map<string, unknown>(Object.entries(object))
    const row = Object.fromEntries(index.columns.map(({ name: at }) => [at, toCell(given.get(at))]))
    keyed.push({ key: keyOf(row), row })
  }
  keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
  const read = async (path: string): Promise<Uint8Array> => readFile(join(DIST, path))
  return { index, engine: createLookup(index, read), rows: keyed.map(({ row }) => row), keyOf }
}

async function readIndex(name: string): Promise<LookupIndex> {
  const path = join(DIST, '_leanto', 'lookups', name, 'index.json')
  return JSON.parse(await readFile(path, 'utf8'))
}

function toCell(value: unknown): Cell {
  if (Array.isArray(value)) return value.filter(isKeyPart)
  if (isKeyPart(value) || typeof value === 'boolean') return value === '' ? null : value
  return null
}

function isKeyPart(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
