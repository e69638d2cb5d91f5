/** Answers the questions of the site's own pages with the fields that the Worker fills them with. */
import type { Data } from '../page/format.ts'
import { keyOf, parseAddress } from './address.ts'
import { openLookup } from './browser-engine.ts'
import type { LookupAddress } from './browser-index.ts'
import { answerPage, failedFields } from './page-answer.ts'

/** What a page is to show: the fields, and the address that they have, where it is another one. */
export interface PageFields {
  readonly data: Data
  readonly url: URL
  /** Whether the lookup could not be reached. */
  readonly hasFailed?: boolean
}

export interface OpenPage {
  /** Answers an address; `undefined` where it asks nothing. */
  answer(url: URL): Promise<PageFields | undefined>
}

/** Opens a lookup of the site. */
export async function openPage(address: LookupAddress): Promise<OpenPage> {
  const lookup = await openLookup(address)
  const answer: OpenPage['answer'] = (url) =>
    lookup.answer(async (engine, index, read) => {
      const parts = parseAddress(url.pathname, '/lookups')?.parts ?? []
      // The static page of a lookup may be anywhere: its path is no key.
      const key = url.pathname.startsWith('/lookups/') ? keyOf(index, parts) : ''
      const answered = await answerPage(index, engine, key, url.searchParams, {
        readAbout: async () =>
          (await import('./api-about.ts')).decodeAbout(await read(index.about)),
      }).catch((error: unknown) => {
        // Without a connection there is no other page to go to; what is gone is read anew.
        if (navigator.onLine || isGone(error)) throw error
        return { data: failedFields(index, url.searchParams), hasFailed: true }
      })
      if (answered === undefined) return undefined
      if (!('goTo' in answered)) return { ...answered, url }
      return answer(new URL(answered.goTo, url))
    })
  return { answer }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'GoneError'
}
