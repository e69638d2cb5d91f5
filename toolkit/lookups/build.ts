/** Build half of the lookups: compiles what the owner declares to static files and the Worker's indexes. */
import type { Output } from '../page/build-output.ts'
import { compileLookup } from './build-compile.ts'
import { readDeclarations, type Declaration } from './build-declarations.ts'
import { openRows } from './build-rows.ts'
import { readTable } from './build-table.ts'
import type { LookupIndex, LookupIndexes } from './format.ts'

export interface LookupsOptions {
  /** The folder of the declarations, as an absolute file path; it need not be there. */
  readonly folder: string
  readonly output: Pick<Output, 'writeHashed'>
}

/** What the build made of one lookup. */
export interface LookupReport {
  readonly name: string
  readonly rows: number
  /** The files that answer questions; the downloads come to `files` too. */
  readonly blocks: number
  readonly files: number
  /** UTF-8 bytes of all files. */
  readonly bytes: number
  readonly milliseconds: number
}

export interface LookupsResult {
  /** For the Worker. */
  readonly indexes: LookupIndexes
  readonly report: readonly LookupReport[]
}

/**
 * Compiles every lookup of a folder.
 * @throws {BuildError} when a declaration or its data cannot be compiled, with the file and the row
 */
export async function buildLookups({ folder, output }: LookupsOptions): Promise<LookupsResult> {
  const indexes: Record<string, LookupIndex> = {}
  const report: LookupReport[] = []
  // One after the other: each may hold a large table.
  for (const declaration of await readDeclarations(folder)) {
    const built = await buildLookup(declaration, output)
    indexes[built.index.name] = built.index
    report.push(built.report)
  }
  return { indexes, report }
}

interface Built {
  readonly index: LookupIndex
  readonly report: LookupReport
}

async function buildLookup(
  declaration: Declaration,
  output: Pick<Output, 'writeHashed'>,
): Promise<Built> {
  const start = performance.now()
  const count = { files: 0, blocks: 0, bytes: 0 }
  const counting: Pick<Output, 'writeHashed'> = {
    writeHashed: (name, extension, content) => {
      count.files++
      if (extension === 'txt') count.blocks++
      count.bytes += Buffer.byteLength(content)
      return output.writeHashed(name, extension, content)
    },
  }
  const table = await readTable(declaration, await openRows(declaration))
  const index = await compileLookup(declaration.lookup, table, counting)
  const milliseconds = Math.round(performance.now() - start)
  return { index, report: { name: index.name, rows: index.rows, ...count, milliseconds } }
}
