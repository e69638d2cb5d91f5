/**
 * Remembers who was erased, so that no backup brings them back: as keyed hashes of their addresses, from which nobody
 * can be read without the key.
 */
import { hmac, importHmacKey } from '../core/digest.ts'
import { normalizeAddress } from './addresses.ts'
import { decodeSecret } from './backup-values.ts'
import { listAddresses, type PersonalTexts } from './personal-texts.ts'

/** Keys in `leanto_secrets`: the site's own, and behind it those of other databases whose backups came in. */
export const SECRET_NAME = 'tombstones'

const SECRET_BYTES = 32

/** As a JSON list they are well below the 2,000,000 bytes of a value of D1. */
const MAX_HASHES = 20_000

/**
 * Remembers that an address was erased.
 * @param mentions - whether what others wrote of it was erased, too
 * @throws what D1 throws
 */
export async function addTombstone(
  db: D1Database,
  address: string,
  { mentions }: { readonly mentions: boolean },
  now: Date,
): Promise<void> {
  const key = await importHmacKey(await readOwnSecret(db))
  const normalized = normalizeAddress(address)
  const texts = [normalized, ...(mentions ? [toMention(normalized)] : [])]
  const hashes = await Promise.all(texts.map(async (text) => (await hmac(key, text)).toHex()))
  await db
    .prepare(
      `INSERT INTO leanto_tombstones (hash, erased_at) SELECT value, ?2 FROM json_each(?1) WHERE true
       ON CONFLICT (hash) DO UPDATE SET erased_at = ?2`,
    )
    .bind(JSON.stringify(hashes), now.toISOString())
    .run()
}

/** A submission that a backup has. */
export interface BackedUp extends PersonalTexts {
  readonly id: string
  /** ISO 8601, UTC. */
  readonly receivedAt: string
}

/** Finds the ids of submissions of people who were erased. What came after that is new, and not among them. */
export type FindErased = (rows: readonly BackedUp[]) => Promise<ReadonlySet<string>>

/** With the keys of this moment; it costs nothing where nobody was erased. */
export async function createFindErased(db: D1Database): Promise<FindErased> {
  const [any, secrets] = await Promise.all([
    db.prepare('SELECT hash FROM leanto_tombstones LIMIT 1').first<string>('hash'),
    readSecrets(db),
  ])
  if (any === null || secrets.length === 0) return () => Promise.resolve(new Set())
  const keys = await Promise.all(secrets.map(importHmacKey))
  const size = Math.max(1, Math.floor(MAX_HASHES / keys.length))
  return async (rows) => {
    const rowsByText = groupByText(rows)
    const texts = [...rowsByText.keys()]
    const erased = new Set<string>()
    for (let at = 0; at < texts.length; at += size)
      for (const { text, erasedAt } of await findTombstones(db, keys, texts.slice(at, at + size)))
        for (const { id, receivedAt } of rowsByText.get(text) ?? [])
          if (receivedAt <= erasedAt) erased.add(id)
    return erased
  }
}

/** No address begins so. */
function toMention(address: string): string {
  return `mention of ${address}`
}

/** The rows in which each text stands that may have a tombstone. */
function groupByText(rows: readonly BackedUp[]): ReadonlyMap<string, readonly BackedUp[]> {
  const found = new Map<string, BackedUp[]>()
  for (const row of rows) {
    const { own, all } = listAddresses(row)
    for (const text of [...own, ...all.map(toMention)]) {
      const others = found.get(text)
      if (others === undefined) found.set(text, [row])
      else others.push(row)
    }
  }
  return found
}

interface Tombstone {
  readonly text: string
  readonly erasedAt: string
}

/** Looks texts up by their hashes under each key, in one read. */
async function findTombstones(
  db: D1Database,
  keys: readonly CryptoKey[],
  texts: readonly string[],
): Promise<readonly Tombstone[]> {
  const hashed = await Promise.all(
    texts.flatMap((text) =>
      keys.map(async (key) => [(await hmac(key, text)).toHex(), text] as const),
    ),
  )
  const textByHash = new Map(hashed)
  const { results } = await db
    .prepare(
      'SELECT hash, erased_at FROM leanto_tombstones WHERE hash IN (SELECT value FROM json_each(?))',
    )
    .bind(JSON.stringify([...textByHash.keys()]))
    .all<{ hash: string; erased_at: string }>()
  return results.flatMap((row) => {
    const text = textByHash.get(row.hash)
    return text === undefined ? [] : [{ text, erasedAt: row.erased_at }]
  })
}

/** A key that is damaged gives way to a new one: nothing can be hashed with it any more. */
async function readOwnSecret(db: D1Database): Promise<Uint8Array<ArrayBuffer>> {
  const fresh = crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toBase64()
  const select = db
    .prepare('SELECT name, base64 FROM leanto_secrets WHERE name = ?')
    .bind(SECRET_NAME)
  const insert = db.prepare('INSERT OR IGNORE INTO leanto_secrets (name, base64) VALUES (?, ?)')
  const [, read] = await db.batch<Secret>([insert.bind(SECRET_NAME, fresh), select])
  const [row] = read?.results ?? []
  if (row === undefined) throw new Error('the database gave no key for tombstones')
  const secret = decode(row)
  if (secret !== undefined) return secret
  // Of two who find it damaged at once, the first puts in the key of both.
  const replace = db.prepare('UPDATE leanto_secrets SET base64 = ? WHERE name = ? AND base64 = ?')
  const [, again] = await db.batch<Secret>([replace.bind(fresh, SECRET_NAME, row.base64), select])
  const [replaced] = (again?.results ?? []).flatMap((own) => decode(own) ?? [])
  if (replaced === undefined) throw new Error('the database kept a damaged key for tombstones')
  return replaced
}

interface Secret {
  readonly name: string
  readonly base64: string
}

async function readSecrets(db: D1Database): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const { results } = await db
    .prepare('SELECT name, base64 FROM leanto_secrets WHERE name = ?1 OR name GLOB ?2')
    .bind(SECRET_NAME, `${SECRET_NAME}:*`)
    .all<Secret>()
  return results.flatMap((row) => decode(row) ?? [])
}

/** One damaged key is not to keep the others from being used. */
function decode({ name, base64 }: Secret): Uint8Array<ArrayBuffer> | undefined {
  const secret = decodeSecret(base64)
  if (secret === undefined)
    console.error(
      `leanto: expected ${SECRET_BYTES} bytes as Base64 in leanto_secrets, row "${name}": who was erased by this key is not known`,
    )
  return secret
}
