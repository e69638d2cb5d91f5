/** The description of the site's API for programs: `/api/openapi.json`, OpenAPI 3.1. */
import type { IRequestStrict } from 'itty-router'

import { describeApi } from '../lookups/openapi.ts'
import type { LookupIndex } from '../lookups/format.ts'
import type { Context } from './context.ts'

export interface OpenApiOptions {
  /** The name of the API; the site's host by default. */
  readonly title?: string
  /** `1.0.0` by default. */
  readonly version?: string
  readonly description?: string
  /** The lookups to describe, where not all that are declared are mounted. */
  readonly lookups?: readonly { readonly name: string }[]
  /** Path items of your own routes (OpenAPI 3.1.1, section 4.8.9), by path. */
  readonly paths?: Readonly<Record<string, object>>
}

/** Answers a request with the description. */
export type OpenApiHandler = (request: IRequestStrict, env: unknown, context: Context) => Response

/** Describes what programs can ask: mount it with `router.get('/api/openapi.json', openapi())`. */
export function openapi(options: OpenApiOptions = {}): OpenApiHandler {
  return (_request, _env, { site, url }) => {
    const { title = new URL(site.url ?? url).host, version = '1.0.0', description } = options
    const { tags, paths, components } = describeApi(chooseLookups(site.lookups, options))
    const document = {
      openapi: '3.1.1',
      info: { title, version, ...(description !== undefined && { description }) },
      servers: [{ url: site.url ?? '/' }],
      tags,
      paths: { ...paths, ...options.paths },
      components,
    }
    return new Response(JSON.stringify(document), {
      headers: {
        // There is no registered type of its own for OpenAPI.
        'content-type': 'application/json',
        'cache-control': 'public, max-age=3600',
        'access-control-allow-origin': '*',
      },
    })
  }
}

function chooseLookups(
  compiled: Context['site']['lookups'],
  { lookups }: OpenApiOptions,
): readonly LookupIndex[] {
  const all = Object.values(compiled)
  return lookups === undefined
    ? all
    : all.filter((index) => lookups.some(({ name }) => name === index.name))
}
