/** Prints where the server decides otherwise than a browser: `npm run parity -- --count 200000 --seed 7`. */
import { parseArgs } from 'node:util'

import { compare } from './compare.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    browser: { type: 'string', default: 'chromium' },
  },
})
const browser = values.browser === 'firefox' ? 'firefox' : 'chromium'
const [count, seed] = [Number(values.count), Number(values.seed)]
const started = performance.now()
const { tally } = await compare({ seed, count, browser, broken: [] })
const seconds = ((performance.now() - started) / 1000).toFixed(1)
const { valid, different, known, unknown } = tally

console.log(
  `${browser}, seed ${seed}: ${count} filled forms in ${seconds} s, ${valid} of them valid`,
)
const rate = different === 0 ? '' : `, 1 in ${Math.round(count / different)}`
console.log(`${different} decided otherwise${rate}`)
for (const [reason, times] of [...known].toSorted((a, b) => b[1] - a[1])) {
  console.log(`${String(times).padStart(6)} ${reason}`)
}
console.log(`${unknown.length} unexplained`)
for (const difference of unknown.slice(0, 20)) console.log(JSON.stringify(difference))
process.exitCode = unknown.length === 0 ? 0 : 1
