/** What fills the page of a lookup with rows: found, near, or in a list. */
import { Markup, type Data } from '../page/format.ts'
import { toText } from '../page/render.ts'
import type { LookupAbout } from './about.ts'
import { questionPath, withParameters } from './address.ts'
import { roundDistance, type ToUrl } from './api-row.ts'
import type { LookupIndex, LookupRow } from './format.ts'
import type { JsonLd } from './json-ld.ts'
import { changedPath, type AskedPage } from './page-address.ts'
import { commonFields, formFields } from './page-fields.ts'
import { activeFields, facetColumns, facetFields, sortFields } from './page-lists.ts'
import { rowFields } from './page-row.ts'
import type { Question } from './parse-question.ts'
import { MAX_RESULTS, type LookupEngine, type Nearby } from './question.ts'

/** What was found of places, and what was asked for them. */
export interface Places extends Nearby {
  readonly question: Extract<Question, { readonly kind: 'near' | 'box' }>
}

/** What the page of a lookup is filled with. */
export interface PageAnswer {
  /** 404 where no row is what was asked for, 400 where the question is wrong. */
  readonly status: 200 | 400 | 404
  /** The fields of the region `lookup:<name>`. */
  readonly data: Data
  /** The one address of what is shown, absolute where the site's address is known. */
  readonly canonical: string
  /** What the page says to machines. */
  readonly jsonLd?: JsonLd
  /** Whether search engines are to keep the page: rows and the description, not every question. */
  readonly isKept: boolean
}

/** Another address answers: that of a row. */
export interface PageMove {
  readonly goTo: string
}

export interface PageOptions {
  /** Makes a path absolute, where the site's address is known. */
  readonly toUrl?: ToUrl
  /** Reads what the build knows about the columns. */
  readonly readAbout?: () => Promise<LookupAbout | undefined>
  /** A number from 0 to below 1. */
  readonly random?: () => number
}

/** A question of a page. */
export interface Page {
  readonly index: LookupIndex
  readonly engine: LookupEngine
  readonly parameters: URLSearchParams
  readonly toUrl: ToUrl
  readonly options: PageOptions
}

export type Asking<Kind extends Question['kind']> = Extract<Question, { readonly kind: Kind }>

/** Rows found under a text. */
export async function answerFind(
  page: Page,
  { find, options, isCount }: Asking<'find'>,
): Promise<PageAnswer> {
  const { index, engine, parameters } = page
  const { filters = [], offset, limit } = options
  const { total, reachable, rows, corrected, complete } = await engine.find(find, options)
  const shown = isCount ? [] : rows
  const asked = { index, parameters, filters }
  const pageAt = (at: number): string =>
    questionPath(
      '/lookups',
      index,
      withParameters(parameters, { offset: at > 0 ? String(at) : undefined }),
    )
  const next = offset + limit
  const hasNext = !isCount && next < Math.min(reachable, MAX_RESULTS)
  return answerRows(page, shown, {
    heading: find,
    query: find,
    corrected,
    correctedUrl: corrected === undefined ? undefined : changedPath(asked, { find: corrected }),
    total,
    none: total === 0,
    incomplete: !complete,
    active: activeFields(asked),
    ...clearField(asked),
    ...(shown.length > 0 && { first: offset + 1, last: offset + shown.length }),
    ...(offset > 0 && { previous: pageAt(Math.max(0, offset - limit)) }),
    ...(hasNext && { next: pageAt(next) }),
  })
}

/** Rows near a point or in a box, with their map. */
export async function answerPlaces(
  page: Page,
  { question, rows: found, complete }: Places,
): Promise<PageAnswer> {
  const { index, parameters } = page
  const { filters = [] } = question.options
  const asked = { index, parameters, filters }
  const answer = answerRows(page, [], {
    heading: parameters.get('near') ?? parameters.get('box') ?? '',
    near: parameters.get('near') ?? undefined,
    none: found.length === 0,
    incomplete: !complete,
    active: activeFields(asked),
    ...clearField(asked),
  })
  const results = found.map(({ row, distance }) =>
    rowFields(index, row, distance === undefined ? undefined : roundDistance(distance)),
  )
  const { drawPlaces } = await import('./page-map.ts')
  const map = new Markup(drawPlaces(index, question, found))
  return { ...answer, data: { ...answer.data, results, map } }
}

/** Rows that meet conditions, with what narrows them further. */
export async function answerList(
  page: Page,
  { list, isCount }: Asking<'list'>,
): Promise<PageAnswer> {
  const { index, engine, parameters } = page
  const facets = list.facets.length > 0 ? list.facets : facetColumns(index)
  const { rows, total, facets: counts, next } = await engine.list({ ...list, facets })
  const choices =
    counts && list.filters.length > 0
      ? await (await import('./page-choices.ts')).countChoices(engine, list.filters, counts)
      : counts
  const asked: AskedPage = { index, parameters, filters: list.filters }
  const active = activeFields(asked)
  const at = (cursor: string | undefined): string =>
    questionPath('/lookups', index, withParameters(parameters, { cursor }))
  return answerRows(page, isCount ? [] : rows, {
    heading: active.map(({ value }) => toText(value)).join(', ') || index.title,
    total,
    none: rows.length === 0 && next === undefined,
    facets: facetFields(asked, choices),
    active,
    ...clearField(asked),
    sorts: sortFields(asked, list.sort),
    ...(list.cursor !== undefined && { start: at(undefined) }),
    ...(next !== undefined && !isCount && { next: at(next) }),
  })
}

function clearField(asked: AskedPage): Data {
  return asked.filters.length === 0 ? {} : { clearUrl: changedPath(asked, { filters: [] }) }
}

/** Rows as they are. */
export function answerRows(page: Page, rows: readonly LookupRow[], more: Data = {}): PageAnswer {
  const { index, toUrl, parameters } = page
  return {
    status: 200,
    data: {
      ...fieldsOf(page),
      none: rows.length === 0,
      results: rows.map((row) => rowFields(index, row)),
      ...more,
    },
    canonical: toUrl(questionPath('/lookups', index, parameters)),
    isKept: false,
  }
}

/** The fields of every answer. @param api - the path of the same answer for programs */
export function fieldsOf({ index, parameters }: Page, api?: string): Data {
  const path = api ?? questionPath('/api/lookups', index, parameters)
  return { ...commonFields(index, path), ...formFields(parameters) }
}
