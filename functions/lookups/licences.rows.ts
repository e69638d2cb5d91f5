/** The rows of the licences: what the npm package `spdx-license-list` knows. Runs in the build alone. */
import { createRequire } from 'node:module'

interface Licence {
  readonly name: string
  readonly url?: string
  readonly osiApproved: boolean
}

export default function* rows(): Iterable<object> {
  const licences: Record<string, Licence> = createRequire(import.meta.url)('spdx-license-list')
  for (const [id, { name, url, osiApproved }] of Object.entries(licences)) {
    // Some have several addresses, one a line; the first is the licence's own.
    yield { id, name, osi_approved: osiApproved, text: url?.split('\n')[0] }
  }
}
