/** Integrity of bytes as the web declares it (Subresource Integrity, section 3.5). */
import { createHash, type Hash } from 'node:crypto'

/** From the weakest to the strongest. */
const ALGORITHMS = ['sha256', 'sha384', 'sha512'] as const
type Algorithm = (typeof ALGORITHMS)[number]

const LENGTHS: Readonly<Record<Algorithm, number>> = { sha256: 32, sha384: 48, sha512: 64 }
const TOKEN = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?[\x21-\x7e]*)?$/

export interface Integrity {
  readonly algorithm: Algorithm
  /** Any of them will do. Hexadecimal digits. */
  readonly digests: readonly string[]
}

/** The strongest of the hashes that a text has; nothing where it has none. What is no hash is passed over. */
export function parseIntegrity(text: string): Integrity | undefined {
  const tokens = text.split(/\s+/).flatMap((token) => {
    const [, name, base64 = ''] = TOKEN.exec(token) ?? []
    const algorithm = ALGORITHMS.find((known) => known === name)
    const digest = Buffer.from(base64, 'base64')
    if (algorithm === undefined || digest.length !== LENGTHS[algorithm]) return []
    return [{ algorithm, digest: digest.toString('hex') }]
  })
  const algorithm = ALGORITHMS.findLast((known) =>
    tokens.some((token) => token.algorithm === known),
  )
  if (algorithm === undefined) return undefined
  const digests = tokens.filter((token) => token.algorithm === algorithm)
  return { algorithm, digests: digests.map(({ digest }) => digest) }
}

export interface IntegrityCheck {
  update(bytes: Uint8Array): void
  /** Hexadecimal digits. */
  readonly digest: () => string
  /** `sha256-…`, as it is declared. */
  readonly text: () => string
}

export function createIntegrityCheck(algorithm: Algorithm): IntegrityCheck {
  const hash: Hash = createHash(algorithm)
  return {
    update: (bytes) => void hash.update(bytes),
    digest: () => hash.copy().digest('hex'),
    text: () => `${algorithm}-${hash.copy().digest('base64')}`,
  }
}
