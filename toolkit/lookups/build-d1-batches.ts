/** The statements that load a lookup into D1, in batches that are always the same for the same version. */
import type { D1Version } from './build-d1.ts'
import { RowWriter, toLiteral, toPieces, type SqlCell } from './build-d1-sql.ts'
import { storedColumns, sqlType, tablesOf, toFolded, toSql, type Stored } from './d1-tables.ts'
import { toScalarKey, toStored } from './d1-text.ts'
import { isEmpty, itemsOf } from './filter.ts'
import { FIRST_LINE, type Cell, type LookupIndex } from './format.ts'
import { decodeCells } from './row.ts'

/** What one batch has, in UTF-16 code units of SQL. */
const MAX_BATCH = 4_000_000

/** Of 500 rows at most: a batch must fit into what the free plan of Cloudflare writes in a day, with its indexes. */
const MAX_STATEMENTS = 40

/** An index of more rows is not made at once, but grows with each batch: that is slower, and can be cut. */
const MAX_AT_ONCE = 50_000

/** Statements that belong together: all of them are executed, or none. */
export type SqlBatch = readonly string[]

/** The statements that make empty tables. */
function createTables(index: LookupIndex): string[] {
  const { rows, items, ranges, files } = tablesOf(index)
  const columns = storedColumns(index).flatMap(({ cell, folded, type }) => [
    `${cell} ${sqlType(type)}`,
    ...(folded === undefined ? [] : [`${folded} TEXT`]),
  ])
  const all = ['n INTEGER PRIMARY KEY', 'key TEXT NOT NULL', 'line TEXT NOT NULL', ...columns]
  const item = 'c INTEGER, w TEXT, k TEXT, n INTEGER, f TEXT, PRIMARY KEY (c, w, n, k)'
  return [
    `CREATE TABLE ${rows} (${all.join(', ')})`,
    `CREATE TABLE ${items} (${item}) WITHOUT ROWID`,
    `CREATE TABLE ${ranges} (start TEXT PRIMARY KEY, stop TEXT, line TEXT NOT NULL) WITHOUT ROWID`,
    `CREATE TABLE ${files} (path TEXT, piece INTEGER, content TEXT NOT NULL, PRIMARY KEY (path, piece)) WITHOUT ROWID`,
  ]
}

/** The statements that remove them. */
export function dropTables(index: Pick<LookupIndex, 'name' | 'hash'>): string[] {
  return Object.values(tablesOf(index)).map((table) => `DROP TABLE IF EXISTS ${table}`)
}

/** The statements of {@link createTables}, with the indexes where they are not made in the end. */
export function beginTables(index: LookupIndex): string[] {
  return [...createTables(index), ...(index.rows > MAX_AT_ONCE ? createIndexes(index) : [])]
}

function createIndexes(index: LookupIndex): string[] {
  const { rows } = tablesOf(index)
  const make = (column: string): string => {
    const name = rows.replace(/"$/, `_${column}"`)
    return `CREATE INDEX IF NOT EXISTS ${name} ON ${rows} (${column})`
  }
  return [make('key'), ...storedColumns(index).map(({ cell }) => make(cell))]
}

/** All batches after the tables, in their order. */
export async function* toBatches(version: D1Version): AsyncGenerator<SqlBatch> {
  let batch: string[] = []
  let length = 0
  for await (const statement of toStatements(version)) {
    const isFull = batch.length === MAX_STATEMENTS || length + statement.length > MAX_BATCH
    if (batch.length > 0 && isFull) {
      yield batch
      batch = []
      length = 0
    }
    batch.push(statement)
    length += statement.length
  }
  if (batch.length > 0) yield batch
  if (version.index.rows > MAX_AT_ONCE) return
  // When all rows are there it is faster.
  for (const statement of createIndexes(version.index)) yield [statement]
}

/** How many rows D1 counts as written: each entry of an index is one too. */
export async function countWrites(version: D1Version): Promise<number> {
  const { index } = version
  const perRow = 1 + createIndexes(index).length
  let others = 0
  for await (const { table } of toRecords(version)) if (table !== 'rows') others++
  return index.rows * perRow + others
}

type Table = 'rows' | 'items' | 'ranges' | 'files'

interface TableRecord {
  readonly table: Table
  readonly cells: readonly SqlCell[]
}

async function* toStatements(version: D1Version): AsyncGenerator<string> {
  const tables = tablesOf(version.index)
  const columns = storedColumns(version.index).flatMap(({ cell, folded }) => [
    cell,
    ...(folded === undefined ? [] : [folded]),
  ])
  const writers: Readonly<Record<Table, RowWriter>> = {
    rows: new RowWriter(tables.rows, ['n', 'key', 'line', ...columns], 1),
    items: new RowWriter(tables.items, ['c', 'w', 'k', 'n', 'f'], 4),
    ranges: new RowWriter(tables.ranges, ['start', 'stop', 'line'], 1),
    files: new RowWriter(tables.files, ['path', 'piece', 'content'], 2),
  }
  for await (const { table, cells } of toRecords(version)) yield* writers[table].add(cells)
  for (const writer of Object.values(writers)) yield* writer.finish()
}

/** What is in the tables, in an order that is always the same. */
async function* toRecords(version: D1Version): AsyncGenerator<TableRecord> {
  const { index, files } = version
  const isOf = (part: string) => (path: string) => path.startsWith(`${index.folder}${part}.`)
  const stored = storedColumns(index)
  const at = new Map(index.columns.map(({ name }, place) => [name, place]))
  let n = 0
  for (const path of files.filter(isOf('rows'))) {
    const first = n
    for (const line of await readLines(version, path)) {
      const items: readonly unknown[] = JSON.parse(line)
      const cells = decodeCells(index, items)
      const values = stored.map(({ name }) => cells[at.get(name) ?? -1] ?? null)
      yield { table: 'rows', cells: toRowCells(n, String(items[0]), line, stored, values) }
      yield* toItems(n, stored, values)
      n++
    }
    // A wide box is looked for in the order of the key.
    if (index.parts.near !== undefined) {
      yield { table: 'files', cells: [path, 0, `${first},${n}`] }
    }
  }
  for (const path of files.filter(isOf('range'))) {
    for (const line of await readLines(version, path)) yield toRange(line)
  }
  for (const path of files) if (isKept(index, path)) yield* toFile(version, path)
}

async function readLines(version: D1Version, path: string): Promise<string[]> {
  const bytes = Buffer.from(await version.read(path))
  return bytes.toString('utf8', FIRST_LINE).split('\n').slice(0, -1)
}

function toRowCells(
  n: number,
  key: string,
  line: string,
  stored: readonly Stored[],
  values: readonly Cell[],
): SqlCell[] {
  const cells = stored.flatMap(({ type, folded }, place) => {
    const cell = values[place] ?? null
    const kept = toSql(type, cell)
    if (folded === undefined) return [kept]
    return [kept, typeof cell === 'string' ? toFolded(cell) : null]
  })
  return [n, toStored(key), line, ...cells]
}

function* toItems(
  n: number,
  stored: readonly Stored[],
  values: readonly Cell[],
): Generator<TableRecord> {
  for (const [place, { number, hasItems }] of stored.entries()) {
    const cell = values[place] ?? null
    if (!hasItems || isEmpty(cell)) continue
    const items = new Map(itemsOf(cell).map((item) => [toScalarKey(item), item]))
    for (const [key, item] of items) {
      const cells = [number, toStored(String(item)), key, n, toFolded(item)]
      yield { table: 'items', cells }
    }
  }
}

function toRange(line: string): TableRecord {
  const [start, end, ...row]: readonly unknown[] = JSON.parse(line)
  const stop = typeof end === 'string' ? toStored(end) : null
  return { table: 'ranges', cells: [toStored(String(start)), stop, JSON.stringify(row)] }
}

/** Whether a file is kept as it is: those of a find and of places, with the lists of blocks, and what describes columns. */
function isKept(index: LookupIndex, path: string): boolean {
  const part = path.slice(index.folder.length).split('.')[0] ?? ''
  if (path === index.about) return true
  if (part === 'rows-list') return index.parts.near !== undefined
  return /^(?:find|tops|typos|near)(?:-list|-boxes)?$/.test(part)
}

async function* toFile(version: D1Version, path: string): AsyncGenerator<TableRecord> {
  const bytes = Buffer.from(await version.read(path))
  const text = bytes.toString(path.endsWith('.bin') ? 'base64' : 'utf8')
  for (const [piece, content] of toPieces(text).entries()) {
    yield { table: 'files', cells: [path, piece, content] }
  }
}

/** A statement that says how far a load has come, for the end of each batch. */
export function progressOf({ name, hash }: LookupIndex, versions: string, batches: number): string {
  return `UPDATE ${versions} SET batches = ${batches} WHERE name = ${toLiteral(name)} AND hash = ${toLiteral(hash)}`
}
