/**
 * Times the built site in the local runtime, each operation in turn with a request that does next to nothing. Only the
 * differences and ratios of one run mean something: machines differ, and this one may be busy.
 * Then the same lookup with ever more rows.
 *
 * Cold is the first such request of a fresh runtime, after one request that only wakes it. Warm is every later one.
 */
import { startSite, type SiteRequest } from '../tests/worker/site.ts'
import { measureScale } from './lookups-scale.ts'
import { measure, medians, type Operation, type Sample } from './measure.ts'

const COLD_RUNS = 5
const WARM_RUNS = 100
/** How many rows the lookup has. */
const SIZES = [10_000, 100_000, 1_000_000] as const

const NO_OP: Operation = { name: 'no-op', request: () => ['/api/hello/you'], status: 200 }

const QUERIES = [
  'form',
  'lookup data',
  'security headers',
  'wrangler dep',
  'page template',
  'search sections',
]
const CITIES = [2988507, 3143244, 5128581, 1850147, 2950159, 3448439]

const OPERATIONS: readonly Operation[] = [
  { name: 'search, JSON', status: 200, request: (n) => [`/api/search?q=${query(n)}`] },
  { name: 'search, page', status: 200, request: (n) => [`/search?q=${query(n)}`] },
  { name: 'city by key', status: 200, request: (n) => [`/api/lookups/cities/${pick(CITIES, n)}`] },
  { name: 'city by name', status: 200, request: (n) => [`/api/lookups/cities?find=${letters(n)}`] },
  { name: 'form, wrong', status: 422, request: (n) => ['/forms/contact', form({ name: `n${n}` })] },
  { name: 'form, stored', status: 303, request: (n) => ['/forms/contact', form(goodForm(n))] },
]

interface Row {
  readonly name: string
  readonly cold: Sample
  readonly warm: Sample
  readonly warmNoOp: Sample
}

const rows: Row[] = []
for (const operation of OPERATIONS) {
  process.stderr.write(`measuring: ${operation.name}\n`)
  rows.push(await measureOperation(operation))
}
printTable(rows)
process.stdout.write(`\n${await measureScale(SIZES)}`)

async function measureOperation(operation: Operation): Promise<Row> {
  const cold: Sample[] = []
  for (let run = 0; run < COLD_RUNS; run++) {
    const site = await startSite()
    await measure(site, NO_OP, 0)
    cold.push(await measure(site, operation, run))
    await site.close()
  }
  const site = await startSite()
  const warm: Sample[] = []
  const warmNoOp: Sample[] = []
  for (let n = 0; n < WARM_RUNS; n++) {
    warmNoOp.push(await measure(site, NO_OP, n))
    warm.push(await measure(site, operation, n))
  }
  await site.close()
  return {
    name: operation.name,
    cold: medians(cold),
    warm: medians(warm),
    warmNoOp: medians(warmNoOp),
  }
}

function printTable(measured: readonly Row[]): void {
  const head = [
    'operation',
    'cold ms',
    'warm ms',
    'no-op ms',
    'warm / no-op',
    'cold CPU ms',
    'warm CPU ms',
  ]
  const lines = measured.map(({ name, cold, warm, warmNoOp }) => [
    name,
    ...[cold.wall, warm.wall, warmNoOp.wall].map(formatMs),
    `${(warm.wall / warmNoOp.wall).toFixed(1)}x`,
    ...[cold, warm].map((sample) => formatMs(netCpu(sample, warmNoOp))),
  ])
  for (const line of [head, head.map(() => '---'), ...lines])
    process.stdout.write(`| ${line.join(' | ')} |\n`)
  process.stdout.write('CPU is that of the runtime beyond a warm no-op.\n')
}

function netCpu({ cpu }: Sample, noOp: Sample): number | undefined {
  return cpu === undefined || noOp.cpu === undefined ? undefined : Math.max(0, cpu - noOp.cpu)
}

function formatMs(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(2)
}

function pick<T>(list: readonly T[], n: number): T | string {
  return list[n % list.length] ?? ''
}

function query(n: number): string {
  return encodeURIComponent(pick(QUERIES, n))
}

/** `ber`, `bes`, …: another start of a name each time. */
function letters(n: number): string {
  const letter = (value: number): string => String.fromCharCode(97 + (value % 26))
  return `${letter(n)}${letter(n * 7 + 4)}${letter(n * 3 + 11)}`
}

function form(fields: Readonly<Record<string, string>>): SiteRequest {
  return {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'sec-fetch-site': 'same-origin' },
  }
}

function goodForm(n: number): Record<string, string> {
  return {
    name: `Visitor ${n}`,
    email: `visitor${n}@example.org`,
    topic: 'question',
    reply: 'email',
    consent: 'yes',
    message: `This is message number ${n}, long enough to be one.`,
  }
}
