/** The rows of the media types: what the npm package `mime-db` knows. Runs in the build alone. */
import { createRequire } from 'node:module'

interface MediaType {
  readonly source?: string
  readonly extensions?: readonly string[]
  readonly compressible?: boolean
  readonly charset?: string
}

export default function* rows(): Iterable<object> {
  // The package has no types.
  const types: Record<string, MediaType> = createRequire(import.meta.url)('mime-db')
  for (const [type, { source, extensions, compressible, charset }] of Object.entries(types)) {
    yield { type, source, extensions, compressible, charset }
  }
}
