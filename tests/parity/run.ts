/** Prints where the server decides otherwise than Chromium: `npm run parity -- --count 200000 --seed 7`. */
import { parseArgs } from 'node:util'

import { compare } from './compare.ts'

const { values } = parseArgs({
  options: { count: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
})
const started = performance.now()
const [tally] = await compare(Number(values.seed), Number(values.count), [(control) => control])
const seconds = ((performance.now() - started) / 1000).toFixed(1)

console.log(`seed ${values.seed}: ${values.count} filled forms in ${seconds} s`)
for (const [reason, count] of tally?.known ?? []) console.log(`${count} known: ${reason}`)
const unknown = tally?.unknown ?? []
console.log(`${unknown.length} unexplained`)
for (const difference of unknown.slice(0, 20)) console.log(JSON.stringify(difference))
process.exitCode = unknown.length === 0 ? 0 : 1
