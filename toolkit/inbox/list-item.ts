/** What lists read of a submission's row, and the line that they make of it. Lists never read what was sent. */
import { FOLDER_STATES, type ListItem } from './views.ts'

/** The columns of an `ItemRow`. */
export const ITEM_COLUMNS =
  'id, form, state, received_at, read_at, author, excerpt, file_count, score'

export interface ItemRow {
  readonly id: string
  readonly form: string
  readonly state: string
  readonly received_at: string
  readonly read_at: string | null
  readonly author: string
  readonly excerpt: string
  readonly file_count: number
  readonly score: number
}

/** The index of what is unread. SQLite takes it for no better than one of all that is in the inbox. */
export function unreadIndex(form: string | undefined): string {
  return form === undefined ? 'leanto_submissions_unread' : 'leanto_submissions_unread_by_form'
}

export function toItem(row: ItemRow): ListItem {
  return {
    id: row.id,
    form: row.form,
    folder: toFolder(row.state),
    receivedAt: row.received_at,
    isRead: row.read_at !== null,
    author: row.author,
    excerpt: row.excerpt,
    fileCount: row.file_count,
    score: row.score,
  }
}

/** The folder that the submissions of a state lie in. */
export function toFolder(state: string): ListItem['folder'] {
  if (state === FOLDER_STATES.spam) return 'spam'
  return state === FOLDER_STATES.archive ? 'archive' : 'inbox'
}
