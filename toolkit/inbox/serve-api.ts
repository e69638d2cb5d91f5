/** The inbox as data, for programs: `/api/inbox`. Finds the route of a request, and checks its method and parameters. */
import { problem } from '../core/problem.ts'
import { ROUTES, type Route } from './serve-api-routes.ts'
import type { Call } from './serve-call.ts'
import { unkept } from './serve-unkept.ts'

const ROOT = '/api/inbox'

/** Answers a signed-in owner's program. Nothing of it may be stored on its way. */
export async function answerApi(call: Call): Promise<Response> {
  return unkept(await route(call))
}

async function route(call: Call): Promise<Response> {
  const { request, context } = call
  const { pathname, searchParams } = context.url
  const path = pathname.slice(ROOT.length).replace(/\/$/, '')
  const routes = ROUTES.filter((candidate) => candidate.path.test(path))
  if (routes.length === 0) {
    const names = [...new Set(ROUTES.map(({ name }) => ROOT + name))]
    return problem(404, `There is nothing at ${pathname}, expected one of ${names.join(', ')}.`)
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const found = routes.find((candidate) => candidate.method === method)
  if (found === undefined) {
    const allow = routes.map((candidate) => ALLOWED[candidate.method]).join(', ')
    return problem(405, `${pathname} takes ${allow}.`, { headers: { allow } })
  }
  const mistake = findMistake(found, searchParams)
  if (mistake !== undefined) return problem(400, mistake)
  return found.answer(call, found.path.exec(path)?.[1] ?? '')
}

const ALLOWED = { GET: 'GET, HEAD', POST: 'POST' } as const

/** An unknown parameter is a mistake: ignored, it would look as if it had been heeded. */
function findMistake({ parameters }: Route, params: URLSearchParams): string | undefined {
  const names = [...new Set(params.keys())]
  const unknown = names.find((name) => !parameters.includes(name))
  if (unknown !== undefined) {
    const known = parameters.length === 0 ? 'none' : parameters.join(', ')
    return `Unknown parameter ${JSON.stringify(unknown.slice(0, 100))}, expected ${known}.`
  }
  const repeated = names.find((name) => params.getAll(name).length > 1)
  return repeated === undefined
    ? undefined
    : `Expected "${repeated}" once, got it ${params.getAll(repeated).length} times.`
}
