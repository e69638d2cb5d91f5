/** A Worker around an engine whose whole index is one file: read at the first question, kept for the next. */
import type { Ask, Peer } from './search-peer.ts'

interface Bindings {
  readonly ASSETS: Fetcher
}

export function servePeer(peer: Peer): ExportedHandler<Bindings> {
  let ask: Ask | undefined
  return {
    async fetch(request, { ASSETS }) {
      const { pathname, searchParams } = new URL(request.url)
      if (pathname === '/no-op') return new Response('done')
      ask ??= peer.open(await (await ASSETS.fetch('https://assets.local/index.json')).text())
      return Response.json(ask(searchParams.get('q') ?? ''))
    },
  }
}
