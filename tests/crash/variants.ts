/** What is run in each size: the real Worker, and the broken ones that a sound harness has to find out. */
export type SizeName = 'commit' | 'merge' | 'nightly'

export interface Size {
  readonly posts: number
  readonly kills: number
}

export interface Variant {
  readonly name: string
  /** What the Worker's variable `BROKEN` is. */
  readonly broken: string
  /** The fault that has to be found; none may be where there is none. */
  readonly fault: 'lost' | 'duplicated' | 'unnotified' | undefined
}

export const SIZES: Readonly<Record<SizeName, Size>> = {
  commit: { posts: 200, kills: 1 },
  merge: { posts: 2000, kills: 6 },
  nightly: { posts: 10_000, kills: 40 },
}

export const VARIANTS: readonly Variant[] = [
  { name: 'the Worker', broken: '', fault: undefined },
  { name: 'answers before the commit', broken: 'early', fault: 'lost' },
  { name: 'has no outbox', broken: 'no outbox', fault: 'unnotified' },
  { name: 'has no key', broken: 'no key', fault: 'duplicated' },
]

/** How large a variant is run: more than at a merge tells nothing new of a control. */
export function toSize(size: SizeName, { fault }: Variant): Size {
  return SIZES[fault !== undefined && size === 'nightly' ? 'merge' : size]
}

/** So many finds at least make a control count as found. */
export function toLeastFound(size: SizeName): number {
  return size === 'commit' ? 1 : 10
}
