/** Kills the Worker under load, and prints what became of the submissions: `node tests/crash/run.ts --size merge`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { run, type Outcome } from './harness.ts'
import { SIZES, VARIANTS, type SizeName } from './variants.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'commit' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    // Part of a variant's name, to run it alone.
    only: { type: 'string', default: '' },
  },
})
const size = readSize(values.size)
const seed = Number(values.seed)
console.log(`size ${size}, seed ${seed}`)
console.log(
  row('variant', 'accepted', 'kills', 'lost', 'twice', 'untold', 'retold', 'file', 's', ''),
)
const outcomes: Outcome[] = []
for (const variant of VARIANTS.filter(({ name }) => name.includes(values.only))) {
  const outcome = await run(variant, size, seed)
  outcomes.push(outcome)
  print(outcome)
}
const folder = join(import.meta.dirname, '..', '..', '.leanto')
await mkdir(folder, { recursive: true })
const file = join(folder, `crash-${size}.json`)
await writeFile(file, `${JSON.stringify({ size, seed, outcomes }, undefined, 2)}\n`)
console.log(`All of it is in ${file}.`)
process.exitCode = outcomes.some(({ objections }) => objections.length > 0) ? 1 : 0

function readSize(name: string): SizeName {
  if (name === 'commit' || name === 'merge' || name === 'nightly') return name
  throw new Error(`expected --size ${Object.keys(SIZES).join('|')}, got "${name}"`)
}

function print({ variant, kills, seconds, integrity, findings, objections }: Outcome): void {
  const { accepted, lost, duplicated, unnotified, repeated } = findings
  const counts = [
    accepted,
    kills,
    lost.length,
    duplicated.length,
    unnotified.length,
    repeated.length,
  ]
  const verdict = objections.length === 0 ? 'as expected' : 'NOT as expected'
  console.log(row(variant, ...counts.map(String), integrity, seconds.toFixed(1), verdict))
  for (const objection of objections) console.log(`  ${objection}`)
}

function row(name: string, ...cells: readonly string[]): string {
  return [name.padEnd(26), ...cells.map((cell) => cell.padStart(8))].join(' ')
}
