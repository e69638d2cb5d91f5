/** Installs and updates the inbox's tables the first time that a Worker meets an older database. */
import { STEPS, VERSIONS_TABLE } from './schema.ts'

/** Does some work on the tables; where they are missing or old, installs them and does it again. */
export async function withSchema<T>(db: D1Database, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isSchemaError(error)) throw error
    await installSchema(db)
    return work()
  }
}

// Once for each isolate is enough: a schema only goes forward.
let isKnown = false

/** Sees to it that the tables are there and of this version, before work that cannot be done twice. */
export async function ensureSchema(db: D1Database): Promise<void> {
  if (isKnown) return
  const version = await readVersion(db).catch((error: unknown) => {
    if (isSchemaError(error)) return 0
    throw error
  })
  if (version < STEPS.length) await installSchema(db)
  isKnown = true
}

function isSchemaError(error: unknown): boolean {
  return error instanceof Error && /no such (table|column)|has no column named/.test(error.message)
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
