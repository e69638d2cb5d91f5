/** What programs are answered with: JSON that every origin may read, and that caches may keep. */
import { sha256 } from '../core/digest.ts'
import type { SearchResult } from './engine.ts'
import type { SearchHit } from './hit.ts'
import type { Part } from './serve-answer.ts'
import type { Question } from './serve-question.ts'
import { withDirective } from './view-directive.ts'

/** Who may keep an answer. */
export type Caching = 'public' | 'personal'

// The index changes with the next deploy, which a cache cannot see.
const CACHING: Readonly<Record<Caching, string>> = {
  public: 'public, max-age=60',
  personal: 'private, no-store',
}

/** The fields of an answer; those that have nothing to say are left out. */
export function toJson(answer: SearchResult, { language, sort }: Question, part: Part): object {
  const { query, total, results, corrected, suggestion, unknown, facets } = answer
  return {
    query,
    language: language.tag,
    total,
    offset: part.offset,
    limit: part.limit,
    results: results.map(toResult),
    facets,
    unknown,
    corrected,
    suggestion,
    sort: sort === '' ? undefined : sort,
  }
}

/**
 * Answers with JSON, or with 304 where the asker has the same already (RFC 9110, section 13.1.2). What is for one
 * visitor no page of another site may read.
 */
export async function respondJson(
  value: unknown,
  request: Request,
  caching: Caching,
  type = 'application/json',
): Promise<Response> {
  const body = JSON.stringify(value)
  const headers = new Headers({ 'content-type': type, 'cache-control': CACHING[caching] })
  if (caching === 'personal') return new Response(body, { headers })
  const etag = `W/"${(await sha256(body)).toHex().slice(0, 16)}"`
  headers.set('etag', etag)
  const known = request.headers
    .get('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim())
  if (known?.some((tag) => tag === etag || tag === '*') === true)
    return withCors(new Response(null, { status: 304, headers }))
  return withCors(new Response(body, { headers }))
}

/** Lets the pages of every site read an answer. */
export function withCors(response: Response): Response {
  response.headers.set('access-control-allow-origin', '*')
  return response
}

function toResult({
  url,
  title,
  excerpt,
  sections,
  image,
  meta,
  score,
  pinned,
}: SearchHit): object {
  return {
    url,
    href: withDirective(url, excerpt),
    title,
    excerpt,
    sections: sections.map((section) => ({
      url: section.url,
      href: withDirective(section.url, section.excerpt),
      title: section.title,
      excerpt: section.excerpt,
    })),
    image,
    meta,
    score: Math.round(score * 1000) / 1000,
    pinned,
  }
}
