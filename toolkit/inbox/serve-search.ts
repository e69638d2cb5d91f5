/** Puts submissions into the full-text index, and finds them there. */
import { decodeSearchCursor, encodeSearchCursor } from './cursor.ts'
import { parseFields, parsePairs, parseTexts } from './entries.ts'
import { ITEM_COLUMNS, toItem, unreadIndex, type ItemRow } from './list-item.ts'
import { toMatch, toSearchText } from './search-text.ts'
import { summarize } from './summary.ts'
import { FOLDER_STATES, type ListPage, type Selection } from './views.ts'

// What one call reads of what was sent: a Worker has 10 ms to compute. One submission alone may be larger.
const MAX_BYTES = 100_000

/** So many matches are looked at where not all of them are read: an answer costs no more where there are more. */
const MAX_MATCHES = 75

/** … and from so few unread submissions on, each of them is looked up in the index instead. */
const FEW_UNREAD = 50

/** Above it, it is not said how many submissions wait to be indexed. */
const MAX_COUNTED = 25

/**
 * Indexes submissions that are not yet, and fills in what lists show of those that an older Worker stored. Two Workers
 * may do it at once: each submission is indexed once.
 * @param limit - of submissions; fewer are taken where they are large
 * @returns how many were indexed; 0 where none wait
 */
export async function indexPending(db: D1Database, limit = 100): Promise<number> {
  const { results } = await db.prepare(PENDING).bind(limit, MAX_BYTES).all<PendingRow>()
  if (results.length === 0) return 0
  const documents = JSON.stringify(results.map(toDocument))
  const [, updated] = await db.batch([
    db.prepare(INSERT_DOCUMENTS).bind(documents),
    db.prepare(MARK_INDEXED).bind(documents),
  ])
  // The number of changes that D1 gives counts those within the index, too.
  return updated?.results.length ?? 0
}

/**
 * A page of what a query finds, what was stored last at the start. A page of the folder `unread` may be short or even
 * empty and have a next one: it ends where enough was looked at.
 * @param after - the `next` of the page before this one
 * @throws {RangeError} where `after` is no such text
 */
export async function searchSubmissions(
  db: D1Database,
  { query = '', form, folder }: Selection,
  after: string | undefined,
  limit: number,
): Promise<ListPage> {
  const before = after === undefined ? Number.MAX_SAFE_INTEGER : decodeSearchCursor(after)
  const match = toMatch(query, {
    state: FOLDER_STATES[folder],
    ...(form === undefined ? {} : { form }),
  })
  if (match === undefined) return { items: [] }
  const search: Search = { db, match, before, limit, form }
  const [page, unindexed] = await Promise.all([
    folder === 'unread' ? searchUnread(search) : searchFolder(search),
    countPending(db),
  ])
  return unindexed === 0 ? page : { ...page, unindexed }
}

/** With the most rows and bytes as parameters. What is read of a row is measured before it is read. */
const PENDING = `
  WITH pending AS (
    SELECT id, octet_length(entries) + octet_length(extra) AS size
    FROM leanto_submissions WHERE indexed = 0 LIMIT ?1),
  chosen AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place, sum(size) OVER (ORDER BY id) AS bytes
    FROM pending)
  SELECT s.id, s.entries, s.extra,
    (SELECT json_group_array(f.name) FROM leanto_files AS f WHERE f.submission = s.id) AS files
  FROM chosen JOIN leanto_submissions AS s ON s.id = chosen.id WHERE place = 1 OR bytes <= ?2`

/**
 * Facets are read from the row at this moment, so that they cannot be of a state that it has left. The index takes rows
 * best in the order of their numbers.
 */
const INSERT_DOCUMENTS = `
  INSERT INTO leanto_search (rowid, facets, text)
  SELECT s.rowid, 'f' || replace(s.form, '-', 'ß') || ' s' || s.state, document.value ->> 'text'
  FROM json_each(?1) AS document JOIN leanto_submissions AS s ON s.id = document.value ->> 'id'
  WHERE s.indexed = 0 ORDER BY s.rowid`

const MARK_INDEXED = `
  UPDATE leanto_submissions SET
    indexed = 1,
    author = iif(author = '', document.value ->> 'author', author),
    excerpt = iif(excerpt = '', document.value ->> 'excerpt', excerpt),
    file_count = iif(file_count = 0, document.value ->> 'files', file_count)
  FROM json_each(?1) AS document
  WHERE leanto_submissions.id = document.value ->> 'id' AND indexed = 0
  RETURNING id`

interface PendingRow {
  readonly id: string
  readonly entries: string
  readonly extra: string
  readonly files: string
}

interface Document {
  readonly id: string
  readonly text: string
  readonly author: string
  readonly excerpt: string
  readonly files: number
}

function toDocument(row: PendingRow): Document {
  const fields = parseFields(row.entries)
  const files = parseTexts(row.files)
  const { author, excerpt } = summarize(fields)
  const text = toSearchText(fields, parsePairs(row.extra), files)
  return { id: row.id, text, author, excerpt, files: files.length }
}

interface Search {
  readonly db: D1Database
  readonly match: string
  /** Number of the row that the page before ended with. */
  readonly before: number
  readonly limit: number
  readonly form: string | undefined
}

type FoundRow = ItemRow & { readonly number: number }

const COLUMNS = `s.rowid AS number, ${ITEM_COLUMNS.replaceAll(/\w+/g, 's.$&')}`

/** The index knows forms and states, and gives its matches in order: no more are read than are shown. */
async function searchFolder(search: Search): Promise<ListPage> {
  return toPage(await readMatches(search, search.limit + 1), search.limit)
}

/** D1 binds every number as a real one, and the index only starts at a whole one: else it would read from its end on. */
async function readMatches(
  { db, match, before }: Search,
  count: number,
): Promise<readonly FoundRow[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM leanto_search AS f CROSS JOIN leanto_submissions AS s ON s.rowid = f.rowid
       WHERE leanto_search MATCH ?1 AND f.rowid < CAST(?2 AS INTEGER) ORDER BY f.rowid DESC LIMIT ?3`,
    )
    .bind(match, before, count)
    .all<FoundRow>()
  return results
}

/** The index does not know what was read: some matches are looked at, or all unread submissions where they are few. */
async function searchUnread(search: Search): Promise<ListPage> {
  if ((await countUnread(search)) <= FEW_UNREAD) return searchFewUnread(search)
  const rows = await readMatches(search, MAX_MATCHES)
  const found = rows.filter((row) => row.read_at === null)
  const page = toPage(found, search.limit)
  const last = rows.at(-1)
  const isOver = rows.length < MAX_MATCHES || last === undefined
  return page.next !== undefined || isOver
    ? page
    : { ...page, next: encodeSearchCursor(last.number) }
}

async function countUnread({ db, form }: Search): Promise<number> {
  const count = await db
    .prepare(
      `SELECT sum(unread) AS unread FROM leanto_counts
       WHERE state = 'accepted' AND (?1 IS NULL OR form = ?1)`,
    )
    .bind(form ?? null)
    .first<number | null>('unread')
  return count ?? 0
}

async function searchFewUnread({ db, match, before, limit, form }: Search): Promise<ListPage> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM leanto_submissions AS s INDEXED BY ${unreadIndex(form)}
         CROSS JOIN leanto_search AS f ON f.rowid = s.rowid
       WHERE s.state = 'accepted' AND s.read_at IS NULL ${form === undefined ? '' : 'AND s.form = ?4'}
         AND s.rowid < ?2 AND leanto_search MATCH ?1 ORDER BY s.rowid DESC LIMIT ?3`,
    )
    .bind(match, before, limit + 1, ...(form === undefined ? [] : [form]))
    .all<FoundRow>()
  return toPage(results, limit)
}

function toPage(rows: readonly FoundRow[], limit: number): ListPage {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = shown.map(toItem)
  return rows.length > limit && last !== undefined
    ? { items, next: encodeSearchCursor(last.number) }
    : { items }
}

async function countPending(db: D1Database): Promise<number> {
  const count = await db
    .prepare(
      `SELECT count(*) AS pending FROM
         (SELECT 1 FROM leanto_submissions WHERE indexed = 0 LIMIT ${MAX_COUNTED})`,
    )
    .first<number>('pending')
  return count ?? 0
}
