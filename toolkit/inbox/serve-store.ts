/** Keeps submissions in D1, in tables that install themselves. */
import { STEPS, VERSIONS_TABLE } from './schema.ts'

/** The binding of the inbox; without it nothing can be kept. */
export interface InboxEnv {
  readonly DB?: D1Database
}

export interface Submission {
  /** Made by `createId`. */
  readonly id: string
  readonly form: string
  /** Path of the page that it came from. */
  readonly page: string
  readonly receivedAt: Date
  /** BCP 47 tag of that page. */
  readonly language: string
  /** What the form's controls sent, in tree order. */
  readonly fields: readonly (readonly [name: string, values: readonly string[]])[]
  /** What came beside it. */
  readonly extra: readonly (readonly [name: string, value: string])[]
}

/** A new id: 128 random bits as 32 hexadecimal digits. */
export function createId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Stores a submission, and gives its id once the row is committed. Installs the tables where they are missing or old.
 * @throws what D1 throws when it does not take the row
 */
export async function storeSubmission(db: D1Database, submission: Submission): Promise<string> {
  try {
    await insert(db, submission)
  } catch (error) {
    if (!isSchemaError(error)) throw error
    await installSchema(db)
    await insert(db, submission)
  }
  return submission.id
}

async function insert(db: D1Database, submission: Submission): Promise<void> {
  const { id, form, page, receivedAt, language, fields, extra } = submission
  await db.batch([
    db
      .prepare(
        `INSERT INTO leanto_submissions (id, form, page, received_at, language, entries, extra)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .bind(
        id,
        form,
        page,
        receivedAt.toISOString(),
        language,
        JSON.stringify(fields),
        JSON.stringify(extra),
      ),
  ])
}

function isSchemaError(error: unknown): boolean {
  return error instanceof Error && /no such table|has no column named/.test(error.message)
}

async function installSchema(db: D1Database): Promise<void> {
  await db.prepare(VERSIONS_TABLE).run()
  for (let version = (await readVersion(db)) + 1; version <= STEPS.length; version += 1) {
    await takeStep(db, version)
  }
}

/** A batch is a transaction: whoever comes second fails on the version's key, and changes nothing. */
async function takeStep(db: D1Database, version: number): Promise<void> {
  const statements = STEPS[version - 1] ?? []
  try {
    await db.batch([
      db.prepare('INSERT INTO leanto_schema (version) VALUES (?)').bind(version),
      ...statements.map((statement) => db.prepare(statement)),
    ])
  } catch (error) {
    if ((await readVersion(db)) < version) throw error
  }
}

async function readVersion(db: D1Database): Promise<number> {
  return (
    (await db
      .prepare('SELECT max(version) AS version FROM leanto_schema')
      .first<number | null>('version')) ?? 0
  )
}
