/** The operations on one lookup as OpenAPI 3.1 has them. */
import { columnSchema, type Schema } from './api-schema.ts'
import type { LookupIndex } from './format.ts'
import { parametersOf } from './openapi-parameters.ts'
import {
  answerSchema,
  columnOf,
  idOf,
  oneSchema,
  PROVENANCE,
  reference,
  toAnswer,
} from './openapi-schemas.ts'

export function askOperation(index: LookupIndex): Schema {
  return {
    operationId: `ask_${idOf(index)}`,
    summary: `Asks ${index.title}. Without parameters, says what it is.`,
    tags: [index.name],
    parameters: parametersOf(index),
    responses: {
      200: toAnswer(index, 'Rows, or a description of the lookup.', answerSchema(index)),
      300: { description: 'All rows are in several files; the body names them.' },
      303: { description: 'All rows are in one file, which Location names.' },
      304: { description: 'Not modified.' },
      ...responses('Mistake', 'Missing', 'Unavailable'),
    },
  }
}

export function batchOperation(index: LookupIndex): Schema {
  const parts = index.key.map((name) => columnSchema(columnOf(index, name)))
  const composite = {
    type: 'array',
    items: { type: ['string', 'number'] },
    minItems: parts.length,
    maxItems: parts.length,
  }
  const key =
    parts.length === 1 ? { type: ['string', 'number'] } : { anyOf: [{ type: 'string' }, composite] }
  const schema = {
    type: 'object',
    properties: {
      keys: { type: 'array', items: key, minItems: 1, maxItems: 1000 },
      offset: { type: 'integer', minimum: 0, description: 'The `next` of an answer, to go on.' },
      columns: { type: 'array', items: { enum: index.columns.map(({ name }) => name) } },
    },
    required: ['keys'],
    additionalProperties: false,
  }
  const row = { anyOf: [reference(index), { type: 'null' }] }
  const results = {
    type: 'array',
    items: { type: 'object', properties: { key: {}, row }, required: ['key', 'row'] },
  }
  const next = {
    type: 'integer',
    description: 'The number of the first key that was not looked up.',
  }
  return {
    operationId: `batch_${idOf(index)}`,
    summary: 'Several rows by their keys.',
    tags: [index.name],
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      200: toAnswer(index, 'For each key its row, or null.', {
        type: 'object',
        properties: { results, next, ...PROVENANCE },
        required: ['results'],
      }),
      ...responses('Mistake', 'TooLarge', 'WrongType', 'Unavailable'),
    },
  }
}

export function rowOperation(index: LookupIndex): Schema {
  const parameters = index.key.map((name) => {
    const { description } = columnOf(index, name)
    const schema = columnSchema(columnOf(index, name))
    return {
      name,
      in: 'path',
      required: true,
      schema,
      ...(description !== undefined && { description }),
    }
  })
  return {
    operationId: `get_${idOf(index)}`,
    summary: 'The row of a key.',
    tags: [index.name],
    parameters: [
      ...parameters,
      ...parametersOf(index).filter(({ name }) => name === 'columns' || name === 'format'),
    ],
    responses: {
      200: toAnswer(index, 'The row.', oneSchema(index)),
      304: { description: 'Not modified.' },
      ...responses('Mistake', 'Missing', 'Unavailable'),
    },
  }
}

export function schemaOperation(index: LookupIndex): Schema {
  return {
    operationId: `schema_${idOf(index)}`,
    summary: 'The JSON Schema of a row, unless a row has the key "schema".',
    tags: [index.name],
    responses: {
      200: {
        description: 'A schema.',
        content: { 'application/schema+json': { schema: { type: 'object' } } },
      },
    },
  }
}

const STATUSES: Readonly<Record<string, number>> = {
  Mistake: 400,
  Missing: 404,
  TooLarge: 413,
  WrongType: 415,
  Unavailable: 503,
}

function responses(...names: readonly string[]): Schema {
  return Object.fromEntries(
    names.map((name) => [String(STATUSES[name]), { $ref: `#/components/responses/${name}` }]),
  )
}
