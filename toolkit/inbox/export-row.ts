/** A submission as exports have it. */
import type { SubmissionView } from './views.ts'

/** What the visitor sent, and where it lies: nothing of what was made of it. */
export type ExportRow = Pick<
  SubmissionView,
  | 'id'
  | 'form'
  | 'folder'
  | 'page'
  | 'language'
  | 'receivedAt'
  | 'fields'
  | 'extra'
  | 'consent'
  | 'files'
>
