/** Answers a question for programs: the members of the answer, and its rows for the formats that have rows alone. */
import { questionPath, rowKey, withParameters } from './address.ts'
import { columnsOf, distanceField, toData, toFeature, toResult, type RowView } from './api-row.ts'
import type { LookupIndex, LookupRow } from './format.ts'
import { quote } from './parse-question-parameters.ts'
import type { Asked, Question } from './parse-question.ts'
import { MAX_RESULTS, type Batch, type LookupEngine, type NearRow, type Point } from './question.ts'

/** An answer before it has a format. */
export interface Answer {
  /** The members of the JSON answer, in their order. */
  readonly body: Readonly<Record<string, unknown>>
  /** The columns of the rows below. */
  readonly columns: readonly string[]
  /** The rows as data alone: for CSV and NDJSON. */
  readonly rows: readonly LookupRow[]
  /** For GeoJSON; one feature where the question is about one row. */
  readonly features: readonly object[]
  readonly isOne: boolean
  /** The address of what comes next. */
  readonly next?: string
}

/** No row is what was asked for: says which. For `problem(404, …)`. */
export interface Missing {
  readonly missing: string
  /** The parameter that no row is found by. */
  readonly parameter: string
}

/** What an answer is made of. */
export interface Scene extends RowView {
  readonly engine: LookupEngine
  /** The parameters of the question, for the address of what comes next. */
  readonly parameters: URLSearchParams
  /** A number from 0 to below 1. */
  readonly random: () => number
}

type Asking<Kind extends Question['kind']> = Extract<Question, { readonly kind: Kind }>

/**
 * Answers any question but one about the lookup itself.
 * @throws {QuestionError} where the engine refuses it
 */
export async function answerQuestion(scene: Scene, { question }: Asked): Promise<Answer | Missing> {
  switch (question.kind) {
    case 'about':
      throw new Error('a question about the lookup itself is answered elsewhere')
    case 'key':
      return answerKey(scene, question.key)
    case 'batch':
      return answerBatch(scene, question.keys)
    case 'find':
      return answerFind(scene, question)
    case 'near':
      return answerNear(scene, question)
    case 'box':
      return answerBox(scene, question)
    case 'contains':
      return answerContains(scene, question.value)
    case 'list':
      return answerList(scene, question)
    case 'random':
      return answerRandom(scene)
  }
}

/** The rows of one key: `row`, and `rows` where a lookup keeps several. */
export async function answerKey(scene: Scene, key: string): Promise<Answer | Missing> {
  const { index, engine } = scene
  const rows = await engine.get(key)
  const [row] = rows
  if (row === undefined) return missingKey(index, key)
  const members = {
    key: keyMember(index, row),
    row: toResult(scene, row),
    ...(index.duplicates && { rows: rows.map((one) => toResult(scene, one)) }),
  }
  return toAnswer(scene, members, rows, { isOne: !index.duplicates })
}

/** What a key without a row is answered. */
export function missingKey({ name, key }: LookupIndex, asked: string): Missing {
  const missing = `The lookup ${name} has no row with the ${key.join(', ')} ${quote(asked)}.`
  return { missing, parameter: 'key' }
}

/** A key as a program wrote it: one value as the column has it, or the values of several columns. */
function keyMember({ key }: LookupIndex, row: LookupRow): unknown {
  const values = key.map((name) => row[name])
  return values.length === 1 ? values[0] : values
}

async function answerBatch(scene: Scene, keys: readonly string[]): Promise<Answer> {
  const batch = await scene.engine.batch(keys)
  const { next } = batch
  const rest = next === undefined ? undefined : keys.slice(next)
  // A list of one would be parted by its commas.
  const items = rest?.length === 1 ? [...rest, ''] : rest
  const link = items && linkTo(scene, { keys: items })
  return answerKeys(scene, keys, batch, link)
}

/** The rows of several keys, each under the key that was asked. @param next - where to ask for the other keys */
export function answerKeys(
  scene: Scene,
  keys: readonly string[],
  batch: Batch,
  next: string | number | undefined,
): Answer {
  const { index } = scene
  const results = batch.rows.map((rows, at) => {
    const [row] = rows
    return {
      key: keys[at],
      row: row === undefined ? null : toResult(scene, row),
      ...(index.duplicates && { rows: rows.map((one) => toResult(scene, one)) }),
    }
  })
  const answer = toAnswer(scene, { results, next }, batch.rows.flat())
  return typeof next === 'string' ? { ...answer, next } : answer
}

async function answerFind(
  scene: Scene,
  { find, options, isCount }: Asking<'find'>,
): Promise<Answer> {
  const { total, reachable, rows, corrected, complete } = await scene.engine.find(find, options)
  if (isCount)
    return toCount(scene, { find, corrected, complete: complete ? undefined : false }, total)
  const after = options.offset + options.limit
  // What was mended is asked for as it was mended: the next page must be of the same.
  const isLast = after >= Math.min(reachable, MAX_RESULTS)
  const next = isLast ? undefined : linkTo(scene, { offset: String(after) })
  return toAnswer(
    scene,
    {
      find,
      corrected,
      total,
      complete: complete ? undefined : false,
      offset: options.offset,
      limit: options.limit,
      results: rows.map((row) => toResult(scene, row)),
      next,
    },
    rows,
    { next },
  )
}

async function answerNear(scene: Scene, { point, options }: Asking<'near'>): Promise<Answer> {
  const { rows, complete } = await scene.engine.near(point, options)
  const { limit, radius } = options
  return toPlaces(scene, { near: toPoint(point), radius, limit }, rows, complete)
}

async function answerBox(scene: Scene, { box, options }: Asking<'box'>): Promise<Answer> {
  const { rows, complete } = await scene.engine.inBox(box, options)
  const bounds = [box.west, box.south, box.east, box.north]
  return toPlaces(scene, { box: bounds, limit: options.limit }, rows, complete)
}

function toPoint({ lat, lng }: Point): object {
  return { lat, lng }
}

function toPlaces(
  scene: Scene,
  members: Readonly<Record<string, unknown>>,
  found: readonly NearRow[],
  isComplete: boolean,
): Answer {
  const results = found.map(({ row, distance }) => toResult(scene, row, distance))
  const body = { ...members, complete: isComplete ? undefined : false, results }
  const hasDistance = found.some(({ distance }) => distance !== undefined)
  return {
    ...toAnswer(scene, body, []),
    columns: [...columnsOf(scene), ...(hasDistance ? [distanceField(scene.index)] : [])],
    rows: found.map(({ row, distance }) => toData(scene, row, distance)),
    features: found.map(({ row, distance }) => toFeature(scene, row, distance)),
  }
}

async function answerContains(scene: Scene, asked: string): Promise<Answer | Missing> {
  const found = await scene.engine.contains(asked)
  if (found === undefined) {
    const missing = `The lookup ${scene.index.name} has no range that holds ${quote(asked)}.`
    return { missing, parameter: 'contains' }
  }
  const { row, value } = found
  const members = { contains: asked, value, row: toResult(scene, row) }
  return toAnswer(scene, members, [row], { isOne: true })
}

async function answerList(scene: Scene, { list, isCount }: Asking<'list'>): Promise<Answer> {
  const { rows, total, facets, next: cursor } = await scene.engine.list(list)
  if (isCount)
    return toCount(scene, { facets: hasFacets(list) ? facets : undefined }, total ?? null)
  const next = cursor === undefined ? undefined : linkTo(scene, { cursor })
  return toAnswer(
    scene,
    {
      total,
      limit: list.limit,
      results: rows.map((row) => toResult(scene, row)),
      facets: hasFacets(list) ? facets : undefined,
      next,
    },
    rows,
    { next },
  )
}

function hasFacets({ facets }: Asking<'list'>['list']): boolean {
  return facets.length > 0
}

async function answerRandom(scene: Scene): Promise<Answer | Missing> {
  const row = await scene.engine.random(scene.random())
  if (row === undefined)
    return { missing: `The lookup ${scene.index.name} has no rows.`, parameter: 'random' }
  const members = { key: rowKey(scene.index, row), row: toResult(scene, row) }
  return toAnswer(scene, { ...members, key: keyMember(scene.index, row) }, [row], { isOne: true })
}

/** @param total - `null` where counting would take too many reads */
function toCount(
  scene: Scene,
  members: Readonly<Record<string, unknown>>,
  total: number | null,
): Answer {
  const answer = toAnswer(scene, { ...members, total }, [])
  return { ...answer, columns: ['total'], rows: [{ total }] }
}

function toAnswer(
  scene: Scene,
  members: Readonly<Record<string, unknown>>,
  rows: readonly LookupRow[],
  { isOne = false, next }: { readonly isOne?: boolean; readonly next?: string | undefined } = {},
): Answer {
  return {
    body: { lookup: scene.index.name, ...members, ...provenance(scene.index) },
    columns: columnsOf(scene),
    rows: rows.map((row) => toData(scene, row)),
    features: rows.map((row) => toFeature(scene, row)),
    isOne,
    ...(next !== undefined && { next }),
  }
}

/** Whom the data is by, in every answer. */
export function provenance({ licence, attribution, source, updated }: LookupIndex): {
  readonly licence: string
  readonly attribution: string
  readonly source: string | undefined
  readonly updated: string | undefined
} {
  return { licence, attribution, source, updated }
}

function linkTo(
  { index, toUrl, parameters }: Scene,
  changes: Readonly<Record<string, string | readonly string[]>>,
): string {
  return toUrl(questionPath('/api/lookups', index, withParameters(parameters, changes)))
}
