/** Fills the page of a lookup: one row, what was found, a list of rows, or what the lookup is. See `format.md`. */
import type { Data } from '../page/format.ts'
import { questionPath, rowKey, rowPath } from './address.ts'
import type { LookupIndex, LookupRow } from './format.ts'
import { datasetJsonLd, rowJsonLd } from './json-ld.ts'
import { columnFields } from './page-about.ts'
import { commonFields, formFields } from './page-fields.ts'
import { factFields, labelOf, rowFields } from './page-row.ts'
import {
  answerFind,
  answerList,
  answerPlaces,
  answerRows,
  fieldsOf,
  type Page,
  type PageAnswer,
  type PageMove,
  type PageOptions,
} from './page-rows.ts'
import { parseQuestion, type Question } from './parse-question.ts'
import { QuestionError, type LookupEngine } from './question.ts'

export type { PageAnswer, PageMove, PageOptions } from './page-rows.ts'

/** Where the description of a lookup is, unless a row has this key. */
export const ABOUT = 'about'

/**
 * Fills the page of a lookup for what its URL asks, or gives `undefined` where it asks nothing.
 * @param key - the key in the path, `''` for none
 */
export async function answerPage(
  index: LookupIndex,
  engine: LookupEngine,
  key: string,
  parameters: URLSearchParams,
  options: PageOptions = {},
): Promise<PageAnswer | PageMove | undefined> {
  const { toUrl = (path: string) => path } = options
  const page = { index, engine, parameters: withoutTracking(parameters), toUrl, options }
  try {
    const { question } = parseQuestion(index, page.parameters, key)
    return await answerQuestion(page, question)
  } catch (error) {
    if (error instanceof QuestionError) return answerMistake(page, error)
    throw error
  }
}

/** The fields of a page that could not be answered: a file did not come. */
export function failedFields(index: LookupIndex, parameters: URLSearchParams): Data {
  const page = questionPath('/api/lookups', index, parameters)
  return { ...commonFields(index, page), ...formFields(parameters), failed: true }
}

/** What campaigns and other sites hang on links says nothing about the question. */
function withoutTracking(parameters: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...parameters].filter(([name]) => !/^utm_|^[a-z]{1,3}clid$/.test(name)),
  )
}

async function answerQuestion(
  page: Page,
  question: Question,
): Promise<PageAnswer | PageMove | undefined> {
  const { index, engine, options } = page
  switch (question.kind) {
    case 'about':
      return undefined
    case 'key':
      return answerKey(page, question.key)
    case 'batch': {
      const { rows, next } = await engine.batch(question.keys)
      return answerRows(page, rows.flat(), { incomplete: next !== undefined })
    }
    case 'find':
      return answerFind(page, question)
    case 'near':
      return answerPlaces(page, {
        question,
        ...(await engine.near(question.point, question.options)),
      })
    case 'box':
      return answerPlaces(page, {
        question,
        ...(await engine.inBox(question.box, question.options)),
      })
    case 'contains':
      return answerContains(page, question.value)
    case 'list':
      return answerList(page, question)
    case 'random': {
      const row = await engine.random((options.random ?? Math.random)())
      return row && { goTo: rowPath('/lookups', index, rowKey(index, row)) }
    }
  }
}

async function answerKey(page: Page, key: string): Promise<PageAnswer> {
  const { index, engine, toUrl } = page
  const rows = await engine.get(key)
  const [row] = rows
  if (row === undefined && key === ABOUT) return answerAbout(page)
  const fields = {
    ...fieldsOf(page, rowPath('/api/lookups', index, key)),
    key,
    missing: row === undefined,
  }
  const canonical = toUrl(rowPath('/lookups', index, key))
  if (row === undefined) {
    return {
      status: 404,
      data: { ...fields, found: false, heading: key },
      canonical,
      isKept: false,
    }
  }
  return {
    status: 200,
    data: {
      ...fields,
      ...oneRow(index, row),
      ...(rows.length > 1 && {
        several: rows.length,
        results: rows.map((one) => rowFields(index, one)),
      }),
    },
    canonical,
    jsonLd: rowJsonLd(index, row, toUrl),
    isKept: true,
  }
}

function oneRow(index: LookupIndex, row: LookupRow): Data {
  return {
    found: true,
    heading: labelOf(index, row),
    row: rowFields(index, row),
    facts: factFields(index, row),
  }
}

async function answerAbout(page: Page): Promise<PageAnswer> {
  const { index, options, toUrl } = page
  const about = await options.readAbout?.()
  return {
    status: 200,
    data: {
      ...commonFields(index, `/api/lookups/${index.name}`),
      heading: index.title,
      described: true,
      columns: columnFields(index, about),
      csv: index.downloads.csv[0],
      ndjson: index.downloads.ndjson[0],
      geojson: index.downloads.geojson?.[0],
    },
    canonical: toUrl(`/lookups/${index.name}/${ABOUT}`),
    jsonLd: datasetJsonLd(index, toUrl),
    isKept: true,
  }
}

async function answerContains(page: Page, value: string): Promise<PageAnswer> {
  const { index, engine, toUrl } = page
  const found = await engine.contains(value)
  const canonical = toUrl(questionPath('/lookups', index, page.parameters))
  const fields = { ...fieldsOf(page), key: found?.value ?? value, missing: found === undefined }
  if (found === undefined) {
    return {
      status: 404,
      data: { ...fields, found: false, heading: value },
      canonical,
      isKept: false,
    }
  }
  const data = { ...fields, ...oneRow(index, found.row), heading: found.value, value: found.value }
  return { status: 200, data, canonical, isKept: false }
}

/** The page says what is wrong, beside what was typed. */
function answerMistake(page: Page, { message }: QuestionError): PageAnswer {
  const { index, toUrl } = page
  const data = { ...fieldsOf(page), mistake: message }
  return { status: 400, data, canonical: toUrl(`/lookups/${index.name}/`), isKept: false }
}
