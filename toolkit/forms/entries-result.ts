/** What reading a body comes to: its entries, or why it is refused. */
import type { Entry } from './format.ts'

/** The entries, or a refusal. */
export type Entries = { readonly kind: 'read'; readonly entries: readonly Entry[] } | Refusal

export interface Refusal {
  readonly kind: 'refused'
  readonly status: 400 | 413 | 415
  /** A sentence for the program that sent it. */
  readonly detail: string
  /** What was read before, to be shown again. */
  readonly entries: readonly Entry[]
  /** The most bytes that would have been taken, where there were more. */
  readonly limit?: number
}

/** Refuses a body. */
export function refuse(
  status: Refusal['status'],
  detail: string,
  entries: readonly Entry[] = [],
  limit?: number,
): Refusal {
  return { kind: 'refused', status, detail, entries, ...(limit === undefined ? {} : { limit }) }
}
