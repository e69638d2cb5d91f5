/**
 * The domains of throw-away e-mail addresses: 32 files, of which the Worker reads the one that can hold a domain.
 *
 * A domain stands for itself alone, and `*.` before it for all below it, but not for itself. Each of both is kept as its
 * FNV-1a hash of 32 bits, of the lower-case ASCII name. The first five bits of a hash are the number of its block; a
 * block is the line `leanto-disposable 1` and its hashes in ascending order, each once, as 32-bit big-endian integers.
 *
 * That a domain of no list is taken for one of it happens once in some 35,000 domains: it costs that sender the points
 * of a sign, and no submission.
 */
import { FormatError } from '../core/errors.ts'
import { fnv1a } from '../core/hash.ts'
import { toAsciiHost } from './addresses.ts'

/** How many blocks there are. */
export const BLOCKS = 32

const HEADER = new TextEncoder().encode('leanto-disposable 1\n')
const HASH_BYTES = 4

// No listed tree has more labels, and each hash may cost a block.
const MAX_TREE_LABELS = 3

/** The blocks of some domains, each as `example.org`, or as `*.example.org` for all below it. */
export function encodeDisposable(domains: readonly string[]): Uint8Array[] {
  const blocks = Array.from({ length: BLOCKS }, () => new Set<number>())
  for (const domain of domains) {
    const hash = fnv1a(toName(domain))
    blocks[blockOf(hash)]?.add(hash)
  }
  return blocks.map((hashes) => encodeBlock([...hashes]))
}

/** The number of the block that holds a hash if any does. */
export function blockOf(hash: number): number {
  return hash >>> 27
}

/**
 * Whether a block holds a hash.
 * @throws {FormatError} when it is of another format or version
 */
export function hasDisposable(block: Uint8Array, hash: number): boolean {
  if (!HEADER.every((byte, at) => block[at] === byte)) {
    throw new FormatError('expected a block of throw-away domains of version 1')
  }
  const view = new DataView(block.buffer, block.byteOffset + HEADER.length)
  let low = 0
  let high = (block.byteLength - HEADER.length) / HASH_BYTES
  while (low < high) {
    const middle = (low + high) >>> 1
    const found = view.getUint32(middle * HASH_BYTES)
    if (found === hash) return true
    if (found < hash) low = middle + 1
    else high = middle
  }
  return false
}

/** The hashes under which the domain of an address may be listed, at most 3: its own, and those of trees around it. */
export function domainHashes(email: string): number[] {
  const domain = toDomain(email)
  if (domain === '') return []
  const labels = domain.split('.')
  const trees: string[] = []
  for (let count = 2; count <= MAX_TREE_LABELS && count < labels.length; count += 1) {
    trees.push(`*.${labels.slice(-count).join('.')}`)
  }
  return [domain, ...trees].map(fnv1a)
}

/** The domain of an address in lower-case ASCII; '' where it has none. */
function toDomain(email: string): string {
  const ascii = toAsciiHost(email)
  return ascii.slice(ascii.lastIndexOf('@') + 1)
}

function toName(domain: string): string {
  if (/^[a-z0-9.*-]+$/.test(domain)) return domain
  return domain.startsWith('*.') ? `*.${toName(domain.slice(2))}` : toDomain(`a@${domain}`)
}

function encodeBlock(hashes: readonly number[]): Uint8Array {
  const block = new Uint8Array(HEADER.length + hashes.length * HASH_BYTES)
  block.set(HEADER)
  const view = new DataView(block.buffer, HEADER.length)
  for (const [at, hash] of hashes.toSorted((a, b) => a - b).entries()) {
    view.setUint32(at * HASH_BYTES, hash)
  }
  return block
}
