/** Lists submissions a page at a time, and says how many lie where. No page costs more where there are more of them. */
import { decodeListCursor, encodeListCursor } from './cursor.ts'
import { ITEM_COLUMNS, toItem, unreadIndex, type ItemRow } from './list-item.ts'
import { searchSubmissions } from './serve-search.ts'
import { FOLDER_STATES, type FormCounts, type ListPage, type Selection } from './views.ts'

/** How many lines a page has at most. */
export const MAX_LIST_LENGTH = 50

/** How many submissions each form has in each folder, by form; forms without any are left out. */
export async function listCounts(db: D1Database): Promise<readonly FormCounts[]> {
  const { results } = await db
    .prepare('SELECT form, state, total, unread FROM leanto_counts WHERE total > 0 ORDER BY form')
    .all<CountRow>()
  const forms = Map.groupBy(results, ({ form }) => form)
  return [...forms].map(([form, rows]) => {
    const find = (state: string): CountRow | undefined => rows.find((row) => row.state === state)
    const inbox = find(FOLDER_STATES.inbox)
    return {
      form,
      inbox: inbox?.total ?? 0,
      unread: inbox?.unread ?? 0,
      spam: find(FOLDER_STATES.spam)?.total ?? 0,
      archive: find(FOLDER_STATES.archive)?.total ?? 0,
    }
  })
}

/**
 * A page of a list, newest first; of a search where the selection has a query.
 * @param after - the `next` of the page before this one
 * @param limit - from 1 to 50
 * @throws {RangeError} where `after` is no such text
 */
export async function listSubmissions(
  db: D1Database,
  selection: Selection,
  after?: string,
  limit: number = MAX_LIST_LENGTH,
): Promise<ListPage> {
  if (selection.query !== undefined) return searchSubmissions(db, selection, after, limit)
  const { conditions, values } = toConditions(selection, after)
  const index = selection.folder === 'unread' ? `INDEXED BY ${unreadIndex(selection.form)}` : ''
  const { results } = await db
    .prepare(
      `SELECT ${ITEM_COLUMNS} FROM leanto_submissions ${index} WHERE ${conditions.join(' AND ')}
       ORDER BY received_at DESC, id DESC LIMIT ?`,
    )
    .bind(...values, limit + 1)
    .all<ItemRow>()
  const items = results.slice(0, limit).map(toItem)
  const last = items.at(-1)
  return results.length > limit && last !== undefined
    ? { items, next: encodeListCursor(last) }
    : { items }
}

interface CountRow {
  readonly form: string
  readonly state: string
  readonly total: number
  readonly unread: number
}

interface Conditions {
  readonly conditions: readonly string[]
  readonly values: readonly string[]
}

function toConditions({ form, folder }: Selection, after: string | undefined): Conditions {
  const cursor = after === undefined ? undefined : decodeListCursor(after)
  // A partial index is only used where the query says the same in so many words.
  const conditions = [`state = '${FOLDER_STATES[folder]}'`]
  if (folder === 'unread') conditions.push('read_at IS NULL')
  if (form !== undefined) conditions.push('form = ?')
  if (cursor !== undefined) conditions.push('(received_at, id) < (?, ?)')
  return {
    conditions,
    values: [
      ...(form === undefined ? [] : [form]),
      ...(cursor === undefined ? [] : [cursor.receivedAt, cursor.id]),
    ],
  }
}
