/**
 * Times warm builds of this site: with its rooms, and plain, as Astro alone builds the same pages. Each build is a
 * process of its own, in turn with the other kind.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

import { median } from './statistics.ts'

const ROOT = join(import.meta.dirname, '..')
const RUNS = 3

/** Rows of the two lookups: a build may take so long for each 100,000 of them, beside 1.5 times the plain build. */
const ROWS = 137_755
const SECONDS_PER_100_000_ROWS = 3

const WHOLE = ['node_modules/astro/bin/astro.mjs', 'build', '--root', 'site']
const PLAIN = ['bench/build-plain.ts']

buildSeconds(WHOLE)
buildSeconds(PLAIN)
const whole: number[] = []
const plain: number[] = []
for (let run = 0; run < RUNS; run++) {
  whole.push(buildSeconds(WHOLE))
  plain.push(buildSeconds(PLAIN))
}
const limit = 1.5 * median(plain) + (SECONDS_PER_100_000_ROWS * ROWS) / 100_000
process.stdout.write(
  `warm build: ${median(whole).toFixed(1)} s; plain Astro: ${median(plain).toFixed(1)} s; limit: ${limit.toFixed(1)} s\n`,
)

function buildSeconds(args: readonly string[]): number {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  })
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stderr}`)
  return (performance.now() - started) / 1000
}
