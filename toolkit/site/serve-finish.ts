/** What every answer passes through: an error becomes a page for a person, and the security headers are set. */
import { escapeHtml } from '../core/html.ts'
import { wantsPage } from '../core/http.ts'
import { PROBLEM_TYPE, type Problem } from '../core/problem.ts'
import { DATA_POLICY, SECURITY_HEADERS, WORKER_PAGE_POLICY } from '../core/security-headers.ts'
import { fetchPage, fillPage, type AssetsEnv } from '../page/serve.ts'
import type { Context } from './context.ts'

/** The region of the site's error page; a site without one gets a plain page. */
const ERROR_REGION = 'error'

/** Finishes an answer to `request`: its form, its headers, and no content for HEAD. */
export async function finishResponse(
  response: Response,
  request: Request,
  env: AssetsEnv,
  context: Context,
): Promise<Response> {
  const shown = isForPerson(response, request, context)
    ? await showProblem(response, env, context)
    : response
  const headers = secureHeaders(shown)
  const { status, statusText } = shown
  const body = request.method === 'HEAD' ? null : shown.body
  return new Response(body, { status, statusText, headers })
}

function isForPerson({ headers }: Response, request: Request, { url }: Context): boolean {
  return (
    headers.get('content-type') === PROBLEM_TYPE &&
    !url.pathname.startsWith('/api/') &&
    wantsPage(request.headers.get('accept'))
  )
}

async function showProblem(
  response: Response,
  env: AssetsEnv,
  context: Context,
): Promise<Response> {
  const { status, title, detail } = await response.json<Problem>()
  const template = await fetchErrorPage(env, context)
  const page =
    template === undefined
      ? plainPage(status, title, detail)
      : fillPage(template, { [ERROR_REGION]: { status, title, detail } }, status)
  for (const [name, value] of response.headers)
    if (name !== 'content-type' && name !== 'content-length') page.headers.set(name, value)
  return page
}

async function fetchErrorPage(env: AssetsEnv, { site }: Context): Promise<Response | undefined> {
  const path = site.regions[ERROR_REGION]
  if (path === undefined) return undefined
  return fetchPage(env, path).catch((cause: unknown) => {
    // The visitor still learns what is wrong.
    console.error('the error page was not read', cause)
    return undefined
  })
}

function plainPage(status: number, title: string, detail: string): Response {
  const heading = escapeHtml(title)
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title><h1>${heading}</h1><p>${escapeHtml(detail)}</p><p><a href="/">To the start page</a></p></html>`
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

function secureHeaders(response: Response): Headers {
  const headers = new Headers(response.headers)
  const own = headers.get('content-security-policy')
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value)
  headers.set('content-security-policy', own ?? defaultPolicy(response))
  return headers
}

function defaultPolicy(response: Response): string {
  const isHtml = response.headers.get('content-type')?.startsWith('text/html') === true
  return isHtml ? WORKER_PAGE_POLICY : DATA_POLICY
}
