/**
 * Remembers who was erased, so that no backup brings them back: as keyed hashes of their addresses, from which nobody
 * can be read without the key.
 */
import { normalizeAddress } from './addresses.ts'
import { listAddresses, type PersonalTexts } from './personal-texts.ts'

/** Keys in `leanto_secrets`: the site's own, and behind it those of other databases whose backups came in. */
export const SECRET_NAME = 'tombstones'

const SECRET_BYTES = 32

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
  const secret = await readOwnSecret(db)
  const normalized = normalizeAddress(address)
  const texts = [normalized, ...(mentions ? [toMention(normalized)] : [])]
  const hashes = await Promise.all(texts.map((text) => hash(secret, text)))
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
  if (any === null) return () => Promise.resolve(new Set())
  return async (rows) => {
    const rowsByHash = new Map<string, BackedUp[]>()
    for (const row of rows)
      for (const hashed of await hashAll(secrets, row))
        rowsByHash.set(hashed, [...(rowsByHash.get(hashed) ?? []), row])
    const { results } = await db
      .prepare(
        'SELECT hash, erased_at FROM leanto_tombstones WHERE hash IN (SELECT value FROM json_each(?))',
      )
      .bind(JSON.stringify([...rowsByHash.keys()]))
      .all<{ hash: string; erased_at: string }>()
    const erased = results.flatMap((tombstone) =>
      (rowsByHash.get(tombstone.hash) ?? []).filter(
        ({ receivedAt }) => receivedAt <= tombstone.erased_at,
      ),
    )
    return new Set(erased.map(({ id }) => id))
  }
}

/** The keyed hash of a text, HMAC with SHA-256, in hexadecimal digits. */
export async function hash(secret: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return new Uint8Array(signed).toHex()
}

/** No address begins so. */
function toMention(address: string): string {
  return `mention of ${address}`
}

async function hashAll(
  secrets: readonly Uint8Array<ArrayBuffer>[],
  row: PersonalTexts,
): Promise<string[]> {
  const { own, all } = listAddresses(row)
  const texts = [...own, ...all.map(toMention)]
  return Promise.all(texts.flatMap((text) => secrets.map((secret) => hash(secret, text))))
}

async function readOwnSecret(db: D1Database): Promise<Uint8Array<ArrayBuffer>> {
  const fresh = crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toBase64()
  const [, read] = await db.batch<{ base64: string }>([
    db
      .prepare('INSERT OR IGNORE INTO leanto_secrets (name, base64) VALUES (?, ?)')
      .bind(SECRET_NAME, fresh),
    db.prepare('SELECT base64 FROM leanto_secrets WHERE name = ?').bind(SECRET_NAME),
  ])
  const [row] = read?.results ?? []
  if (row === undefined) throw new Error('the database gave no key for tombstones')
  return Uint8Array.fromBase64(row.base64)
}

async function readSecrets(db: D1Database): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const { results } = await db
    .prepare('SELECT base64 FROM leanto_secrets WHERE name = ?1 OR name GLOB ?2')
    .bind(SECRET_NAME, `${SECRET_NAME}:*`)
    .all<{ base64: string }>()
  return results.map(({ base64 }) => Uint8Array.fromBase64(base64))
}
