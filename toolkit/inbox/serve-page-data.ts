/** Answers with the page of exports, of what there is of one person, and of backups. */
import { isOneAddress } from './addresses.ts'
import { ITEM_COLUMNS, toItem, type ItemRow } from './list-item.ts'
import { dataFields, type PersonView } from './page-fields-data.ts'
import type { Call } from './serve-call.ts'
import { listCounts } from './serve-list.ts'
import { showPage } from './serve-page-show.ts'
import { findPerson } from './serve-person.ts'
import type { ListItem } from './views.ts'

/** So many submissions of a person are listed; all of them are counted. */
const MAX_LISTED = 100

/** Answers GET `/inbox/data` (`email`: of the person to look for). */
export async function answerData(call: Call): Promise<Response> {
  const { env, context } = call
  const email = context.url.searchParams.get('email')?.trim() || undefined
  const isValid = email !== undefined && isOneAddress(email)
  const [counts, person] = await Promise.all([
    listCounts(env.DB),
    isValid ? readPerson(env.DB, email) : undefined,
  ])
  const fault = isValid || email === undefined ? undefined : 'Expected one e-mail address.'
  const forms = counts.map(({ form }) => form)
  return showPage(call, 'data', dataFields(forms, email, person, fault))
}

async function readPerson(db: D1Database, email: string): Promise<PersonView> {
  const { own, mentions } = await findPerson(db, email)
  const isOwn = new Set(own)
  const items = await listItems(db, [...own, ...mentions])
  return {
    email,
    own: own.length,
    mentions: mentions.length,
    items: items.map((item) => ({ ...item, isMention: !isOwn.has(item.id) })),
  }
}

async function listItems(db: D1Database, ids: readonly string[]): Promise<ListItem[]> {
  if (ids.length === 0) return []
  const { results } = await db
    .prepare(
      `SELECT ${ITEM_COLUMNS} FROM leanto_submissions WHERE id IN (SELECT value FROM json_each(?))
       ORDER BY received_at DESC, id DESC LIMIT ${MAX_LISTED}`,
    )
    .bind(JSON.stringify(ids))
    .all<ItemRow>()
  return results.map(toItem)
}
