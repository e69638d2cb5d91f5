/** Compiles a lookup for D1: its rows in order, and the blocks of its find and places. */
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { BuildError } from '../core/errors.ts'
import { contentHash, createOutput, hashedPath } from '../page/build-output.ts'
import {
  compileRows,
  gatherRows,
  type CompileOptions,
  type Gathered,
  type RowsTable,
} from './build-compile.ts'
import type { Declaration } from './build-declarations.ts'
import { openSortSpace } from './build-sorter.ts'
import { readSource } from './build-source.ts'
import { MAX_STORED, storedColumns } from './d1-tables.ts'
import type { LookupIndex } from './format.ts'

/** A lookup that is ready to be loaded. */
export interface D1Version {
  /** With the parts that are in the database. */
  readonly index: LookupIndex
  /** The URL paths of its files, in the order in which they were written: blocks in that of their lines. */
  readonly files: readonly string[]
  read(path: string): Promise<Uint8Array>
}

export interface CompileD1Options {
  /** The folder of what is kept between builds: `.leanto/cache`. */
  readonly cache: string
  /** An empty folder for compiled files. */
  readonly folder: string
  readonly warn?: (message: string) => void
}

/**
 * Reads and compiles the rows of a declaration.
 * @throws {BuildError} as the build does
 */
export async function compileForD1(
  { lookup, file, ...declaration }: Declaration,
  { cache, folder, warn = () => undefined }: CompileD1Options,
): Promise<D1Version> {
  const space = openSortSpace({ folder: join(cache, 'sort') })
  try {
    const gathered = await gatherRows({ lookup, space }, (sink) =>
      readSource({ lookup, file, ...declaration }, sink, { cache, warn }),
    )
    return await compileD1Rows({ lookup, file, space, warn }, gathered, folder)
  } finally {
    space.close()
  }
}

/** Compiles rows that were read. @param folder - is made where it is not there */
export async function compileD1Rows(
  options: Omit<CompileOptions, 'output'>,
  gathered: Gathered<RowsTable>,
  folder: string,
): Promise<D1Version> {
  await mkdir(folder, { recursive: true })
  const output = createOutput(folder)
  const files: string[] = []
  const listing: CompileOptions['output'] = {
    writeHashed(name, extension, content) {
      files.push(hashedPath(name, extension, content))
      return output.writeHashed(name, extension, content)
    },
  }
  const lookup = { ...options.lookup, store: 'files' } as const
  const compiled = await compileRows({ ...options, lookup, output: listing }, gathered)
  const index = toD1Index(compiled)
  checkColumns(index, options.file)
  return { index, files, read: (path) => readFile(join(folder, path)) }
}

/** The same index as the build makes for the Worker of a lookup in D1, hash and all, but with its parts. */
function toD1Index(compiled: LookupIndex): LookupIndex {
  const { hash: _, updated, ...index } = compiled
  const built = { ...index, store: 'd1', parts: { rows: { level: 0, blocks: [] } } } as const
  const hash = contentHash(JSON.stringify(built))
  return { ...built, parts: index.parts, ...(updated === undefined ? {} : { updated }), hash }
}

function checkColumns(index: LookupIndex, file: string): void {
  const count = storedColumns(index).length
  if (count <= MAX_STORED) return
  throw new BuildError(
    `the lookup "${index.name}": expected at most ${MAX_STORED} columns in filter and sort together, got ${count}: ` +
      'a table of D1 has a hundred columns',
    { file },
  )
}
