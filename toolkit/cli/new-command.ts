/** What `leanto new` is asked for, and whether there is place for it. */
import { readdir, stat } from 'node:fs/promises'
import { basename, extname, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { BuildError } from '../core/errors.ts'
import { formatOf, isFormat } from '../lookups/build-source-formats.ts'
import { findMistake } from '../lookups/build-declarations-check.ts'
import type { SourceFormat } from '../lookups/define.ts'
import { readArguments } from './arguments.ts'

export const NEW_USAGE =
  'leanto new NAME --from FILE [--licence CC-BY-4.0] [--attribution "Whom to name"] [--source URL] [--title TEXT] [--header NAMES] [--format FORMAT]'

const FORMATS = 'csv, tsv, json, ndjson or parquet'

export interface NewCommand {
  /** The folder that is made, as an absolute path. */
  readonly folder: string
  /** The data, as an absolute path. */
  readonly from: string
  readonly format: SourceFormat
  readonly isFormatGiven: boolean
  readonly isCompressed: boolean
  /** The names of the columns, where the file does not have them. */
  readonly header: readonly string[] | undefined
  readonly title: string | undefined
  readonly licence: string | undefined
  readonly attribution: string | undefined
  readonly source: string | undefined
}

/** @throws {BuildError} for arguments that are not those of the command */
export function parseNew(args: string[]): NewCommand {
  const { values, positionals } = readArguments(NEW_USAGE, () => parseWith(args))
  const [name, ...rest] = positionals
  if (name === undefined || name.trim() === '' || rest.length > 0) {
    throw new BuildError(`expected one name of a folder to make: ${NEW_USAGE}`)
  }
  const { from, licence, attribution, source, title } = values
  if (from === undefined || from === '') {
    throw new BuildError(`expected --from and a file with the data: ${NEW_USAGE}`)
  }
  checkTexts({ licence, attribution, source, title })
  const format = toFormat(from, values.format)
  return {
    folder: resolve(name),
    from: resolve(from),
    format,
    isFormatGiven: values.format !== undefined,
    isCompressed: extname(from).toLowerCase() === '.gz',
    header: toHeader(values.header, format),
    title,
    licence,
    attribution,
    source,
  }
}

function parseWith(args: string[]) {
  const text = { type: 'string' as const }
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      from: text,
      licence: text,
      attribution: text,
      source: text,
      title: text,
      header: text,
      format: text,
    },
  })
}

/** The declaration would not be built with them: better said before anything is made. */
function checkTexts(texts: Readonly<Record<string, string | undefined>>): void {
  const whole = { name: 'data', from: './data.csv', key: 'id', licence: 'MIT', attribution: 'X' }
  for (const [name, value] of Object.entries(texts)) {
    const mistake = value === undefined ? undefined : findMistake({ ...whole, [name]: value })
    if (mistake === undefined) continue
    throw new BuildError(mistake.replace(/^\w+ `\w+`, (expected .*)$/s, `--${name}: $1`))
  }
}

function toFormat(from: string, given: string | undefined): SourceFormat {
  if (given !== undefined) {
    if (isFormat(given)) return given
    throw new BuildError(`expected --format and ${FORMATS}, got "${given}"`)
  }
  if (/^https?:\/\//i.test(from)) {
    throw new BuildError(
      `expected --from and a file on this machine, got ${from}: download it first`,
    )
  }
  const format = formatOf(from)
  if (format !== undefined) return format
  const name = basename(from)
  throw new BuildError(
    `expected --from and a file of ${FORMATS} (also .gz), got "${name}"; where its name does not tell, --format does`,
  )
}

function toHeader(text: string | undefined, format: SourceFormat): string[] | undefined {
  if (text === undefined) return undefined
  if (format !== 'csv' && format !== 'tsv') {
    throw new BuildError(`--header names the columns of csv and tsv, got a file of ${format}`)
  }
  const names = text.split(',').map((name) => name.trim())
  const wrong = names.find((name, at) => name === '' || names.indexOf(name) !== at)
  if (wrong === undefined) return names
  throw new BuildError(
    `expected --header and the names of all columns, each once, as in id,name,country, got "${text}"`,
  )
}

/**
 * Checks that there is data, and that nothing is where the site is to be.
 * @throws {BuildError} where it is not so
 */
export async function checkPlaces({ folder, from }: NewCommand): Promise<void> {
  const data = await stat(from).catch(() => undefined)
  if (data === undefined)
    throw new BuildError(`expected --from and a file, but there is no "${show(from)}"`)
  if (!data.isFile())
    throw new BuildError(`expected --from and one file, got the folder "${show(from)}"`)
  const target = await stat(folder).catch(() => undefined)
  if (target === undefined) return
  if (!target.isDirectory()) {
    throw new BuildError(`expected the name of a new folder, but "${show(folder)}" is a file`)
  }
  const [first] = await readdir(folder)
  if (first !== undefined) {
    throw new BuildError(
      `expected a new or empty folder, but "${show(folder)}" has files, such as ${first}`,
    )
  }
}

/** A path as the owner knows it: relative to where the command runs. */
export function show(path: string): string {
  return relative(process.cwd(), path) || '.'
}
