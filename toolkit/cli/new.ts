/** `leanto new`: makes a site that answers questions about one file of data. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'

import { BuildError } from '../core/errors.ts'
import { readFacts, type Facts, type FactsOptions } from '../lookups/build-guess-facts.ts'
import { headerOf, isHeaderless, nameColumns } from '../lookups/build-guess-header.ts'
import { stemOf, toSlug, toTitle } from '../lookups/build-guess-words.ts'
import { guessLookup, toCandidates, type Guess } from '../lookups/build-guess.ts'
import { inspectSource } from '../lookups/build-source-inspect.ts'
import { checkPlaces, parseNew, show, type NewCommand } from './new-command.ts'
import { isRewritten, writeData } from './new-data.ts'
import { writeDeclaration, type NewLookup } from './new-declaration.ts'
import { writeTemplates } from './new-files.ts'
import { toValues } from './new-values.ts'

/**
 * Reads the data, guesses what can be asked of it, and writes the site into a new folder. Nothing is asked.
 * @throws {BuildError} for arguments, a folder or a file that will not do
 */
export async function makeNew(
  args: string[],
  say: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<void> {
  const command = parseNew(args)
  await checkPlaces(command)
  const said: string[] = []
  const { facts, options } = await inspect(command, said)
  const guess = guessLookup(facts)
  const lookup = toLookup(command, facts, guess, options)
  const lookups = join(command.folder, 'functions', 'lookups')
  await mkdir(lookups, { recursive: true })
  const target = join(lookups, lookup.file)
  await writeData(command.from, target, facts.names, { added: guess.added, options })
  await writeFile(join(lookups, `${lookup.name}.ts`), writeDeclaration(lookup))
  const leanto = await findDependency(command.folder)
  const project = toSlug(basename(command.folder), 'lookup-site')
  await writeTemplates(command.folder, toValues({ lookup, facts, project, leanto: leanto.version }))
  say(describeMade(command, { lookup, facts, said: [...said, ...leanto.said] }))
}

interface Inspected {
  readonly facts: Facts
  readonly options: FactsOptions
}

/** The facts about the data, read with the names that a file without a header needs. */
async function inspect(command: NewCommand, said: string[]): Promise<Inspected> {
  const { from, format, header } = command
  const warn = (message: string): void => void said.push(`warning: ${message}`)
  const names = header ?? (await findNames(command, said))
  const options = { format, ...(names && { csv: { header: names } }) }
  const facts = await readFacts(from, { ...options, warn }, toCandidates)
  if (facts.rows === 0) throw new BuildError(`expected rows, but "${show(from)}" has none`)
  return { facts, options }
}

async function findNames(
  { from, format }: NewCommand,
  said: string[],
): Promise<readonly string[] | undefined> {
  if (format !== 'csv' && format !== 'tsv') return undefined
  const { columns } = await inspectSource(from, { format })
  if (!isHeaderless(columns)) return undefined
  const first = columns.map(headerOf)
  const names = nameColumns(first)
  said.push(
    `header: none, since the first line looks like a row: ${first.slice(0, 3).join(', ')}; the columns are called ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' …' : ''}; others: --header ${names.slice(0, 3).join(',')}${names.length > 3 ? ',…' : ''}`,
  )
  return names
}

function toLookup(
  command: NewCommand,
  { columns }: Facts,
  guess: Guess,
  { csv }: FactsOptions,
): NewLookup {
  const { from, format, isFormatGiven, isCompressed, licence, attribution, source } = command
  const stem = stemOf(from)
  const name = toSlug(stem, 'data')
  const isOther = isRewritten(guess.added)
  const titled = columns.flatMap(({ name: column, title }) =>
    title === undefined ? [] : [[column, title]],
  )
  const ending = isOther ? 'ndjson' : endingOf(from, format, isFormatGiven)
  return {
    name,
    title: command.title ?? (toTitle(stem) || name),
    file: `${name}.${ending}${isCompressed && !isOther ? '.gz' : ''}`,
    format: undefined,
    header: isOther ? undefined : csv?.header,
    licence,
    attribution,
    source,
    guess,
    titles: isOther ? Object.fromEntries(titled) : {},
  }
}

/** The ending of the copy tells its format, whatever the file was called. */
function endingOf(from: string, format: string, isFormatGiven: boolean): string {
  const own = /\.([a-z]+)(?:\.gz)?$/i.exec(from)?.[1]?.toLowerCase()
  return isFormatGiven || own === undefined ? format : own
}

interface Dependency {
  readonly version: string
  readonly said: readonly string[]
}

/** The version of this package; a package that npm did not install is one that no registry may have. */
async function findDependency(folder: string): Promise<Dependency> {
  const home = join(import.meta.dirname, '..')
  const manifest: unknown = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
  const version = isVersioned(manifest) ? manifest.version : '*'
  if (/[\\/]node_modules[\\/]/.test(home)) return { version, said: [] }
  const path = relative(folder, home).replaceAll('\\', '/')
  return {
    version: `file:${path}`,
    said: [
      `package.json takes leanto from ${show(home)}, since this command ran there; the published one is "${version}"`,
    ],
  }
}

function isVersioned(value: unknown): value is { readonly version: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'string'
  )
}

interface Made {
  readonly lookup: NewLookup
  readonly facts: Facts
  readonly said: readonly string[]
}

/** What was guessed, what was made, and what comes next. */
function describeMade({ folder, from }: NewCommand, { lookup, facts, said }: Made): string {
  const { name, title, guess, licence, attribution } = lookup
  const declaration = `functions/lookups/${name}.ts`
  const lines = [
    `${show(from)}: ${facts.rows.toLocaleString('en')} rows, ${facts.columns.length} columns`,
    `title: ${JSON.stringify(title)}, after the name of the file unless --title says it`,
    ...guess.reasons,
    ...said,
    ...(licence === undefined ? [`licence: unknown: set it in ${declaration}`] : []),
    ...(attribution === undefined ? [`attribution: unknown: set it in ${declaration}`] : []),
  ]
  const next = `cd ${quoteShell(show(folder))} && npm install && npm start`
  const guessed = lines.map((line) => `  ${line}\n`).join('')
  return `${guessed}\nMade ${show(folder)}. What was guessed stands in ${declaration}, yours to edit.\n\n  ${next}\n`
}

function quoteShell(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
