/**
 * A row by its key out of static files, D1, KV and one JSON file, all in the same local runtime, and out of SQLite in
 * Node. What D1 and KV compute is in the same process here; deployed it is elsewhere, and the network comes to it.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { makePlaces, openWorkshop, type BuiltLookup } from './lookups-build.ts'
import { workerdCpu } from './cpu.ts'
import { createRandom, placeAt } from './lookups-data.ts'
import {
  CHUNK,
  CREATE,
  fill,
  INSERT,
  MAX_KV,
  openRuntime,
  placesFrom,
  type Runtime,
} from './lookups-runtime.ts'
import { formatCount } from './lookups-scale.ts'
import { formatTable } from './search-table.ts'
import { median, quantile } from './statistics.ts'
import { bundleWorker } from './workerd.ts'

/** More rows of JSON are longer than the 25 MiB of a static file. */
const MAX_JSON = 100_000
const MAX_ROWS = 1_000_000
const RUNS = 3
const REQUESTS = 20
const BATCHES = 5

/** Which of the places are in a store: each, or the first of the file. */
interface Store {
  readonly path: string
  readonly label: string
  readonly rows: number
}

/** Gives a table in Markdown. */
export async function measureStores(sizes: readonly number[]): Promise<string> {
  const lines: string[][] = []
  const workshop = await openWorkshop()
  try {
    for (const rows of sizes.filter((size) => size <= MAX_ROWS)) {
      process.stderr.write(`filling stores: ${formatCount(rows)} rows\n`)
      const from = await makePlaces(workshop, rows)
      const built = await workshop.build({ name: 'places', from, key: 'id' })
      lines.push(...(await measureRuntime(built)), await measureSqlite(rows))
    }
  } finally {
    await workshop.remove()
  }
  const head = ['rows', 'store', 'cold CPU ms', 'warm CPU ms', 'wall p50 ms', 'wall p99 ms']
  return `${formatTable(head, lines)}CPU of the runtime is beyond a no-op, that of SQLite is all of its process.\n`
}

async function measureRuntime(built: BuiltLookup): Promise<string[][]> {
  const { rows } = built.index
  const stores: readonly Store[] = [
    { path: 'files', label: 'static files', rows },
    { path: 'd1', label: 'D1', rows },
    { path: 'kv', label: `KV, ${formatCount(MAX_KV)} keys`, rows: Math.min(rows, MAX_KV) },
    ...(rows <= MAX_JSON ? [{ path: 'json', label: 'one JSON file', rows }] : []),
  ]
  const module = join(built.folder, '..', 'site.js')
  const site = { lookups: { places: built.index } }
  await writeFile(module, `export const site = ${JSON.stringify(site)}\n`)
  if (rows <= MAX_JSON) {
    await writeFile(join(built.folder, 'places.json'), JSON.stringify(placesFrom(0, rows, rows)))
  }
  const alias = { 'leanto:site': module }
  const { folder } = built
  const bundle = await bundleWorker({ main: 'bench/lookups-stores.edge.ts', folder, alias })
  const persist = await mkdtemp(join(tmpdir(), 'leanto-stores-'))
  const open = (): Runtime => openRuntime(bundle.script, folder, persist)
  try {
    await fill(open(), rows)
    const lines: string[][] = []
    for (const store of stores) lines.push(await measureStore(open, store, rows))
    return lines
  } finally {
    await rm(persist, { recursive: true })
    await bundle.close()
  }
}

async function measureStore(
  open: () => Runtime,
  { path, label, rows: kept }: Store,
  rows: number,
): Promise<string[]> {
  process.stderr.write(`asking: ${label}\n`)
  const cold: number[] = []
  const warm: number[] = []
  const wall: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const runtime = open()
    const random = createRandom(run)
    const next = (): string => `/${path}/${placeAt(Math.floor(random() * kept), rows).id}`
    try {
      const ask = createAsk((await runtime.ready).origin)
      await ask(() => '/no-op', 1)
      const { cpu: noOp } = await ask(() => '/no-op', 5)
      cold.push((await ask(next, 1)).cpu - noOp)
      await ask(next, REQUESTS * 3)
      await ask(() => '/no-op', REQUESTS * 3)
      for (let batch = 0; batch < BATCHES; batch++) {
        const idle = await ask(() => '/no-op', REQUESTS)
        const busy = await ask(next, REQUESTS)
        warm.push(busy.cpu - idle.cpu)
        wall.push(...busy.times)
      }
    } finally {
      await runtime.dispose()
    }
  }
  return format(rows, label, { cold: median(cold), warm: median(warm), wall })
}

interface Asked {
  /** Milliseconds of each request on the average. */
  readonly cpu: number
  readonly times: readonly number[]
}

function createAsk(origin: string): (next: () => string, requests: number) => Promise<Asked> {
  return async (next, requests) => {
    const times: number[] = []
    const before = workerdCpu() ?? Number.NaN
    for (let sent = 0; sent < requests; sent++) {
      const path = next()
      const started = performance.now()
      const response = await fetch(origin + path)
      const body = await response.text()
      times.push(performance.now() - started)
      if (response.status !== 200) throw new Error(`expected 200 from ${path}, got ${body}`)
    }
    return { cpu: ((workerdCpu() ?? Number.NaN) - before) / requests, times }
  }
}

async function measureSqlite(rows: number): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'leanto-sqlite-'))
  const database = new DatabaseSync(join(folder, 'places.sqlite'))
  database.exec(CREATE)
  const insert = database.prepare(INSERT)
  database.exec('BEGIN')
  for (let at = 0; at < rows; at += CHUNK)
    insert.run(JSON.stringify(placesFrom(at, Math.min(rows, at + CHUNK), rows)))
  database.exec('COMMIT')
  const select = database.prepare('SELECT * FROM places WHERE id = ?')
  const random = createRandom(1)
  const wall: number[] = []
  const ask = (): number => {
    const { id } = placeAt(Math.floor(random() * rows), rows)
    const before = process.cpuUsage()
    const started = performance.now()
    JSON.stringify(select.get(id))
    wall.push(performance.now() - started)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  const cold = ask()
  const times = Array.from({ length: 2000 }, ask)
  database.close()
  await rm(folder, { recursive: true })
  return format(rows, 'SQLite in Node', { cold, warm: median(times), wall })
}

function format(
  rows: number,
  label: string,
  { cold, warm, wall }: { cold: number; warm: number; wall: readonly number[] },
): string[] {
  const times = [cold, warm, median(wall), quantile(wall, 0.99)]
  return [formatCount(rows), label, ...times.map((value) => value.toFixed(3))]
}
