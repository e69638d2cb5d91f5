/** What a backup has of each table: the columns of its lines, version 1. */

export type ColumnType = 'text' | 'text?' | 'integer' | 'real'

/** What stands in each column, by its name. */
export type Columns = Readonly<Record<string, ColumnType>>

/** The columns of a kind of line, in their order. A `?` is for those that may be `null`. */
export const COLUMNS: Readonly<Record<RowKind, Columns>> = {
  secret: { name: 'text', base64: 'text' },
  tombstone: { hash: 'text', erased_at: 'text' },
  contract: { form: 'text', revision: 'text', controls: 'text', first_at: 'text' },
  scorer: { version: 'integer', base64: 'text' },
  submission: {
    id: 'text',
    form: 'text',
    revision: 'text',
    page: 'text',
    language: 'text',
    received_at: 'text',
    read_at: 'text?',
    expires_at: 'text?',
    state: 'text',
    mark: 'text?',
    score: 'real',
    signs: 'text',
    author: 'text',
    excerpt: 'text',
    entries: 'text',
    extra: 'text',
    consent: 'text',
    file_count: 'integer',
    notify: 'text?',
    autoresponse: 'text?',
    key: 'text?',
  },
  history: { submission: 'text', at: 'text', actor: 'text', event: 'text', detail: 'text' },
  delivery: {
    id: 'text',
    submission: 'text',
    kind: 'text',
    target: 'text',
    state: 'text',
    attempts: 'integer',
    due_at: 'text',
    error: 'text?',
    created_at: 'text',
    done_at: 'text?',
  },
  audit: { at: 'text', actor: 'text', action: 'text', count: 'integer', detail: 'text' },
}

/** Of the list `files` in a line of a submission. */
export const FILE_COLUMNS: Columns = {
  id: 'text',
  field: 'text',
  name: 'text',
  type: 'text',
  size: 'integer',
  store: 'text',
}

/** The kinds of lines that are rows, in the order in which they stand in a backup. */
export const ROW_KINDS = [
  'secret',
  'tombstone',
  'contract',
  'scorer',
  'submission',
  'history',
  'delivery',
  'audit',
] as const

export type RowKind = (typeof ROW_KINDS)[number]

export type Value = string | number | null

/** Names of the columns of a kind. */
export function listColumns(kind: RowKind): readonly string[] {
  return Object.keys(COLUMNS[kind])
}

export const FILE_NAMES: readonly string[] = Object.keys(FILE_COLUMNS)
