/** What the answers of one lookup look like, as schemas of OpenAPI 3.1. */
import { formatsOf } from './api-about.ts'
import { CONTENT_TYPES, type Format } from './api-format.ts'
import { nearSchema, type Schema } from './api-schema.ts'
import type { Column, ColumnType, LookupIndex } from './format.ts'

export const PROVENANCE = {
  lookup: { type: 'string' },
  licence: { type: 'string' },
  attribution: { type: 'string' },
  source: { type: 'string', format: 'uri' },
  updated: { type: 'string', format: 'date' },
} as const

export function oneSchema(index: LookupIndex): Schema {
  return {
    type: 'object',
    properties: {
      key: {},
      row: reference(index),
      ...(index.duplicates && { rows: { type: 'array', items: reference(index) } }),
      ...PROVENANCE,
    },
    required: ['row', 'licence', 'attribution'],
  }
}

/** One row, several, or the description: which one depends on what is asked. */
export function answerSchema(index: LookupIndex): Schema {
  const row =
    index.near === undefined ? reference(index) : { allOf: [reference(index), nearSchema(index)] }
  const many = {
    type: 'object',
    properties: {
      total: { type: ['integer', 'null'] },
      complete: { const: false, description: 'There may be more.' },
      corrected: { type: 'string', description: 'What was looked for instead.' },
      results: { type: 'array', items: row },
      facets: {
        type: 'object',
        additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/FacetCount' } },
      },
      next: { type: 'string', format: 'uri-reference', description: 'The address of more.' },
      ...PROVENANCE,
    },
    required: ['results'],
  }
  return { anyOf: [many, oneSchema(index), { type: 'object', description: 'What the lookup is.' }] }
}

export function toAnswer(index: LookupIndex, description: string, schema: Schema): Schema {
  const other: Readonly<Record<Exclude<Format, 'json'>, Schema>> = {
    csv: { type: 'string' },
    ndjson: { type: 'string' },
    geojson: { type: 'object' },
  }
  const contents = formatsOf(index).map((format): [string, Schema] => {
    const type = CONTENT_TYPES[format].split(';', 1).join('')
    return [type, { schema: format === 'json' ? schema : other[format] }]
  })
  return { description, content: Object.fromEntries(contents) }
}

export function toJson(description: string, schema: Schema): Schema {
  return { description, content: { 'application/json': { schema } } }
}

export function reference(index: LookupIndex): Schema {
  return { $ref: `#/components/schemas/${schemaName(index)}` }
}

/** `media-types` is `row_media_types`: names of schemas and operations have no hyphens in many languages. */
export function schemaName(index: LookupIndex): string {
  return `row_${idOf(index)}`
}

export function idOf({ name }: LookupIndex): string {
  return name.replaceAll('-', '_')
}

const UNKNOWN: ColumnType = 'mixed'

export function columnOf({ columns }: LookupIndex, name: string): Column {
  return columns.find((column) => column.name === name) ?? { name, type: UNKNOWN, optional: false }
}
