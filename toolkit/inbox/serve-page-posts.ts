/** Does what the forms of the inbox's pages ask for, and leads back to the page. */
import { problem } from '../core/problem.ts'
import { isOneAddress } from './addresses.ts'
import { toBackPath } from './back.ts'
import { DONE_PARAMETER, formatDone } from './page-words.ts'
import { act, ACTIONS, deliverBehind, MAX_IDS, type Action } from './serve-actions.ts'
import { auditStatement } from './serve-audit.ts'
import type { Call } from './serve-call.ts'
import { chunksOf } from './serve-chunks.ts'
import { erasePerson } from './serve-erase.ts'
import { replay } from './serve-outbox.ts'

/** Their names fit into so many bytes. */
const MAX_BODY = 100_000

const URLENCODED = 'application/x-www-form-urlencoded'

// It only makes a path complete.
const ORIGIN = 'https://inbox.invalid'

/** Answers POST `/inbox/actions` (`action`, any number of `id`, `back`). */
export async function answerActions(call: Call): Promise<Response> {
  const fields = await readFields(call.request)
  if (fields instanceof Response) return fields
  const action = ACTIONS.find((name) => name === fields.get('action'))
  if (action === undefined)
    return problem(400, `Expected in "action" one of ${ACTIONS.join(', ')}.`)
  return doTo(fields, action, (ids) => act(call, action, ids))
}

/** Answers POST `/inbox/replay` (any number of `id`, `back`). */
export async function answerReplay(call: Call): Promise<Response> {
  const { env, now } = call
  const fields = await readFields(call.request)
  if (fields instanceof Response) return fields
  return doTo(fields, 'replay', async (ids) => {
    const count = await replay(env.DB, ids, now)
    await auditStatement(env.DB, call, 'replay', count).run()
    deliverBehind(call)
    return count
  })
}

/** Answers POST `/inbox/erase` (`email`, `mentions`, `confirm`). */
export async function answerErase(call: Call): Promise<Response> {
  const fields = await readFields(call.request)
  if (fields instanceof Response) return fields
  const email = fields.get('email')?.trim() ?? ''
  if (!isOneAddress(email)) return problem(422, 'Expected one e-mail address in "email".')
  if (fields.get('confirm') !== 'yes')
    return problem(
      422,
      'Expected the box "Yes, erase it for good" to be ticked. Nothing was erased.',
    )
  const count = await erasePerson(call, email, { mentions: fields.has('mentions') })
  return goBack('/inbox/data', 'erase', count)
}

async function doTo(
  fields: URLSearchParams,
  action: Action | 'replay',
  work: (ids: readonly string[]) => Promise<number>,
): Promise<Response> {
  const ids = [...new Set(fields.getAll('id'))]
  if (ids.length > MAX_IDS)
    return problem(413, `Expected at most ${MAX_IDS} of "id", got ${ids.length}.`)
  const count = ids.length === 0 ? 0 : await work(ids)
  return goBack(fields.get('back'), action, count)
}

/** Leads back to a page of the inbox, which says what was done (RFC 9110, section 15.4.4). */
function goBack(back: string | null, action: string, count: number): Response {
  const url = new URL(toBackPath(back), ORIGIN)
  url.searchParams.set(DONE_PARAMETER, formatDone(action, count))
  return new Response(undefined, { status: 303, headers: { location: url.pathname + url.search } })
}

async function readFields({ headers, body }: Request): Promise<URLSearchParams | Response> {
  const type = headers.get('content-type') ?? 'no Content-Type'
  if (type.split(';')[0]?.trim().toLowerCase() !== URLENCODED)
    return problem(415, `Expected ${URLENCODED}, got ${type}.`)
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of chunksOf(body)) {
    size += chunk.byteLength
    if (size > MAX_BODY) return problem(413, `Expected at most ${MAX_BODY} bytes, got more.`)
    text += decoder.decode(chunk, { stream: true })
  }
  return new URLSearchParams(text + decoder.decode())
}
