/** Tells the builds of a form apart, and remembers what the last of them held a submission to. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import type { Control, EarlierContract, FormContract, FormContracts } from './format.ts'

/** How many builds a page may be behind. */
const MAX_EARLIER = 5

/** What earlier builds held the forms to, by name, newest first. */
export type FormsHistory = Readonly<Record<string, readonly EarlierContract[]>>

/**
 * The revision of a page: the first 10 hexadecimal digits of the SHA-256 of the form's controls, with the words of
 * consent that the page has. A hidden value is left out: nothing is held against it, and pages of one form like to say
 * theirs in it.
 * @param words - of each control, where it is a consent
 */
export function toRevision(
  controls: readonly Control[],
  words: readonly (string | undefined)[] = [],
): string {
  // A page is saved before the next is read, so it can say its own words only. That is better, too: what it says tells
  // the words that its visitors had, whatever page the browser claims to come from.
  const checked = controls.map((control, at) => ({
    ...control,
    ...(control.type === 'hidden' ? { value: '' } : {}),
    ...(words[at] === undefined ? {} : { consent: words[at] }),
  }))
  return hash(checked)
}

/** The revision of a form, from those of its pages: theirs, where they have one only. */
export function joinRevisions(revisions: readonly string[]): string {
  const [first, ...others] = [...new Set(revisions)].toSorted()
  return first === undefined || others.length > 0 ? hash([first, ...others]) : first
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 10)
}

/** The contract with what pages of earlier builds may still send. */
export function withEarlier(contract: FormContract, history: FormsHistory): FormContract {
  const known = Object.hasOwn(history, contract.name) ? (history[contract.name] ?? []) : []
  const earlier = known
    .filter(({ revision }) => revision !== contract.revision)
    .slice(0, MAX_EARLIER)
  return earlier.length === 0 ? contract : { ...contract, earlier }
}

/** Reads the history beside the generated module; a missing or unreadable one is empty. */
export async function readHistory(file: string): Promise<FormsHistory> {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  try {
    const history: FormsHistory = JSON.parse(text)
    return history
  } catch {
    return {}
  }
}

/** Adds the contracts of a build to the history. A form that is gone stays in it: it may come back. */
export async function writeHistory(
  file: string,
  history: FormsHistory,
  contracts: FormContracts,
): Promise<void> {
  const now = Object.values(contracts).map(({ name, revision, controls, earlier = [] }) => [
    name,
    [{ revision, controls }, ...earlier],
  ])
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify({ ...history, ...Object.fromEntries(now) }))
}
