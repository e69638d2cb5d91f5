/** Holds what clients were told against what is stored and what was notified: a function of a history. */

/** All that happened to a site, and all that it has at the end. */
export interface History {
  readonly posts: readonly Post[]
  readonly rows: readonly Row[]
  readonly deliveries: readonly Told[]
}

/** What a client knows of its submission after all its tries. */
export interface Post {
  /** What it wrote into the form: no two clients write the same. */
  readonly client: string
  /** Whether an answer said that the submission is kept. Without one it may be kept or not. */
  readonly isAccepted: boolean
  /** Ids of the submission, from the answers that name it. */
  readonly receipts: readonly string[]
}

/** A submission in the database. */
export interface Row {
  readonly id: string
  readonly client: string
}

/** A message that the receiver took. */
export interface Told {
  readonly delivery: string
  /** Id of the submission that it tells of. */
  readonly submission: string
  /** When it came, in milliseconds since the epoch. */
  readonly at: number
}

/** Counts, and what is wrong by the names of its clients or the ids of its submissions. */
export interface Findings {
  readonly accepted: number
  /** Posts without an answer that says whether they are kept. */
  readonly unknown: number
  readonly stored: number
  readonly delivered: number
  /** Clients whose submission is accepted and not stored. */
  readonly lost: readonly string[]
  /** Clients whose submission is stored more than once. */
  readonly duplicated: readonly string[]
  /** Clients whose submission was accepted under another id than it is stored under. */
  readonly misnamed: readonly string[]
  /** Submissions that are stored and that nobody was told of. */
  readonly unnotified: readonly string[]
  /** Submissions that the receiver was told of more than once. */
  readonly repeated: readonly string[]
  /** Submissions that no client sent, and those that were told of and are not stored. */
  readonly invented: readonly string[]
}

/** The faults of which there may be none. To be told twice is no fault as long as it is rare. */
export const FAULTS = ['lost', 'duplicated', 'misnamed', 'unnotified', 'invented'] as const

/**
 * Finds what is wrong in a history.
 * @throws where nothing was accepted: then nothing was tested
 */
export function check({ posts, rows, deliveries }: History): Findings {
  const accepted = posts.filter(({ isAccepted }) => isAccepted)
  if (accepted.length === 0) throw new Error('expected a history with accepted posts, got none')
  const ids = groupBy(rows, ({ client, id }) => [client, id])
  const told = groupBy(deliveries, ({ submission, delivery }) => [submission, delivery])
  const clients = new Set(posts.map(({ client }) => client))
  const stored = new Set(rows.map(({ id }) => id))
  return {
    accepted: accepted.length,
    unknown: posts.length - accepted.length,
    stored: rows.length,
    delivered: deliveries.length,
    lost: accepted.map(({ client }) => client).filter((client) => !ids.has(client)),
    duplicated: keysOf(ids, (own) => own.length > 1),
    misnamed: accepted
      .filter(({ client, receipts }) => isMisnamed(receipts, ids.get(client)))
      .map(({ client }) => client),
    unnotified: [...stored].filter((id) => !told.has(id)),
    repeated: keysOf(told, (messages) => messages.length > 1),
    invented: [
      ...rows.filter(({ client }) => !clients.has(client)).map(({ id }) => id),
      ...keysOf(told, () => true).filter((id) => !stored.has(id)),
    ],
  }
}

/** What is lost has no name to compare. */
function isMisnamed(receipts: readonly string[], stored: readonly string[] | undefined): boolean {
  return stored !== undefined && receipts.some((id) => !stored.includes(id))
}

function groupBy<T>(
  items: readonly T[],
  entry: (item: T) => readonly [key: string, value: string],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const [key, value] of items.map(entry)) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}

function keysOf(
  groups: ReadonlyMap<string, readonly string[]>,
  holds: (group: readonly string[]) => boolean,
): string[] {
  return [...groups].filter(([, group]) => holds(group)).map(([key]) => key)
}
