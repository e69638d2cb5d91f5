/** Remembers in D1 which controls a form had: a page may have been loaded before the site was deployed anew. */
import { withSchema } from './serve-schema.ts'

/** How many revisions of a form are kept. */
const MAX_REVISIONS = 10

interface Revision {
  readonly form: string
  readonly revision: string
}

// Once for each isolate is enough.
const recorded = new Set<string>()

/** Sees to it that the contract of this deployment outlives it. */
export async function recordContract(
  db: D1Database,
  { form, revision }: Revision,
  controls: unknown,
  now: Date,
): Promise<void> {
  const key = `${form}@${revision}`
  if (recorded.has(key)) return
  await db.batch([
    db
      .prepare(
        `INSERT OR IGNORE INTO leanto_contracts (form, revision, controls, first_at) VALUES (?, ?, ?, ?)`,
      )
      .bind(form, revision, JSON.stringify(controls), now.toISOString()),
    db
      .prepare(
        `DELETE FROM leanto_contracts WHERE form = ?1 AND revision NOT IN
          (SELECT revision FROM leanto_contracts WHERE form = ?1 ORDER BY first_at DESC LIMIT ${MAX_REVISIONS})`,
      )
      .bind(form),
  ])
  recorded.add(key)
}

/** As the build writes them. */
const REVISION = /^[0-9a-f]{10}$/

/**
 * The controls that a page of an earlier revision had, as the JSON that was recorded; `undefined` where none were. Pages
 * that differ in the words of a consent have revisions of their own: those are the names of its members.
 */
export async function findContractControls(
  db: D1Database,
  { form, revision }: Revision,
): Promise<string | undefined> {
  if (!REVISION.test(revision)) return undefined
  const text = await withSchema(db, () =>
    db
      .prepare(
        `SELECT controls FROM leanto_contracts WHERE form = ?1 AND (revision = ?2 OR instr(controls, ?3) > 0)
         ORDER BY revision = ?2 DESC, first_at DESC LIMIT 1`,
      )
      .bind(form, revision, `"${revision}":`)
      .first<string | null>('controls'),
  )
  return text ?? undefined
}
