/**
 * Compiles the lookups of a folder in a process of its own, and prints what that took as JSON:
 * `node bench/lookups-compile.ts <folder of declarations> <output> <cache>`.
 */
import { createOutput } from '../toolkit/page/build-output.ts'
import { buildLookups } from '../toolkit/lookups/build.ts'

const [folder = '', output = '', cache = ''] = process.argv.slice(2)
const started = performance.now()
const { report } = await buildLookups({ folder, output: createOutput(output), cache })
const { user, system } = process.cpuUsage()
const [lookup] = report
const taken = {
  seconds: (performance.now() - started) / 1000,
  cpu: (user + system) / 1e6,
  peakMemory: process.resourceUsage().maxRSS * 1024,
  files: lookup?.files ?? 0,
  bytes: lookup?.bytes ?? 0,
}
process.stdout.write(JSON.stringify(taken))
