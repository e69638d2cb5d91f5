/** A lookup of names that is asked to find some, and counts what it reads; for tests. */
import { createFindPart } from '../toolkit/lookups/build-find.ts'
import { CUT_SIZES, type CutSizes } from '../toolkit/lookups/cut.ts'
import type { LookupOptions } from '../toolkit/lookups/define.ts'
import { findRows } from '../toolkit/lookups/engine-find.ts'
import type { Source } from '../toolkit/lookups/files.ts'
import type { Cell, Column, LookupParts } from '../toolkit/lookups/format.ts'
import { MAX_RESULTS, type FindOptions, type Found } from '../toolkit/lookups/question.ts'
import { createPartScene } from './lookup-parts.ts'

export interface FindScene {
  readonly parts: Partial<LookupParts>
  readonly warnings: readonly string[]
  /** A source that has read nothing yet. */
  readonly open: () => Source
  /** Finds with nothing read before; all rows that can be reached by default. */
  readonly find: (text: string, options?: Partial<FindOptions>) => Promise<Found>
  /** The files that the last find read, less those that list others: `find`, `tops`, `typos`. */
  readonly reads: () => readonly string[]
}

export async function createFindScene(
  options: Partial<LookupOptions> & Pick<LookupOptions, 'key'>,
  columns: readonly Column[],
  objects: readonly Readonly<Record<string, Cell>>[],
  sizes: CutSizes = CUT_SIZES,
): Promise<FindScene> {
  const { context, rows, open, warnings } = createPartScene(options, columns, objects, sizes)
  const part = createFindPart(context)
  // As the build does, in several steps.
  for (let at = 0; at < rows.length; at += 1000) await part.add(rows.slice(at, at + 1000), ['', ''])
  const parts = { ...(await part.finish()) }
  let reads: string[] = []
  const fresh = (): Source => {
    const source = open(parts)
    return {
      ...source,
      read(path) {
        const [name = ''] = path.split('/').slice(-1)
        if (!name.includes('-list.')) reads.push(name.split('.')[0] ?? '')
        return source.read(path)
      },
    }
  }
  return {
    parts,
    warnings,
    open: fresh,
    reads: () => reads,
    async find(text, asked = {}) {
      reads = []
      return findRows(fresh(), text, { limit: MAX_RESULTS, offset: 0, ...asked })
    },
  }
}

/** A column that every row has. */
export function column(name: string, type: Column['type'] = 'string'): Column {
  return { name, type, optional: false }
}
