/** Files in a folder of their own, and what a declaration beside them reads of them; for tests. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { readSource, type SourceTable } from '../toolkit/lookups/build-source.ts'
import { defineLookup, type LookupOptions } from '../toolkit/lookups/define.ts'
import type { Cell, LookupRow } from '../toolkit/lookups/format.ts'

export interface SourceResult extends SourceTable {
  readonly cells: readonly (readonly Cell[])[]
  /** With every column. */
  readonly objects: readonly LookupRow[]
  readonly places: readonly string[]
  readonly warnings: readonly string[]
  readonly restarts: number
}

export interface SourceScene {
  readonly folder: string
  /** A path in the folder. */
  readonly path: (name: string) => string
  readonly write: (files: Readonly<Record<string, string | Uint8Array>>) => Promise<void>
  /** Reads `from`, by the key `id` if no other is given. */
  readonly read: (options: Partial<LookupOptions>, today?: string) => Promise<SourceResult>
  /** Writes one file and reads it, without a lock from before. */
  readonly readOne: (
    name: string,
    content: string | Uint8Array,
    options?: Partial<LookupOptions>,
  ) => Promise<SourceResult>
  readonly remove: () => Promise<void>
}

export async function createSourceScene(): Promise<SourceScene> {
  const folder = await mkdtemp(join(tmpdir(), 'leanto-source-'))
  const path = (name: string): string => join(folder, name)
  const write: SourceScene['write'] = async (files) => {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(path(name)), { recursive: true })
      await writeFile(path(name), content)
    }
  }
  const read: SourceScene['read'] = (options, today) => readRows(folder, options, today)
  return {
    folder,
    path,
    write,
    read,
    async readOne(name, content, options = {}) {
      await rm(path('things.lock.json'), { force: true })
      await write({ [name]: content })
      return read({ from: name, ...options })
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function readRows(
  folder: string,
  options: Partial<LookupOptions>,
  today = '2026-11-27',
): Promise<SourceResult> {
  const lookup = defineLookup({
    name: 'things',
    from: 'things.csv',
    key: 'id',
    licence: 'CC0-1.0',
    attribution: 'nobody',
    ...options,
  })
  const cells: (readonly Cell[])[] = []
  const places: string[] = []
  const warnings: string[] = []
  let restarts = 0
  const table = await readSource(
    { lookup, path: join(folder, 'things.ts'), file: 'things.ts' },
    () => ({
      add(row, place) {
        cells.push(row)
        places.push(place)
      },
      restart() {
        restarts++
        cells.length = 0
        places.length = 0
      },
    }),
    { cache: join(folder, 'cache'), warn: (message) => warnings.push(message), today },
  )
  const objects = cells.map((row) =>
    Object.fromEntries(table.columns.map(({ name }, at) => [name, row[at] ?? null])),
  )
  return { ...table, cells, objects, places, warnings, restarts }
}
