/** How many files an edit of few rows changes: so much is uploaded by the next deployment. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { formatCount } from './lookups-scale.ts'
import {
  ALL_PARTS,
  makePlaces,
  openWorkshop,
  type Declared,
  type Workshop,
} from './lookups-build.ts'
import { HEADER, placeAt, toLine } from './lookups-data.ts'
import { formatTable } from './search-table.ts'

const EDITED = 10
const MAX_ROWS = 1_000_000

/** A million rows with a key alone, a tenth of them with all parts. Gives a table in Markdown. */
export async function measureChurn(sizes: readonly number[]): Promise<string> {
  const rows = Math.min(MAX_ROWS, Math.max(...sizes))
  const some = Math.ceil(rows / 10)
  const workshop = await openWorkshop()
  try {
    const lines = [
      ...(await measureEdits(workshop, rows, {})),
      ...(await measureEdits(workshop, some, ALL_PARTS)),
    ]
    return formatTable(['rows', 'parts', 'edit', 'files', 'changed', 'of them'], lines)
  } finally {
    await workshop.remove()
  }
}

async function measureEdits(
  workshop: Workshop,
  rows: number,
  parts: Partial<Declared>,
): Promise<string[][]> {
  const from = await makePlaces(workshop, rows)
  const whole = await listFiles(workshop, from, parts)
  const text = await readFile(join(workshop.folder, `places-${rows}.csv`), 'utf8')
  const places = text.trimEnd().split('\n').slice(1)
  const chosen = new Set(
    Array.from({ length: EDITED }, (_, at) => Math.floor(((at + 0.5) * rows) / EDITED)),
  )
  const edits: readonly (readonly [string, readonly string[]])[] = [
    [`${EDITED} rows deleted`, places.filter((_, at) => !chosen.has(at))],
    [`${EDITED} rows inserted`, [...places, ...Array.from(chosen, (at) => insertAt(at, rows))]],
  ]
  const lines: string[][] = []
  for (const [edit, edited] of edits) {
    process.stderr.write(`editing: ${edit}\n`)
    await writeFile(join(workshop.folder, 'edited.csv'), `${HEADER}\n${edited.join('\n')}\n`)
    const files = await listFiles(workshop, '../../edited.csv', parts)
    const changed = [...files].filter((file) => !whole.has(file))
    const what = Object.hasOwn(parts, 'find') ? 'all' : 'key'
    const counts = countParts(changed)
    lines.push([formatCount(rows), what, edit, String(files.size), String(changed.length), counts])
  }
  return lines
}

/** A place whose key comes right after that of another, with a network that no other has. */
function insertAt(at: number, rows: number): string {
  const place = placeAt(at, rows)
  return toLine({ ...place, id: `${place.id}5`, network: place.network.replace(/^\d+/, '223') })
}

async function listFiles(
  workshop: Workshop,
  from: string,
  parts: Partial<Declared>,
): Promise<ReadonlySet<string>> {
  const { folder } = await workshop.build({ name: 'places', from, key: 'id', ...parts })
  return new Set(await readdir(join(folder, '_leanto/lookups/places')))
}

function countParts(files: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const file of files) {
    const part = file.split('.')[0] ?? ''
    counts.set(part, (counts.get(part) ?? 0) + 1)
  }
  return [...counts].map(([part, count]) => `${count} ${part}`).join(', ')
}
