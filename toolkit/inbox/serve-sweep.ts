/**
 * The work that a cron trigger of one minute does for the inbox: what the queue or a dying Worker left is delivered,
 * what was spooled is stored, what is new is indexed, and what has expired is deleted.
 */
import { deliverDue } from './serve-deliver.ts'
import { sweepOrphans } from './serve-orphans.ts'
import { purgeSubmissions, purgeTraces } from './serve-purge.ts'
import { withSchema } from './serve-schema.ts'
import { indexPending } from './serve-search.ts'
import { importSpool } from './serve-spool.ts'
import type { World } from './serve-world.ts'

// A call may make 50 requests to bindings on the free plan. A delivery costs up to five of them, an import six, and
// what comes behind them twelve.
const MAX_DELIVERIES = 6
const MAX_IMPORTS = 3
const MAX_DELIVERIES_BESIDE_IMPORTS = 3

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A piece of work with a period of its own; what it gives is where it goes on at its next turn. */
interface Task {
  readonly name: string
  /** In milliseconds. */
  readonly every: number
  /** Whether the first turn comes only when the period is over. */
  readonly isLater?: boolean
  run(world: World, cursor: string): Promise<string>
}

const TASKS: readonly Task[] = [
  {
    name: 'purge',
    every: HOUR,
    run: async (world) => ((await purgeSubmissions(world)) ? 'more' : ''),
  },
  {
    name: 'traces',
    every: DAY,
    async run(world) {
      await purgeTraces(world)
      return ''
    },
  },
  // What an older Worker writes into the database has no date: it gets the time to end.
  { name: 'orphans', every: DAY, isLater: true, run: sweepOrphans },
]

/** Does what is due. One part that fails does not keep the others from their turn. */
export async function sweep(world: World): Promise<void> {
  const { DB } = world.env
  let imported = 0
  await attempt('spooled submissions were not stored', async () => {
    imported = await withSchema(DB, () => importSpool(world, MAX_IMPORTS))
  })
  const most = imported > 0 ? MAX_DELIVERIES_BESIDE_IMPORTS : MAX_DELIVERIES
  await attempt('deliveries failed', () => withSchema(DB, () => deliverDue(world, most)))
  await attempt('submissions were not indexed', () => indexPending(DB))
  await attempt('tidying up failed', () => runTask(world))
}

async function attempt(failure: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error(failure, error)
  }
}

interface Turn {
  readonly name: string
  readonly ran_at: string
  readonly cursor: string
}

/** One task a turn: the one that is due and waits longest. */
async function runTask(world: World): Promise<void> {
  const {
    env: { DB },
    now,
  } = world
  const names = JSON.stringify(TASKS.map(({ name }) => name))
  const { results } = await withSchema(DB, () =>
    DB.prepare(
      'SELECT name, ran_at, cursor FROM leanto_tasks WHERE name IN (SELECT value FROM json_each(?))',
    )
      .bind(names)
      .all<Turn>(),
  )
  const time = now().getTime()
  const [next] = TASKS.map((task) => ({
    task,
    turn: results.find(({ name }) => name === task.name),
  }))
    .filter(({ task, turn }) => isDue(task, turn, time))
    .toSorted((a, b) => toTime(a.turn) - toTime(b.turn))
  if (next === undefined) return
  const { task, turn } = next
  // One that fails has had its turn: it does not keep the others from theirs.
  await note(DB, task, now(), turn?.cursor ?? '')
  if (turn === undefined && task.isLater === true) return
  await note(DB, task, now(), await task.run(world, turn?.cursor ?? ''))
}

function toTime(turn: Turn | undefined): number {
  return turn === undefined ? 0 : Date.parse(turn.ran_at)
}

/** A task with a cursor is in the midst of its work. */
function isDue({ every }: Task, turn: Turn | undefined, time: number): boolean {
  return turn === undefined || turn.cursor !== '' || time - toTime(turn) >= every
}

async function note(db: D1Database, { name }: Task, now: Date, cursor: string): Promise<void> {
  await db
    .prepare(
      `INSERT INTO leanto_tasks (name, ran_at, cursor) VALUES (?1, ?2, ?3)
       ON CONFLICT (name) DO UPDATE SET ran_at = ?2, cursor = ?3`,
    )
    .bind(name, now.toISOString(), cursor)
    .run()
}
