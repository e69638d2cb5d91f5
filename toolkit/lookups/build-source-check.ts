/** Holds what a declaration says about columns to the columns that there are. */
import { BuildError } from '../core/errors.ts'
import type { LookupOptions, RangeOptions } from './define.ts'
import type { Column, ColumnType } from './format.ts'

const NUMBERS: readonly ColumnType[] = ['integer', 'number']
const SINGLE: readonly ColumnType[] = ['string', 'integer', 'number', 'date', 'datetime']
/** What has an order. */
const ORDERED: readonly ColumnType[] = [...SINGLE, 'boolean', 'mixed']
const ALL: readonly ColumnType[] = [...ORDERED, 'list']

interface Use {
  /** As the declaration has it: `near`, `range.from`. */
  readonly field: string
  readonly names: readonly string[]
  readonly types: readonly ColumnType[]
  readonly expected: string
}

/**
 * @param file - of the declaration
 * @throws {BuildError} for a column that is not there, with those that are, and for one of a type that will not do
 */
export function checkColumns(
  lookup: LookupOptions,
  columns: readonly Column[],
  file: string,
): void {
  const refuse = (message: string): never => {
    throw new BuildError(`the lookup "${lookup.name}" ${message}`, { file })
  }
  for (const { field, names, types, expected } of usesOf(lookup)) {
    for (const name of names) {
      const column = columns.find((one) => one.name === name)
      if (column === undefined) refuse(describeMissing(field, name, columns))
      else if (!types.includes(column.type)) {
        refuse(
          `has "${name}" under \`${field}\`, expected ${expected}, got a column of the type ${column.type}`,
        )
      }
    }
    const twice = names.find((name, at) => names.indexOf(name) !== at)
    if (twice !== undefined) refuse(`has "${twice}" twice under \`${field}\`, expected it once`)
  }
}

function usesOf(lookup: LookupOptions): Use[] {
  const { key, find = [], rank, near = [], range, filter = [], sort = [], columns = {} } = lookup
  const any = { types: ALL, expected: 'a column' }
  return [
    {
      field: 'key',
      names: [key].flat(),
      types: SINGLE,
      expected: 'a column of texts or of numbers',
    },
    { field: 'find', names: find, ...any },
    {
      field: 'rank',
      names: rank === undefined ? [] : [rank],
      types: NUMBERS,
      expected: 'a column of numbers',
    },
    { field: 'near', names: near, types: NUMBERS, expected: 'a column of degrees' },
    ...(range === undefined ? [] : usesOfRange(range)),
    { field: 'filter', names: filter, ...any },
    { field: 'sort', names: sort, types: ORDERED, expected: 'a column of single values' },
    { field: 'columns', names: Object.keys(columns), ...any },
  ]
}

function usesOfRange(range: RangeOptions): Use[] {
  const isNumber = range.kind === 'number'
  const types = isNumber ? NUMBERS : [...SINGLE, 'mixed' as const]
  const expected = isNumber ? 'a column of numbers' : 'a column of single values'
  const use = (field: string, name: string): Use => {
    return { field: `range.${field}`, names: [name], types, expected }
  }
  if ('cidr' in range) return [use('cidr', range.cidr)]
  if ('prefix' in range) return [use('prefix', range.prefix)]
  return [use('from', range.from), use('to', range.to)]
}

function describeMissing(field: string, name: string, columns: readonly Column[]): string {
  const titled = columns.find(({ title }) => title === name)
  const hint = titled === undefined ? '' : `; "${name}" is called "${titled.name}" here`
  const names = columns.map((column) => column.name).join(', ')
  return `names the column "${name}" under \`${field}\`, expected one of ${names}${hint}`
}
