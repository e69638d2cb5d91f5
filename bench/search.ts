/**
 * Measures search: what a question costs at the edge, how well it is answered, what an index takes to make, and what a
 * browser loads; each beside other engines. Parts can be named, and how many pages there are:
 * `node bench/search.ts cpu build --pages 5000`. The pages are manuals out of Debian's packages.
 */
import { parseArgs } from 'node:util'

import { SkippedError } from './corpora.ts'
import { measureBuild } from './search-build.ts'
import { measureBytes } from './search-bytes.ts'
import { measureCpu, measurePeers } from './search-cpu.ts'
import { measureRelevance } from './search-relevance.ts'

/** Each gives tables in Markdown, for so many pages. */
const PARTS: Readonly<Record<string, (pages: number) => Promise<string>>> = {
  cpu: measureCpu,
  peers: measurePeers,
  relevance: measureRelevance,
  build: measureBuild,
  bytes: measureBytes,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pages: { type: 'string', default: '20000' } },
})
const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name))
if (unknown !== undefined) {
  throw new Error(`expected one of ${Object.keys(PARTS).join(', ')}, got "${unknown}"`)
}
for (const [name, measure] of Object.entries(PARTS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  process.stderr.write(`measuring: ${name}\n`)
  try {
    process.stdout.write(`\n## ${name}\n\n${await measure(Number(values.pages))}`)
  } catch (cause) {
    if (!(cause instanceof SkippedError)) throw cause
    process.stdout.write(`skipped: ${cause.message}\n`)
  }
}
