/** Asks the lookups of `lookup-cities.ts` as the handler for programs does; for tests. */
import assert from 'node:assert/strict'

import { parseAddress } from '../toolkit/lookups/address.ts'
import { splitSuffix, type Format } from '../toolkit/lookups/api-format.ts'
import type { LookupIndex } from '../toolkit/lookups/format.ts'
import type { LookupEngine } from '../toolkit/lookups/question.ts'
import type { Context } from '../toolkit/site/context.ts'
import { cities, subdivisions } from './lookup-cities.ts'

export const SITE = 'https://site.example'

/** What every answer about the cities says of whom it is by. */
export const PROVENANCE = {
  licence: 'CC-BY-4.0',
  attribution: 'GeoNames',
  source: 'https://www.geonames.org/',
  updated: '2026-11-27',
}

const ABOUT = {
  version: 2,
  columns: [
    { name: 'population', filled: 4, distinct: 4, examples: ['2138551'], min: 85416, max: 2138551 },
  ],
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly engine?: Partial<LookupEngine>
  /** The address that the site is configured with. */
  readonly site?: string | undefined
  readonly index?: object
}

/** What the handler is given for one request; a type of its own, as the handler's is the edge's. */
export interface Call {
  readonly index: LookupIndex
  readonly engine: LookupEngine
  readonly read: (path: string) => Promise<Uint8Array>
  readonly request: Request
  readonly context: Context
  readonly parts: readonly string[]
  readonly suffix: Format | undefined
}

export interface Program {
  /** Asks for a path below `/api/lookups/`. */
  readonly ask: (path: string, sent?: Sent) => Promise<Response>
  /** The same where the answer must be a JSON object. */
  readonly json: (path: string, sent?: Sent) => Promise<Record<string, unknown>>
}

/** @param answerCall - of `serve-api.ts` */
export function createProgram(answerCall: (call: Call) => Promise<Response>): Program {
  const ask: Program['ask'] = async (path, sent = {}) => answerCall(toCall(path, sent))
  return {
    ask,
    async json(path, sent) {
      const response = await ask(path, sent)
      const text = await response.text()
      assert.equal(response.status, 200, text)
      const body: Record<string, unknown> = JSON.parse(text)
      return body
    },
  }
}

function toCall(path: string, sent: Sent): Call {
  const url = new URL(`/api/lookups/${path}`, SITE)
  const address = parseAddress(url.pathname, '/api/lookups')
  assert.ok(address)
  const { text, format } = splitSuffix(address.name) ?? { text: address.name }
  const lookup = text === 'cities' ? cities : subdivisions
  const { headers = {}, body, engine, site = SITE } = sent
  const request = new Request(url, {
    headers,
    ...(body !== undefined && { method: 'POST', body }),
  })
  const context: Context = {
    site: {
      url: site === '' ? undefined : site,
      regions: {},
      forms: {},
      search: [],
      lookups: {},
      stems: {},
    },
    url,
    settings: {},
    waitUntil: () => undefined,
  }
  return {
    index: { ...lookup.index, ...sent.index },
    engine: { ...lookup.engine, ...engine },
    read: async () => new TextEncoder().encode(JSON.stringify(ABOUT)),
    request,
    context,
    parts: address.parts,
    suffix: format,
  }
}
