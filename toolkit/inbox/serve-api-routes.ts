/** What each address of the API answers with. */
import { problem } from '../core/problem.ts'
import { isOneAddress } from './addresses.ts'
import { parsePeriod, PERIODS } from './searches.ts'
import { parseSelection, SELECTION_PARAMETERS, show } from './selection.ts'
import { act, ACTIONS, deliverBehind, MAX_IDS } from './serve-actions.ts'
import { auditStatement, listAudit } from './serve-audit.ts'
import { answerBackup } from './serve-backup.ts'
import { readBody } from './serve-body.ts'
import type { Call } from './serve-call.ts'
import { erasePerson } from './serve-erase.ts'
import { answerExport, EXPORT_FORMATS } from './serve-export.ts'
import { listCounts, listSubmissions, MAX_LIST_LENGTH } from './serve-list.ts'
import { listDeliveries, replay } from './serve-outbox.ts'
import { answerPersonZip, findPerson } from './serve-person.ts'
import { answerFile } from './serve-read-file.ts'
import { answerRestore } from './serve-restore.ts'
import { indexPending } from './serve-search.ts'
import { listSearches } from './serve-searches.ts'
import { readSubmission } from './serve-submission.ts'

export interface Route {
  readonly method: 'GET' | 'POST'
  /** The path behind `/api/inbox`, as an error names it. */
  readonly name: string
  readonly path: RegExp
  /** The query parameters that it knows; each may be given once. */
  readonly parameters: readonly string[]
  /** @param part - what the group in `path` has matched */
  answer(call: Call, part: string): Response | Promise<Response>
}

const DELIVERY_STATES = ['new', 'dead'] as const

const PAGE_LENGTH = 50

/** Ids of submissions are 32 hexadecimal digits, those of deliveries have a name behind them. */
const SUBMISSION_ID = /^[0-9a-f]{32}$/
const DELIVERY_ID = /^[0-9a-f]{32}-[^\p{Cc}]{1,200}$/u

export const ROUTES: readonly Route[] = [
  get('/forms', [], async ({ env }) => Response.json({ forms: await listCounts(env.DB) })),
  get('/submissions', [...SELECTION_PARAMETERS, 'after', 'limit'], answerList),
  get('/submissions/<id>', [], answerSubmission),
  post('/actions', answerActions),
  get('/deliveries', ['state', 'after'], answerDeliveries),
  post('/deliveries/replay', answerReplay),
  get('/searches', ['days'], answerSearches),
  get('/log', ['before'], answerLog),
  get('/people', ['email'], (call) =>
    withEmail(call, async (email) => Response.json(await findPerson(call.env.DB, email))),
  ),
  get('/people/export', ['email'], (call) => withEmail(call, () => answerPersonZip(call))),
  post('/people/erase', answerErase),
  get('/export', [...SELECTION_PARAMETERS, 'format'], answerExportOf),
  get('/files/<id>', [], answerFile),
  get('/backup', ['after'], (call) => answerBackup(call)),
  post('/restore', (call) => answerRestore(call)),
]

function get(name: string, parameters: readonly string[], answer: Route['answer']): Route {
  return { method: 'GET', name, path: toPattern(name), parameters, answer }
}

function post(name: string, answer: Route['answer']): Route {
  return { method: 'POST', name, path: toPattern(name), parameters: [], answer }
}

function toPattern(name: string): RegExp {
  return RegExp(`^${name.replace('<id>', '([0-9a-f]{32})')}$`)
}

async function answerList({ env: { DB }, context: { url } }: Call): Promise<Response> {
  const selection = parseSelection(url.searchParams)
  if (typeof selection === 'string') return mistake(selection)
  const limit = url.searchParams.get('limit') || String(MAX_LIST_LENGTH)
  if (!/^\d{1,2}$/.test(limit) || Number(limit) < 1 || Number(limit) > MAX_LIST_LENGTH) {
    return mistake(`expected a number from 1 to ${MAX_LIST_LENGTH} in "limit", got ${show(limit)}`)
  }
  // What came just now is to be found, too.
  if (selection.query !== undefined) await indexPending(DB)
  const after = url.searchParams.get('after') || undefined
  try {
    return Response.json(await listSubmissions(DB, selection, after, Number(limit)))
  } catch (error) {
    if (error instanceof RangeError) return mistake(error.message)
    throw error
  }
}

async function answerSubmission({ env }: Call, id: string): Promise<Response> {
  const view = await readSubmission(env.DB, id)
  return view === undefined
    ? problem(404, `There is no submission ${id}: it may have been deleted.`)
    : Response.json(view)
}

async function answerActions(call: Call): Promise<Response> {
  const body = await readBody(call.request, ['action', 'ids'])
  if (body instanceof Response) return body
  const action = ACTIONS.find((name) => name === body.get('action'))
  if (action === undefined) {
    return mistake(
      `expected one of ${ACTIONS.join(', ')} in "action", got ${showAny(body.get('action'))}`,
    )
  }
  const ids = parseIds(body.get('ids'), SUBMISSION_ID, '32 hexadecimal digits')
  if (typeof ids === 'string') return mistake(ids)
  return Response.json({ changed: await act(call, action, ids) })
}

async function answerDeliveries({ env: { DB }, context: { url } }: Call): Promise<Response> {
  const asked = url.searchParams.get('state') || 'new'
  const state = DELIVERY_STATES.find((name) => name === asked)
  if (state === undefined) {
    return mistake(`expected one of ${DELIVERY_STATES.join(', ')} in "state", got ${show(asked)}`)
  }
  const after = url.searchParams.get('after') || undefined
  const found = await listDeliveries(DB, state, PAGE_LENGTH + 1, after)
  const deliveries = found.slice(0, PAGE_LENGTH)
  const next = found.length > PAGE_LENGTH ? deliveries.at(-1)?.id : undefined
  return Response.json({ deliveries, next })
}

async function answerReplay(call: Call): Promise<Response> {
  const body = await readBody(call.request, ['ids'])
  if (body instanceof Response) return body
  const ids = parseIds(body.get('ids'), DELIVERY_ID, 'the id of a delivery')
  if (typeof ids === 'string') return mistake(ids)
  const { DB } = call.env
  const changed = await replay(DB, ids, call.now)
  await auditStatement(DB, call, 'replay', changed).run()
  deliverBehind(call)
  return Response.json({ changed })
}

async function answerLog({ env: { DB }, context: { url } }: Call): Promise<Response> {
  const before = url.searchParams.get('before') || undefined
  if (before !== undefined && !/^\d{1,15}$/.test(before)) {
    return mistake(`expected the "next" of a page of the log in "before", got ${show(before)}`)
  }
  return Response.json(await listAudit(DB, before === undefined ? undefined : Number(before)))
}

async function answerSearches({ env: { DB }, context: { url }, now }: Call): Promise<Response> {
  const text = url.searchParams.get('days')
  const days = parsePeriod(text)
  if (days === undefined) {
    return mistake(`expected one of ${PERIODS.join(', ')} in "days", got ${show(text ?? '')}`)
  }
  return Response.json(await listSearches(DB, days, now))
}

/** Answers what is about one person. */
async function withEmail(
  { context: { url } }: Call,
  answer: (email: string) => Response | Promise<Response>,
): Promise<Response> {
  const email = url.searchParams.get('email')?.trim() ?? ''
  if (!isOneAddress(email))
    return mistake(`expected one e-mail address in "email", got ${show(email)}`)
  return answer(email)
}

async function answerErase(call: Call): Promise<Response> {
  const body = await readBody(call.request, ['email', 'mentions'])
  if (body instanceof Response) return body
  const email = body.get('email')
  if (typeof email !== 'string' || !isOneAddress(email.trim())) {
    return mistake(`expected one e-mail address in "email", got ${showAny(email)}`)
  }
  const mentions = body.get('mentions') ?? false
  if (![true, false, 'true', 'false'].some((value) => value === mentions)) {
    return mistake(`expected true or false in "mentions", got ${showAny(mentions)}`)
  }
  const options = { mentions: mentions === true || mentions === 'true' }
  return Response.json({ erased: await erasePerson(call, email.trim(), options) })
}

async function answerExportOf(call: Call): Promise<Response> {
  const asked = call.context.url.searchParams.get('format') || 'json'
  const format = EXPORT_FORMATS.find((name) => name === asked)
  return format === undefined
    ? mistake(`expected one of ${EXPORT_FORMATS.join(', ')} in "format", got ${show(asked)}`)
    : answerExport(call, format)
}

/** Reads a list of ids, or one alone; gives what is wrong with it as text. */
function parseIds(value: unknown, id: RegExp, expected: string): readonly string[] | string {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (items.length > MAX_IDS) return `expected at most ${MAX_IDS} of "ids", got ${items.length}`
  const ids = items.filter((item) => typeof item === 'string' && id.test(item)).map(String)
  if (ids.length === items.length) return ids
  const wrong = items.findIndex((item) => typeof item !== 'string' || !id.test(item))
  const place = Array.isArray(value) ? `"ids[${wrong}]"` : '"ids"'
  return `expected ${expected} in ${place}, got ${showAny(items[wrong])}`
}

function showAny(value: unknown): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'string' ? show(value) : show(JSON.stringify(value)).slice(1, -1)
}

/** What is wrong with a request, as a sentence. */
function mistake(detail: string): Response {
  return problem(400, `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`)
}
