/** Prints where the server decides otherwise than a browser: `npm run parity -- --count 200000 --seed 7`. */
import { parseArgs } from 'node:util'

import { compare } from './compare.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    browser: { type: 'string', default: 'chromium' },
  },
})
const browser = values.browser === 'firefox' ? 'firefox' : 'chromium'
const count = Number(values.count)
const started = performance.now()
const { tally } = await compare({ seed: Number(values.seed), count, browser, broken: [] })
const seconds = ((performance.now() - started) / 1000).toFixed(1)

console.log(
  `${browser}, seed ${values.seed}: ${count} filled forms in ${seconds} s, ${tally.valid} of them valid`,
)
for (const [reason, times] of tally.known) console.log(`${times} known: ${reason}`)
console.log(`${tally.unknown.length} unexplained`)
for (const difference of tally.unknown.slice(0, 20)) console.log(JSON.stringify(difference))
process.exitCode = tally.unknown.length === 0 ? 0 : 1
