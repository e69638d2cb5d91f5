/** The rows of browser support: what the npm package `@mdn/browser-compat-data` knows. Runs in the build alone. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type {
  CompatData,
  CompatStatement,
  Identifier,
  SimpleSupportStatement,
  SupportStatement,
} from '@mdn/browser-compat-data'

const BROWSERS = ['chrome', 'edge', 'firefox', 'safari', 'chrome_android', 'safari_ios'] as const
const AREAS = ['api', 'css', 'html', 'http', 'javascript', 'mathml', 'svg', 'webassembly'] as const

export default function* rows(): Iterable<object> {
  const path = createRequire(import.meta.url).resolve('@mdn/browser-compat-data')
  const data: CompatData = JSON.parse(readFileSync(path, 'utf8'))
  for (const area of AREAS) yield* rowsOf(area, area, data[area])
}

/** The features that are parts of one, and theirs. */
function* rowsOf(area: string, path: string, feature: Identifier): Iterable<object> {
  for (const [name, { __compat: statement, ...parts }] of Object.entries<Identifier>(feature)) {
    const id = `${path}.${name}`
    // Those without a page of their own are details of one that has.
    if (statement?.mdn_url) yield { feature: id, area, ...describe(statement) }
    yield* rowsOf(area, id, parts)
  }
}

function describe({ status, support, mdn_url }: CompatStatement): object {
  return {
    ...Object.fromEntries(BROWSERS.map((browser) => [browser, since(support[browser])])),
    status: status?.deprecated ? 'deprecated' : status?.experimental ? 'experimental' : 'standard',
    docs: mdn_url,
  }
}

/** The version that has a feature since; `no` where none has it whole and unprefixed; nothing where nobody knows. */
function since(statement: SupportStatement | undefined): string | undefined {
  const all: SimpleSupportStatement[] = [statement ?? []].flat()
  const whole = all.find((one) => !one.prefix && !one.flags && !one.partial_implementation)
  if (statement === undefined) return undefined
  if (!whole?.version_added || whole.version_removed) return 'no'
  return whole.version_added
}
