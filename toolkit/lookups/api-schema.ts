/** The JSON Schema (draft 2020-12) of a row, from the columns and, where they were counted, from their values. */
import type { ColumnAbout, LookupAbout } from './about.ts'
import { distanceField } from './api-row.ts'
import type { Column, ColumnType, LookupIndex } from './format.ts'

/** A schema as plain data. */
export type Schema = Readonly<Record<string, unknown>>

const TYPES: Readonly<Record<ColumnType, Schema>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  list: { type: 'array', items: { type: ['string', 'number'] } },
  mixed: { type: ['string', 'number', 'boolean', 'array'] },
}

/** The schema of a row as answers give it: every column, and `href`. */
export function rowSchema(index: LookupIndex, about?: LookupAbout): Schema {
  const columns = index.columns.map((column): [string, Schema] => {
    const counted = about?.columns.find(({ name }) => name === column.name)
    return [column.name, columnSchema(column, counted)]
  })
  const href = { type: 'string', format: 'uri-reference', description: 'The page of the row.' }
  return {
    type: 'object',
    title: index.title,
    ...(index.description !== undefined && { description: index.description }),
    properties: Object.fromEntries([...columns, ['href', href]]),
    required: [...index.columns.map(({ name }) => name), 'href'],
  }
}

/** The schema of a row beside a point that was asked. */
export function nearSchema(index: LookupIndex): Schema {
  const description = 'Metres from the point that was asked, along the great circle.'
  return { properties: { [distanceField(index)]: { type: 'number', minimum: 0, description } } }
}

/** The schema as a document of its own. @param id - its address */
export function schemaDocument(index: LookupIndex, id: string, about?: LookupAbout): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    ...rowSchema(index, about),
  }
}

/** The schema of a column. One that some rows have no value for may be `null`. */
export function columnSchema(column: Column, counted?: ColumnAbout): Schema {
  const { type: own, ...more } = TYPES[column.type]
  const { title, description, unit } = column
  return {
    type: column.optional ? [own, 'null'].flat() : own,
    ...more,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(unit !== undefined && { 'x-unit': unit }),
    ...(counted && describeValues(column, counted)),
  }
}

function describeValues({ type }: Column, { min, max, examples }: ColumnAbout): Schema {
  // An example is kept as text: of a list, or where rows do not agree, it does not tell what it was.
  const isPlain = type !== 'list' && type !== 'mixed'
  return {
    ...(typeof min === 'number' && { minimum: min }),
    ...(typeof max === 'number' && { maximum: max }),
    ...(isPlain && { examples: examples.map((example) => toExample(type, example)) }),
  }
}

function toExample(type: ColumnType, text: string): unknown {
  if (type === 'integer' || type === 'number') return Number(text)
  return type === 'boolean' ? text === 'true' : text
}
