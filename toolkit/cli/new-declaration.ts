/** Writes the declaration of a new site's lookup as an owner would: TypeScript, one field a line. */
import type { Guess } from '../lookups/build-guess.ts'
import type { SourceFormat } from '../lookups/define.ts'

/** What no licence is known by. It is no SPDX identifier of a licence, and says so. */
export const UNKNOWN_LICENCE = 'LicenseRef-Unknown'
export const UNKNOWN_ATTRIBUTION = 'Unknown'

const WIDTH = 100
/** What a variable cannot be called, in a module or in `functions/worker.ts`. */
const RESERVED =
  /^(?:arguments|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|with|yield|site|router|lookups|lookupsApi|createWorker|openapi|defineLookup|styles|facts)$/

export interface NewLookup {
  readonly name: string
  readonly title: string
  /** The file of the data, beside the declaration. */
  readonly file: string
  readonly format: SourceFormat | undefined
  readonly header: readonly string[] | undefined
  readonly licence: string | undefined
  readonly attribution: string | undefined
  readonly source: string | undefined
  readonly guess: Guess
  /** What the source calls columns, where its copy does not say so any more. */
  readonly titles: Readonly<Record<string, string>>
}

/** `media-types` is `mediaTypes`. */
export function toVariable(name: string): string {
  const variable = name.replace(/-+(\w)/g, (_match, letter: string) => letter.toUpperCase())
  return RESERVED.test(variable) ? `${variable}Lookup` : variable
}

export function writeDeclaration(lookup: NewLookup): string {
  const { name, title, file, format, header, guess } = lookup
  const { key, find, rank, near, range, filter, sort } = guess
  const titles = Object.entries({ ...lookup.titles, ...guess.titles })
  const columns = titles.map(
    ([column, text]) => `    ${toName(column)}: { title: ${quote(text)} },\n`,
  )
  const fields = [
    field('name', quote(name)),
    field('title', quote(title)),
    field('from', quote(`./${file}`)),
    ...(format === undefined ? [] : [field('format', quote(format))]),
    ...(header === undefined ? [] : [field('csv', `{ header: ${toList(header)} }`)]),
    ...(columns.length === 0 ? [] : [`  columns: {\n${columns.join('')}  },\n`]),
    field('key', key.length === 1 ? quote(key[0] ?? '') : toList(key)),
    ...(find.length === 0 ? [] : [field('find', toList(find))]),
    ...(rank === undefined ? [] : [field('rank', quote(rank))]),
    ...(near === undefined ? [] : [field('near', toList(near))]),
    ...(range === undefined ? [] : [field('range', toObject(range))]),
    ...(filter.length === 0 ? [] : [field('filter', toList(filter))]),
    ...(sort.length === 0 ? [] : [field('sort', toList(sort))]),
    ...licenceFields(lookup),
  ]
  return [
    `/** ${title.replaceAll('*/', '* /')}: what can be asked of it. */`,
    "import { defineLookup } from 'leanto/lookups'",
    '',
    `export const ${toVariable(name)} = defineLookup({`,
    `${fields.join('')}})`,
    '',
  ].join('\n')
}

function licenceFields({ licence, attribution, source }: NewLookup): string[] {
  const isUnknown = licence === undefined || attribution === undefined
  return [
    ...(isUnknown
      ? ['  // Whoever made the data says under which licence it is, and whom to name. Set both.\n']
      : []),
    field('licence', quote(licence ?? UNKNOWN_LICENCE)),
    field('attribution', quote(attribution ?? UNKNOWN_ATTRIBUTION)),
    ...(source === undefined ? [] : [field('source', quote(source))]),
  ]
}

function field(name: string, value: string): string {
  return `  ${name}: ${value},\n`
}

function toList(items: readonly string[]): string {
  const line = `[${items.map(quote).join(', ')}]`
  if (line.length < WIDTH - 30) return line
  return `[\n${items.map((item) => `    ${quote(item)},\n`).join('')}  ]`
}

function toObject(value: object): string {
  const entries = Object.entries(value).map(([name, text]) => `${name}: ${quote(String(text))}`)
  return `{ ${entries.join(', ')} }`
}

function toName(column: string): string {
  return /^[A-Za-z_]\w*$/.test(column) ? column : quote(column)
}

/** A text as TypeScript, in single quotes. */
export function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  // They end a line in older JavaScript.
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}
