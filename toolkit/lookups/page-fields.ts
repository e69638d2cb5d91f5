/** The fields that every filled page of a lookup has: what the lookup is, and what was typed. */
import type { Data, Value } from '../page/format.ts'
import { withParameter } from './address.ts'
import { licenceUrl } from './api-write.ts'
import type { LookupIndex } from './format.ts'
import { OPERATORS } from './question.ts'

/** @param api - the path of the same answer for programs */
export function commonFields(index: LookupIndex, api: string): Data {
  const { name, title, description, licence, attribution, source, rows, updated, near } = index
  return {
    asked: true,
    name,
    title,
    description,
    licence,
    licenceUrl: licenceUrl(licence),
    attribution,
    source,
    rows,
    updated,
    home: `/lookups/${name}/`,
    aboutUrl: `/lookups/${name}/about`,
    json: api,
    csv: withParameter(api, 'format', 'csv'),
    ndjson: withParameter(api, 'format', 'ndjson'),
    geojson: near === undefined ? undefined : withParameter(api, 'format', 'geojson'),
  }
}

/** What was typed, for the controls of the page: `query` is what was looked for, `form.country` any parameter. */
export function formFields(parameters: URLSearchParams): Data {
  const form = new Map<string, Value>()
  for (const [name, value] of parameters) {
    const [, column, operator] = SUFFIX.exec(name) ?? []
    // Dots reach into nested data: `form.population.gte`.
    if (column === undefined || operator === undefined) form.set(name, value)
    else form.set(column, { ...nested(form.get(column)), [operator]: value })
  }
  return { query: parameters.get('find') ?? undefined, form: Object.fromEntries(form) }
}

const SUFFIX = new RegExp(`^(.+)\\.(${OPERATORS.join('|')})$`)

function nested(value: Value): Data {
  return isData(value) ? { ...value } : {}
}

function isData(value: Value): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
