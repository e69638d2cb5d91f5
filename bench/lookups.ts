/**
 * Measures lookups: what ever more rows cost, how a key compares with other stores, and how few files an edit changes.
 * Parts can be named, and sizes: `node bench/lookups.ts scale --rows 10000,10000000 --key`, where `--key` leaves out
 * of the scale what is not a key. `names` is a part that only runs when it is named: the names of all packages of npm,
 * which are fetched once.
 */
import { parseArgs } from 'node:util'

import { SkippedError } from './corpora.ts'
import { measureChurn } from './lookups-churn.ts'
import { measureNames } from './lookups-names.ts'
import { measureScale } from './lookups-scale.ts'
import { measureStores } from './lookups-stores.ts'

/** Each gives tables in Markdown. */
const PARTS: Readonly<
  Record<string, (sizes: readonly number[], isKeyAlone: boolean) => Promise<string>>
> = {
  scale: measureScale,
  stores: measureStores,
  churn: measureChurn,
  names: measureNames,
}
/** Runs only when it is named. */
const EXTRA = 'names'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '10000,100000,1000000' },
    key: { type: 'boolean', default: false },
  },
})
const sizes = values.rows.split(',').map(Number)
if (!sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
  throw new Error(`expected numbers of rows parted by commas, got "${values.rows}"`)
}
const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name))
if (unknown !== undefined) {
  throw new Error(`expected one of ${Object.keys(PARTS).join(', ')}, got "${unknown}"`)
}
for (const [name, measure] of Object.entries(PARTS)) {
  const isWanted = positionals.length > 0 ? positionals.includes(name) : name !== EXTRA
  if (!isWanted) continue
  process.stderr.write(`measuring: ${name}\n`)
  try {
    process.stdout.write(`\n## ${name}\n\n${await measure(sizes, values.key)}`)
  } catch (cause) {
    if (!(cause instanceof SkippedError)) throw cause
    process.stdout.write(`skipped: ${cause.message}\n`)
  }
}
