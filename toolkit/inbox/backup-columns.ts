/** What a backup has of each table: the columns of its lines, version 1. */

/** What a column takes, as `backup-values.ts` checks it. A `?` is for what may be `null`, as a mark may. */
export type ColumnType =
  | 'text'
  | 'text?'
  | 'integer'
  | 'real'
  | 'id'
  | 'hash'
  | 'time'
  | 'time?'
  /** JSON. */
  | 'list'
  | 'secret'
  | 'state'
  | 'mark'
  | 'delivery state'
  | 'delivery kind'

/** What stands in each column, by its name. */
export type Columns = Readonly<Record<string, ColumnType>>

/** The columns of a kind of line, in their order. */
export const COLUMNS: Readonly<Record<RowKind, Columns>> = {
  secret: { name: 'text', base64: 'secret' },
  tombstone: { hash: 'hash', erased_at: 'time' },
  contract: { form: 'text', revision: 'text', controls: 'list', first_at: 'time' },
  scorer: { version: 'integer', base64: 'text' },
  submission: {
    id: 'id',
    form: 'text',
    revision: 'text',
    page: 'text',
    language: 'text',
    received_at: 'time',
    read_at: 'time?',
    expires_at: 'time?',
    state: 'state',
    mark: 'mark',
    score: 'real',
    signs: 'list',
    author: 'text',
    excerpt: 'text',
    entries: 'list',
    extra: 'list',
    consent: 'list',
    file_count: 'integer',
    notify: 'text?',
    autoresponse: 'text?',
    key: 'text?',
  },
  history: { submission: 'id', at: 'time', actor: 'text', event: 'text', detail: 'text' },
  delivery: {
    id: 'text',
    submission: 'id',
    kind: 'delivery kind',
    target: 'text',
    state: 'delivery state',
    attempts: 'integer',
    due_at: 'time',
    error: 'text?',
    created_at: 'time',
    done_at: 'time?',
  },
  audit: { at: 'time', actor: 'text', action: 'text', count: 'integer', detail: 'text' },
}

/** Of the list `files` in a line of a submission. */
export const FILE_COLUMNS: Columns = {
  id: 'id',
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
