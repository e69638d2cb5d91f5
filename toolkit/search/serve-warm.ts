/**
 * Answers a few questions before the first visitor comes. A Worker's start is not billed to a request, and what it
 * compiles there, patterns and the engine's own code, makes the first search about twice as fast.
 */
import type { Site } from '../site/format.ts'
import type { SearchEnv, SearchHandler } from './serve-options.ts'
import { stem } from './stems/en.ts'
import { createMiniatures, WARM_QUERIES } from './warm.ts'

const ROUNDS = 2
const ORIGIN = 'https://assets.local'
const MORE = ['q=rooms&filter.kind=a', 'filter.kind=a&sort=date']

/** Asks handlers of search, each under its path, for a miniature site. Nothing of what goes wrong here matters. */
export async function warmUp(
  handlers: readonly (readonly [path: string, handler: SearchHandler])[],
): Promise<void> {
  const next = createMiniatures()
  const questions = [...WARM_QUERIES.map((query) => `q=${encodeURIComponent(query)}`), ...MORE]
  for (let round = 0; round < ROUNDS; round++) {
    const { index, read } = next()
    const site: Site = {
      url: undefined,
      regions: { search: '/' },
      forms: {},
      lookups: {},
      search: [index],
      stems: { en: stem },
    }
    // A body cannot be read before there is a request, so it is given as it is.
    const answer = async (request: Request): Promise<Response> => {
      const bytes = await read(new URL(request.url).pathname)
      return Object.assign(new Response(null), { arrayBuffer: async () => bytes.slice().buffer })
    }
    const env: SearchEnv = { ASSETS: { fetch: answer } }
    for (const [at, question] of questions.entries()) {
      for (const [path, handler] of at === 0 ? handlers : handlers.slice(-1)) {
        const url = new URL(`${path}?${question}`, ORIGIN)
        const request = Object.assign(new Request(url), { route: path, params: {}, query: {} })
        await handler(request, env, { url, site, settings: {}, waitUntil: () => undefined }).catch(
          () => undefined,
        )
      }
    }
  }
}
