/** The lookups as a part of an OpenAPI 3.1 description: paths and parameters by what each can be asked, and its rows. */
import { rowSchema, type Schema } from './api-schema.ts'
import type { LookupIndex } from './format.ts'
import {
  askOperation,
  batchOperation,
  rowOperation,
  schemaOperation,
} from './openapi-operations.ts'
import { schemaName, toJson } from './openapi-schemas.ts'

/** What of a description is about the lookups. */
export interface OpenApiPart {
  readonly tags: readonly Schema[]
  readonly paths: Readonly<Record<string, Schema>>
  readonly components: { readonly schemas: Schema; readonly responses: Schema }
}

/** Describes lookups. The same indexes give the same description. */
export function describeApi(indexes: readonly LookupIndex[]): OpenApiPart {
  const sorted = indexes.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return {
    tags: sorted.map(({ name, title, description = title }) => ({ name, description })),
    paths: Object.fromEntries([
      ['/api/lookups', { get: listOperation() }],
      ...sorted.flatMap(pathsOf),
    ]),
    components: {
      schemas: {
        Problem: PROBLEM,
        FacetCount: FACET_COUNT,
        ...Object.fromEntries(sorted.map((index) => [schemaName(index), rowSchema(index)])),
      },
      responses: Object.fromEntries(
        RESPONSES.map(([name, description]) => [name, { description, content: PROBLEM_CONTENT }]),
      ),
    },
  }
}

const PROBLEM: Schema = {
  type: 'object',
  description: 'Problem details (RFC 9457).',
  properties: {
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string', description: 'What was expected, what came, and where.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { parameter: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
  required: ['status', 'title', 'detail'],
}

const FACET_COUNT: Schema = {
  type: 'object',
  properties: {
    value: { type: ['string', 'number', 'boolean', 'null'] },
    count: { type: 'integer', minimum: 1 },
  },
  required: ['value', 'count'],
}

const PROBLEM_CONTENT: Schema = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
}

const RESPONSES: readonly (readonly [name: string, description: string])[] = [
  ['Mistake', 'A parameter is wrong, or parameters do not go together.'],
  ['Missing', 'No row is what was asked for.'],
  ['TooLarge', 'The body has more than 100,000 bytes.'],
  ['WrongType', 'The body is not of the type application/json.'],
  ['Unavailable', 'A file could not be read; try again later.'],
]

function pathsOf(index: LookupIndex): [string, Schema][] {
  const path = `/api/lookups/${index.name}`
  return [
    [path, { get: askOperation(index), post: batchOperation(index) }],
    [`${path}/${index.key.map((name) => `{${name}}`).join('/')}`, { get: rowOperation(index) }],
    [`${path}/schema`, { get: schemaOperation(index) }],
  ]
}

function listOperation(): Schema {
  const lookups = { type: 'array', items: { type: 'object' } }
  return {
    operationId: 'listLookups',
    summary: 'What lookups there are.',
    responses: { 200: toJson('The lookups.', { type: 'object', properties: { lookups } }) },
  }
}
