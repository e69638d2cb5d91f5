/** How fast a file of 9 MB is taken into each store, and what that costs, beside `request.formData()` and one put. */
import { randomBytes } from 'node:crypto'

import { startFixture } from '../tests/worker/fixture.ts'
import { workerdCpu } from './cpu.ts'
import { startBare } from './forms-bare.ts'
import { createClient, type Client } from './forms-client.ts'
import { median } from './statistics.ts'
import { formatMs, type Row } from './forms-table.ts'

const MEGABYTES = 9
const WARM_UPS = 2
const ROUNDS = 9

const PAGE =
  '<!doctype html><title>File</title><form method="post" action="/forms/file" enctype="multipart/form-data"><input type="file" name="file" aria-label="File"><button>Send</button></form>'

/** What is done with the file, and beside which of them that is held. */
const KINDS: readonly (readonly [what: string, beside?: number])[] = [
  ['`formData()`, dropped'],
  ['our parser, dropped', 0],
  ['`formData()` and R2'],
  ['ours, into R2', 2],
  ['ours, into D1', 2],
]

interface Cost {
  readonly ms: number
  /** Of the runtime's main threads. */
  readonly cpu: number
}

export async function measureUploads(): Promise<Row[]> {
  const sites = await Promise.all([
    startBare(),
    startFixture({ 'index.html': PAGE }, { hasBucket: true }),
    startFixture({ 'index.html': PAGE }),
  ])
  const [bare, bucket, database] = sites.map(({ url }) => createClient(url))
  if (bare === undefined || bucket === undefined || database === undefined) return []
  const costs = await measureInTurn([
    [bare, '/forms/form-data'],
    [bare, '/forms/read'],
    [bare, '/forms/put'],
    [bucket, '/forms/file'],
    [database, '/forms/file'],
  ])
  for (const client of [bare, bucket, database]) client.close()
  await Promise.all(sites.map((site) => site.close()))
  return toRows(costs)
}

async function measureInTurn(targets: readonly (readonly [Client, string])[]): Promise<Cost[]> {
  const samples: Cost[][] = targets.map(() => [])
  const send = await createUpload()
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    for (const [at, [client, path]] of targets.entries()) {
      const before = workerdCpu() ?? Number.NaN
      const ms = await send(client, path)
      const cpu = (workerdCpu() ?? Number.NaN) - before
      if (round >= WARM_UPS) samples[at]?.push({ ms, cpu })
    }
  }
  return samples.map((all) => ({
    ms: median(all.map(({ ms }) => ms)),
    cpu: median(all.map(({ cpu }) => cpu)),
  }))
}

async function createUpload(): Promise<(client: Client, path: string) => Promise<number>> {
  const form = new FormData()
  form.set('file', new File([randomBytes(MEGABYTES * 1e6)], 'scan.bin'))
  const encoded = new Response(form)
  const type = encoded.headers.get('content-type') ?? ''
  const body = new Uint8Array(await encoded.arrayBuffer())
  const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin', accept: 'text/html' }
  return (client, path) => client.send(path, 303, { method: 'POST', headers, body })
}

function toRows(costs: readonly Cost[]): Row[] {
  const times = costs.map(({ ms }) => ms)
  const cpus = costs.map(({ cpu }) => cpu / MEGABYTES)
  const rows = compare(`upload of ${MEGABYTES} MB`, times, formatSpeed)
  // Not every system tells it.
  if (cpus.some(Number.isNaN)) return rows
  return [...rows, ...compare('CPU of each of its MB', cpus, formatMs)]
}

/** A row for each of the kinds. */
function compare(
  what: string,
  values: readonly number[],
  format: (value: number) => string,
): Row[] {
  return values.map((value, at) => {
    const [name = '', held] = KINDS[at] ?? []
    const row = { what: `${what}, ${name}`, here: format(value) }
    if (held === undefined) return row
    const other = values[held] ?? Number.NaN
    return { ...row, beside: `${KINDS[held]?.[0]}: ${format(other)}`, ratio: value / other }
  })
}

function formatSpeed(ms: number): string {
  return `${formatMs(ms)}, ${((MEGABYTES / ms) * 1000).toFixed(0)} MB/s`
}
