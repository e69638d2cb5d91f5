/** Finds what there is of one person, by e-mail address: in every submission, whether it is indexed or not. */
import { normalizeAddress } from './addresses.ts'
import { isAbout, isFrom, type PersonalTexts } from './personal-texts.ts'
import { fitting, hasMore, type Bounds, type Fitted } from './serve-bounded.ts'

/** So many rows are looked at by one call of the database … */
const RANGE = 20_000

/** … and so much is read of those that may be meant. */
const BOUNDS: Bounds = { rows: 500, bytes: 4_000_000 }

/** Ids of submissions, in the order in which they were stored. */
export interface PersonIds {
  /** A value of a field is the address. */
  readonly own: readonly string[]
  /** The address stands somewhere else in them: in a text, or in the name of a file. */
  readonly mentions: readonly string[]
}

/**
 * Finds the submissions of a person. The address is compared as `normalizeAddress` says, and as a whole: `ann@x.org`
 * is neither in `joann@x.org` nor in `ann@x.org.uk`.
 * @throws what D1 throws
 */
export async function findPerson(db: D1Database, email: string): Promise<PersonIds> {
  const own: string[] = []
  const mentions: string[] = []
  const end = await db
    .prepare('SELECT max(rowid) AS last FROM leanto_submissions')
    .first<number | null>('last')
  const address = normalizeAddress(email)
  for (let after = 0; after < (end ?? 0);) {
    const upTo = after + RANGE
    const rows = await readCandidates(db, toNeedle(address), after, upTo)
    for (const row of rows) {
      if (isFrom(row, address)) own.push(row.id)
      else if (isAbout(row, address)) mentions.push(row.id)
    }
    after = hasMore(rows, BOUNDS) ? (rows.at(-1)?.number ?? upTo) : upTo
  }
  return { own, mentions }
}

/**
 * What the database looks for: SQLite knows upper case of ASCII alone, JSON escapes some signs, accents may be written
 * in two ways, and an international host as well. So it is the longest part of the address that has none of it.
 */
function toNeedle(address: string): string {
  const isPlain = !address.includes('@xn--') && !address.includes('.xn--')
  const sure = isPlain ? address : address.slice(0, address.lastIndexOf('@') + 1)
  const parts = sure.match(/[!#-[\]-~]+/g) ?? ['@']
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest))
}

interface Candidate extends Fitted, PersonalTexts {
  readonly number: number
  readonly id: string
}

const PICKED = `
  SELECT s.rowid AS number, octet_length(s.entries) + octet_length(s.extra) AS size
  FROM leanto_submissions AS s
  WHERE s.rowid > ?1 AND s.rowid <= ?2 AND (
    instr(lower(s.entries), ?3) > 0 OR instr(lower(s.extra), ?3) > 0 OR EXISTS (
      SELECT 1 FROM leanto_files AS file WHERE file.submission = s.id AND instr(lower(file.name), ?3) > 0))`

const CANDIDATES = `${fitting(PICKED, 'number', BOUNDS)}
  SELECT number, found, s.id, s.entries, s.extra,
    (SELECT json_group_array(name) FROM leanto_files WHERE submission = s.id) AS files
  FROM fitting CROSS JOIN leanto_submissions AS s ON s.rowid = fitting.number ORDER BY place`

async function readCandidates(
  db: D1Database,
  needle: string,
  after: number,
  upTo: number,
): Promise<readonly Candidate[]> {
  const { results } = await db.prepare(CANDIDATES).bind(after, upTo, needle).all<Candidate>()
  return results
}
