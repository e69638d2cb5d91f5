/** The types of the rows, for editors: what `.leanto/lookups.d.ts` holds. */
import type { Column, ColumnType, LookupIndex, LookupIndexes } from './format.ts'

const TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  date: 'string',
  datetime: 'string',
  list: 'readonly (string | number)[]',
  mixed: 'string | number | boolean | readonly (string | number)[]',
}

/**
 * A module of declarations: an interface for the rows of each lookup, and what tells `createLookupClient` which is whose.
 * The same indexes give the same text.
 */
export function toClientTypes(indexes: LookupIndexes): string {
  const sorted = Object.values(indexes).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const names = toInterfaceNames(sorted.map(({ name }) => name))
  const interfaces = sorted.map((index, at) => toInterface(index, names[at] ?? ''))
  const members = sorted.map(({ name }, at) => `    readonly ${toMember(name)}: ${names[at]}\n`)
  return [
    '// Written by the build of the site. Do not edit.\n',
    ...interfaces,
    `declare module 'leanto/client' {\n  interface LookupRows {\n${members.join('')}  }\n}\n`,
    // What exports nothing is no module, and would declare `leanto/client` anew instead of adding to it.
    'export {}\n',
  ].join('\n')
}

/** `media-types` is `MediaTypes`; names that would be alike are numbered. */
function toInterfaceNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const words = name.split('-').filter((word) => word !== '')
    const base = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
    let unique = base
    for (let number = 2; taken.has(unique); number++) unique = `${base}_${number}`
    taken.add(unique)
    return unique
  })
}

function toInterface({ title, description, columns }: LookupIndex, name: string): string {
  const about = toComment(description === undefined ? title : `${title}: ${description}`)
  const href = '  /** The page of the row. */\n  readonly href: string\n'
  return `${about}export interface ${name} {\n${columns.map(toProperty).join('')}${href}}\n`
}

function toProperty(column: Column): string {
  const { name, type, optional, title, description, unit } = column
  const about = [title, description, unit && `(${unit})`].filter(Boolean).join(' ')
  const comment = about === '' ? '' : `  ${toComment(about)}`
  return `${comment}  readonly ${toMember(name)}: ${TYPES[type]}${optional ? ' | null' : ''}\n`
}

/** A comment on one line, which what an owner writes cannot end. */
function toComment(text: string): string {
  return `/** ${text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ').trim()} */\n`
}

function toMember(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
}
