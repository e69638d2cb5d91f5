/** Takes the toolkit's own fields out of a submission, so that the owner's are left. */
import {
  ELAPSED_FIELD,
  FILL_FIELD,
  FORM_FIELD,
  PROOF_FIELD,
  RESERVED_FIELDS,
  TURNSTILE_FIELD,
} from './fields.ts'
import type { Entry, FormContract } from './format.ts'

/** What the toolkit's own fields said; `undefined` where one did not come. */
export interface OwnFields {
  /** Name of the form that the page has. */
  readonly sender: string | undefined
  /** Of the contract that the page was built with. */
  readonly revision: string | undefined
  /** What stands in the trap: '' for a person. */
  readonly trap: string | undefined
  readonly elapsed: number | undefined
  /** Names the fill of the form that was sent. */
  readonly fill: string | undefined
  readonly proof: string | undefined
  readonly turnstile: string | undefined
}

/** Splits the entries of a submission. */
export function takeOwnFields(
  contract: Pick<FormContract, 'trap'>,
  entries: readonly Entry[],
): { readonly own: OwnFields; readonly entries: readonly Entry[] } {
  const find = (name: string): string | undefined =>
    entries.find(([candidate]) => candidate === name)?.[1]
  // The page of an earlier build may have had another trap.
  const [sender, revision, trap = contract.trap] = find(FORM_FIELD)?.split('@') ?? []
  const names = new Set([...RESERVED_FIELDS, trap])
  const elapsed = find(ELAPSED_FIELD)
  return {
    own: {
      sender,
      revision,
      trap: find(trap),
      // Number('') is 0.
      elapsed: elapsed === undefined || elapsed === '' ? undefined : Number(elapsed),
      fill: find(FILL_FIELD),
      proof: find(PROOF_FIELD),
      turnstile: find(TURNSTILE_FIELD),
    },
    entries: entries.filter(([name]) => !names.has(name)),
  }
}
