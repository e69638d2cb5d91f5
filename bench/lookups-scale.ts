/** The same lookup with ever more rows: what it takes to compile, and what its answers cost. */
import {
  ALL_PARTS,
  makePlaces,
  openWorkshop,
  type BuiltLookup,
  type Taken,
} from './lookups-build.ts'
import { openWorker, type Cost } from './lookups-cpu.ts'
import { KEY, KINDS, type Kind } from './lookups-questions.ts'
import { countReads, type Reads } from './lookups-reads.ts'
import { formatTable } from './search-table.ts'

/** The goal of all: milliseconds of CPU of a key that is asked later. */
const KEY_LIMIT = 0.4
/** How many times as much the largest lookup may cost as the smallest. */
const FLAT_LIMIT = 2
/** The goals of a key alone: seconds at a million rows, bytes of memory at any number. */
const MILLION_LIMIT = 6
const MEMORY_LIMIT = 1e9

/** The head of a table of {@link formatTaken}. */
export const TAKEN = [
  'rows',
  'parts',
  'compiled in s',
  'CPU s',
  'peak memory MB',
  'files',
  'MB',
] as const

interface Asked {
  readonly rows: number
  readonly kind: Kind
  readonly cost: Cost
  readonly reads: Reads
}

/** Gives tables in Markdown. @param isKeyAlone - whether nothing but keys is compiled and asked: for very many rows */
export async function measureScale(
  sizes: readonly number[],
  isKeyAlone: boolean = false,
): Promise<string> {
  const compiled: string[][] = []
  const asked: Asked[] = []
  const workshop = await openWorkshop()
  try {
    for (const rows of sizes) {
      process.stderr.write(`compiling: ${formatCount(rows)} rows\n`)
      const from = await makePlaces(workshop, rows)
      const plain = await workshop.build({ name: 'plain', from, key: 'id' })
      compiled.push(formatTaken(rows, 'key', plain.taken))
      if (isKeyAlone) {
        asked.push(...(await askAll(plain, [KEY])))
        continue
      }
      const whole = await workshop.build({ name: 'places', from, key: 'id', ...ALL_PARTS })
      compiled.push(formatTaken(rows, 'all', whole.taken))
      asked.push(...(await askAll(whole, KINDS)))
    }
  } finally {
    await workshop.remove()
  }
  return [formatCompiled(compiled), formatAsked(asked), formatFlatness(asked)].join('\n')
}

async function askAll(built: BuiltLookup, kinds: readonly Kind[]): Promise<Asked[]> {
  const asked: Asked[] = []
  const worker = await openWorker(built)
  try {
    for (const kind of kinds) {
      process.stderr.write(`asking: ${kind.what}\n`)
      const reads = await countReads(built, kind)
      asked.push({ rows: built.index.rows, kind, reads, cost: await worker.measure(kind) })
    }
  } finally {
    await worker.close()
  }
  return asked
}

export function formatTaken(rows: number, parts: string, taken: Taken): string[] {
  return [
    formatCount(rows),
    parts,
    taken.seconds.toFixed(1),
    taken.cpu.toFixed(1),
    (taken.peakMemory / 1e6).toFixed(0),
    String(taken.files),
    (taken.bytes / 1e6).toFixed(1),
  ]
}

function formatCompiled(rows: readonly string[][]): string {
  return `${formatTable(TAKEN, rows)}Goals with a key alone: ${MILLION_LIMIT} s at 1M rows, ${MEMORY_LIMIT / 1e6} MB at 10M.\n`
}

function formatAsked(asked: readonly Asked[]): string {
  const head = [
    'question',
    'rows',
    'cold CPU ms',
    'warm CPU ms',
    'reading CPU ms',
    'wall p50 ms',
    'wall p99 ms',
    'blocks mean',
    'blocks p95',
    'goal',
    'files p95, cold',
  ]
  const sorted = KINDS.flatMap((kind) => asked.filter((one) => one.kind === kind))
  const rows = sorted.map(({ rows: count, kind, cost, reads }) => [
    kind.what,
    formatCount(count),
    ...[cost.cold, cost.warm, cost.reading, cost.p50, cost.p99].map((value) => value.toFixed(2)),
    reads.mean.toFixed(2),
    String(reads.p95),
    kind.limit === undefined ? '-' : `<= ${kind.limit}`,
    String(reads.coldP95),
  ])
  return `${formatTable(head, rows)}CPU is beyond a no-op. Warm: the isolate remembers up to 24 MB of files; reading: it remembers none.\n`
}

function formatFlatness(asked: readonly Asked[]): string {
  const keys = asked.filter(({ kind }) => kind === KEY).map(({ cost }) => cost)
  const ratio = (of: (cost: Cost) => number): string => {
    const values = keys.map(of)
    return `${(Math.max(...values) / Math.min(...values)).toFixed(1)}x`
  }
  const most = Math.max(...keys.map(({ warm }) => warm))
  return `A key, the dearest size beside the cheapest: warm ${ratio(({ warm }) => warm)}, reading ${ratio(({ reading }) => reading)} (goal ${FLAT_LIMIT}x); warm at most ${most.toFixed(2)} ms (goal ${KEY_LIMIT}).\n`
}

export function formatCount(count: number): string {
  return count.toLocaleString('en')
}
