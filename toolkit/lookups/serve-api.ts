/** Answers programs about one lookup: chooses the format, and what caches may do with the answer. */
import type { Context } from '../site/context.ts'
import { keyOf, withParameters } from './address.ts'
import { decodeAbout, describeLookup, formatsOf } from './api-about.ts'
import {
  answerKey,
  answerKeys,
  answerQuestion,
  missingKey,
  type Answer,
  type Missing,
  type Scene,
} from './api-answer.ts'
import { negotiate, splitSuffix, type Format } from './api-format.ts'
import { schemaDocument } from './api-schema.ts'
import { linksOf, writeAnswer } from './api-write.ts'
import type { LookupAbout } from './about.ts'
import { MAX_BODY_BYTES, parseBatch } from './parse-question-body.ts'
import { parseQuestion, type Asked } from './parse-question.ts'
import { QuestionError } from './question.ts'
import { readJsonBody } from './serve-body.ts'
import {
  apiProblem,
  cachedHeaders,
  freshHeaders,
  hasTag,
  questionProblem,
  tagOf,
} from './serve-headers.ts'
import { NotLoadedError } from './d1-database.ts'
import { isFileFault, toAbsolute, type Opened } from './serve-open.ts'

/** A request about one lookup. */
export interface ApiCall extends Opened {
  readonly request: Request
  readonly context: Context
  /** The parts of the path after the name, without the suffix of the name. */
  readonly parts: readonly string[]
  /** The format that the suffix of the name asks for: `/api/lookups/cities.csv`. */
  readonly suffix: Format | undefined
}

/** Where the schema of the rows is, unless a row has this key. */
const SCHEMA = 'schema'

/** Answers, also what has no answer. What nobody can cause by asking is thrown. */
export async function answerCall(call: ApiCall): Promise<Response> {
  try {
    return call.request.method === 'POST' ? await answerPost(call) : await answerGet(call)
  } catch (error) {
    if (error instanceof QuestionError) return questionProblem(error)
    if (!isFileFault(error)) throw error
    console.error('a lookup did not answer', error)
    const isMissing = error instanceof NotLoadedError
    const detail = isMissing
      ? error.message
      : 'The lookup does not answer just now: a file could not be read.'
    return apiProblem(503, detail, { headers: { 'retry-after': '10' } })
  }
}

/** How the answer of a call is given. */
interface Manner {
  readonly asked: Asked
  readonly format: Format
  /** Whether the format was asked for by parameter or suffix. */
  readonly isExplicit: boolean
}

async function answerGet(call: ApiCall): Promise<Response> {
  const { index, context, request, parts, suffix } = call
  const asked = parseQuestion(index, context.url.searchParams, keyOf(index, parts))
  const explicit = asked.format ?? suffix
  const format = explicit ?? negotiate(request.headers.get('accept'), formatsOf(index))
  if (format === 'geojson' && index.near === undefined) {
    const expected = `expected ${formatsOf(index).join(', ')}`
    return apiProblem(400, `The lookup ${index.name} has no places for geojson, ${expected}.`)
  }
  const tag = tagOf([index], context, format)
  if (asked.question.kind === 'random')
    return answerAsked(call, { asked, format, isExplicit: false }, freshHeaders())
  const headers = cachedHeaders(tag)
  if (hasTag(request, tag)) return new Response(null, { status: 304, headers })
  const manner = { asked, format, isExplicit: explicit !== undefined }
  return asked.question.kind === 'about'
    ? answerWhole(call, manner, headers)
    : answerAsked(call, manner, headers)
}

type Headers_ = Readonly<Record<string, string>>

async function answerAsked(call: ApiCall, manner: Manner, headers: Headers_): Promise<Response> {
  const { asked, format, isExplicit } = manner
  const scene = toScene(call, manner)
  const { question } = asked
  if (call.parts.length > 0 && question.kind === 'key') {
    return answerPath(call, scene, manner, { key: question.key, headers, takesSuffix: !isExplicit })
  }
  return respond(call, await answerQuestion(scene, asked), format, headers)
}

interface PathKey {
  readonly key: string
  readonly headers: Headers_
  readonly takesSuffix: boolean
}

/** The row of a path. A key that itself ends like a suffix comes before the suffix, and any key before the schema. */
async function answerPath(
  call: ApiCall,
  scene: Scene,
  { format }: Manner,
  { key, headers, takesSuffix }: PathKey,
): Promise<Response> {
  const answer = await answerKey(scene, key)
  if (!('missing' in answer)) return respond(call, answer, format, headers)
  const split = takesSuffix ? splitSuffix(call.parts.at(-1) ?? '') : undefined
  const parts = split === undefined ? call.parts : [...call.parts.slice(0, -1), split.text]
  if (split !== undefined) {
    const [under, within] = [keyOf(call.index, parts), split.format]
    if (within === 'geojson' && call.index.near === undefined)
      return respond(call, answer, format, headers)
    const shorter = await answerKey(scene, under)
    if (!('missing' in shorter)) return respond(call, shorter, within, headers)
  }
  if (parts.length === 1 && parts[0] === SCHEMA) return answerSchema(call, headers)
  return respond(call, missingKey(call.index, keyOf(call.index, parts)), format, headers)
}

/** A lookup without a question: what it is, or, asked for as a file, all of it. */
async function answerWhole(
  call: ApiCall,
  { format, isExplicit }: Manner,
  headers: Headers_,
): Promise<Response> {
  const { index, engine, context } = call
  const toUrl = (path: string): string => toAbsolute(path, context)
  if (isExplicit || format !== 'json') return answerFiles(call, format, headers)
  const first = { filters: [], sort: [], facets: [], limit: 1 }
  const [{ rows }, about] = await Promise.all([engine.list(first), readAbout(call)])
  return toJson(describeLookup(index, toUrl, rows[0], about), headers, linksOf(index))
}

/** Leads to the file with all rows; where they are in several files, says which. */
function answerFiles({ index, context }: ApiCall, format: Format, headers: Headers_): Response {
  const files = index.downloads[format] ?? []
  const [file, ...more] = files
  if (file === undefined)
    return apiProblem(404, `The lookup ${index.name} has no file of all rows as ${format}.`)
  if (more.length === 0)
    return new Response(null, { status: 303, headers: { ...headers, location: file } })
  const parts = files.map((path) => toAbsolute(path, context))
  const { name, rows, licence, attribution } = index
  const body = JSON.stringify({ lookup: name, format, rows, parts, licence, attribution })
  // Several, and none of them is all (RFC 9110, section 15.4.1).
  return new Response(body, {
    status: 300,
    headers: { ...headers, 'content-type': 'application/json' },
  })
}

async function answerSchema(call: ApiCall, headers: Headers_): Promise<Response> {
  const { index, context } = call
  const id = toAbsolute(`/api/lookups/${index.name}/${SCHEMA}`, context)
  const schema = schemaDocument(index, id, await readAbout(call))
  return toJson(schema, { ...headers, 'content-type': 'application/schema+json' })
}

/** What the build knows about the columns. */
export async function readAbout({ index, read }: Opened): Promise<LookupAbout | undefined> {
  return index.about === '' ? undefined : decodeAbout(await read(index.about))
}

/** `POST {"keys": [...]}`: as many rows as one request may read, and the number of the key to go on with. */
async function answerPost(call: ApiCall): Promise<Response> {
  const { index, engine, request, context, suffix } = call
  const stray = [...context.url.searchParams.keys()].find((name) => name !== 'format')
  if (stray !== undefined)
    throw new QuestionError(
      'A POST has its question in the body, expected no parameter but format.',
    )
  const text = await readJsonBody(request, MAX_BODY_BYTES)
  if (text instanceof Response) return text
  const { keys, offset, columns } = parseBatch(index, text)
  const { format: given } = parseQuestion(index, context.url.searchParams)
  const format = given ?? suffix ?? negotiate(request.headers.get('accept'), formatsOf(index))
  const asked: Asked = { question: { kind: 'batch', keys }, ...(columns && { columns }) }
  const rest = keys.slice(offset)
  const batch = await engine.batch(rest)
  const next = batch.next === undefined ? undefined : offset + batch.next
  const scene = toScene(call, { asked, format, isExplicit: false })
  return respond(call, answerKeys(scene, rest, batch, next), format, freshHeaders())
}

function toScene(
  { index, engine, context }: ApiCall,
  { asked, format, isExplicit }: Manner,
): Scene {
  const { searchParams } = context.url
  // The suffix is not in the address of what comes next, so the parameter is.
  const parameters =
    isExplicit || format !== 'json' ? withParameters(searchParams, { format }) : searchParams
  return {
    index,
    engine,
    parameters,
    random: Math.random,
    toUrl: (path) => toAbsolute(path, context),
    ...(asked.columns && { columns: asked.columns }),
  }
}

function respond(
  { index }: ApiCall,
  answer: Answer | Missing,
  format: Format,
  headers: Headers_,
): Response {
  if ('missing' in answer) {
    const { missing: detail, parameter } = answer
    return apiProblem(404, detail, { errors: [{ parameter, detail }] })
  }
  const written = writeAnswer(index, answer, format)
  return new Response(written.body, { headers: { ...headers, ...written.headers } })
}

function toJson(value: object, headers: Headers_, links: readonly string[] = []): Response {
  const link = links.length === 0 ? {} : { link: links.join(', ') }
  return new Response(JSON.stringify(value), {
    headers: { 'content-type': 'application/json', ...link, ...headers },
  })
}
