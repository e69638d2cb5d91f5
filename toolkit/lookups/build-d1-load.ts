/** Loads a lookup into D1: a load that was cut goes on where it stopped, and readers see one whole version. */
import { BuildError } from '../core/errors.ts'
import {
  beginTables,
  dropTables,
  progressOf,
  toBatches,
  type SqlBatch,
} from './build-d1-batches.ts'
import { toLiteral } from './build-d1-sql.ts'
import type { D1Version } from './build-d1.ts'
import { LAYOUT, VERSIONS } from './d1-tables.ts'
import type { LookupIndex } from './format.ts'

/** A database that statements can be sent to. */
export interface SqlTarget {
  /** Executes all of them or none. */
  readonly run: (statements: SqlBatch) => Promise<void>
  readonly query: (statement: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}

export interface LoadReport {
  /** Whether the version was there and live already: nothing was written. */
  readonly isKnown: boolean
  /** How many batches were there from a load that was cut. */
  readonly resumed: number
  readonly batches: number
}

/** What the database knows of a version. */
interface Known {
  readonly hash: string
  readonly state: string
  readonly batches: number
  readonly layout: number
}

/** The index is kept in one row of a statement: what is longer is no index that a Worker should read. */
const MAX_INDEX = 90_000

/** @param onBatch - told each batch after it was executed, from 1 */
export async function loadVersion(
  version: D1Version,
  target: SqlTarget,
  onBatch: (batch: number) => void = () => undefined,
): Promise<LoadReport> {
  const { index } = version
  await target.run([
    `CREATE TABLE IF NOT EXISTS ${VERSIONS} (name TEXT, hash TEXT, layout INTEGER NOT NULL, state TEXT NOT NULL, ` +
      'batches INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (name, hash))',
  ])
  const known = await readVersions(index, target)
  const own = known.find(({ hash, layout }) => hash === index.hash && layout === LAYOUT)
  if (own?.state === 'live') return { isKnown: true, resumed: 0, batches: 0 }
  if (own === undefined) await target.run(begin(index))
  let batches = own?.batches ?? 0
  const resumed = batches
  if (own?.state !== 'old') {
    let number = 0
    for await (const batch of toBatches(version)) {
      number++
      if (number <= resumed) continue
      await target.run([...batch, progressOf(index, VERSIONS, number)])
      batches = number
      onBatch(number)
    }
  }
  await target.run([goLive(index)])
  await dropOthers(index, known, target)
  return { isKnown: false, resumed, batches }
}

/** The versions of a lookup that a database has, whatever their state. */
async function readVersions({ name }: LookupIndex, target: SqlTarget): Promise<Known[]> {
  const rows = await target.query(
    `SELECT hash, layout, state, batches FROM ${VERSIONS} WHERE name = ${toLiteral(name)}`,
  )
  return rows.map(({ hash, layout, state, batches }) => ({
    hash: String(hash),
    layout: Number(layout),
    state: String(state),
    batches: Number(batches),
  }))
}

function begin(index: LookupIndex): string[] {
  const content = JSON.stringify(index)
  if (Buffer.byteLength(content) > MAX_INDEX) {
    throw new BuildError(
      `the lookup "${index.name}": expected an index of at most ${MAX_INDEX} bytes in D1, got ${Buffer.byteLength(content)}: it has too many columns`,
    )
  }
  const cells = [index.name, index.hash, LAYOUT, 'loading', 0, content].map(toLiteral)
  return [
    ...dropTables(index),
    ...beginTables(index),
    `INSERT OR REPLACE INTO ${VERSIONS} (name, hash, layout, state, batches, content) VALUES (${cells.join(', ')})`,
  ]
}

/** The switch, in one statement. The version that was live stays for Workers that were deployed with it. */
function goLive({ name, hash }: LookupIndex): string {
  const own = `hash = ${toLiteral(hash)}`
  return (
    `UPDATE ${VERSIONS} SET state = CASE WHEN ${own} THEN 'live' ELSE 'old' END ` +
    `WHERE name = ${toLiteral(name)} AND (${own} OR state = 'live')`
  )
}

/** Removes what was old before, and loads that were given up. */
async function dropOthers(
  { name, hash: own }: LookupIndex,
  known: readonly Known[],
  target: SqlTarget,
): Promise<void> {
  for (const { hash, state } of known) {
    if (hash === own || state === 'live') continue
    const isIt = `name = ${toLiteral(name)} AND hash = ${toLiteral(hash)}`
    // First the row: a version that is listed is whole.
    await target.run([`DELETE FROM ${VERSIONS} WHERE ${isIt}`, ...dropTables({ name, hash })])
  }
}
