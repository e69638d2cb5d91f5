/** Opens what a declaration takes its rows from: files, an address, a program, a module. */
import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { BuildError } from '../core/errors.ts'
import { readCsv } from './build-csv.ts'
import { toFile, type Declaration } from './build-declarations.ts'
import { fetchSource } from './build-fetch.ts'
import { readBytes, type OpenBytes } from './build-source-bytes.ts'
import { runCommand } from './build-source-command.ts'
import { findFiles, type DataFile } from './build-source-files.ts'
import { formatOf, isFormat, isModule, isText } from './build-source-formats.ts'
import { readJson, readNdjson } from './build-source-json.ts'
import { readModule } from './build-source-module.ts'
import { readParquet } from './build-source-parquet.ts'
import type { TableReader } from './build-source-table.ts'
import type { CsvOptions, LookupOptions, RemoteSource, SourceFormat } from './define.ts'

/** What can be read, once or again and again. */
export interface SourceInput {
  /** For messages. */
  readonly file: string
  /** Whether its values are texts without types. */
  readonly isText: boolean
  /** Reads all records into a table; gives the SHA-256 of its bytes in hexadecimal digits, where it is of bytes. */
  read(table: TableReader): Promise<string | undefined>
  /** Removes what was only kept for reading. */
  close(): Promise<void>
}

export interface InputOptions {
  /** The folder of what is kept between builds, as an absolute path. */
  readonly cache: string
  readonly warn: (message: string) => void
}

/** @throws {BuildError} for a source that is not there, or of no kind that is known */
export async function openInput(
  { lookup, path, file }: Declaration,
  { cache, warn }: InputOptions,
): Promise<SourceInput> {
  const { from, format, csv = {} } = lookup
  if (format !== undefined && !isFormat(format)) {
    const got = JSON.stringify(format)
    throw new BuildError(`expected csv, tsv, json, ndjson or parquet as \`format\`, got ${got}`, {
      file,
    })
  }
  const folder = dirname(path)
  const reading = { csv, declaredIn: file, warn }
  if (typeof from === 'object' && !isList(from)) {
    return openRemote(from, lookup, { folder, file, cache: join(cache, 'sources') }, reading)
  }
  const paths = [from].flat()
  const [first = ''] = paths
  if (paths.length === 1 && format === undefined && isModule(first)) {
    return openModule(join(folder, first))
  }
  return openFiles(await findFiles({ from: paths, folder, format, file }), reading)
}

export interface ReadingOptions {
  readonly csv: CsvOptions
  /** The file of the declaration, for what is wrong with its options. */
  readonly declaredIn: string
  readonly warn: (message: string) => void
}

/** Files of one kind as one table. */
export function openFiles(files: readonly DataFile[], options: ReadingOptions): SourceInput {
  const [first] = files
  return {
    file: first?.file ?? '',
    isText: first !== undefined && isText(first.format),
    async read(table) {
      const hash = createHash('sha256')
      const compare = createComparison(options.warn)
      for (const file of files) {
        table.open(file.file)
        const open = async function* (): AsyncGenerator<Uint8Array> {
          for await (const chunk of readBytes(file.path, file.file)) {
            hash.update(chunk)
            yield chunk
          }
        }
        await readFile(file, open, table, options, compare)
      }
      table.finish()
      return hash.digest('hex')
    },
    close: () => Promise.resolve(),
  }
}

async function readFile(
  { path, file, format }: DataFile,
  open: OpenBytes,
  table: TableReader,
  { csv, declaredIn, warn }: ReadingOptions,
  compare: (names: readonly string[], file: string) => void,
): Promise<void> {
  switch (format) {
    case 'json':
      return readJson({ open, file }, table)
    case 'ndjson':
      return readNdjson({ open, file }, table)
    case 'parquet':
      return readParquet(path, open, table)
    case 'csv':
    case 'tsv': {
      const options = format === 'tsv' ? { delimiter: '\t', ...csv } : csv
      const header = (names: readonly string[]): void => {
        compare(names, file)
        table.header(names)
      }
      const record = (fields: readonly string[], line: number): void => table.record(fields, line)
      return readCsv({ open, file, options, declaredIn, warn }, { header, record })
    }
  }
}

/** Tells of files whose columns are others than those of the first: what one has not is empty in its rows. */
function createComparison(
  warn: (message: string) => void,
): (names: readonly string[], file: string) => void {
  let first: readonly string[] | undefined
  return (names, file) => {
    const trimmed = names.map((name) => name.trim())
    const expected = (first ??= trimmed)
    const missing = expected.filter((name) => !trimmed.includes(name))
    const added = trimmed.filter((name) => !expected.includes(name))
    const parts = [
      ...(missing.length === 0 ? [] : [`has no column ${missing.map(quote).join(', ')}`]),
      ...(added.length === 0 ? [] : [`has ${added.map(quote).join(', ')} besides`]),
    ]
    if (parts.length > 0) warn(`${file} ${parts.join(' and ')}, other than the first file`)
  }
}

function quote(name: string): string {
  return JSON.stringify(name)
}

async function openRemote(
  from: RemoteSource,
  { name, format }: LookupOptions,
  {
    folder,
    file,
    cache,
  }: { readonly folder: string; readonly file: string; readonly cache: string },
  reading: ReadingOptions,
): Promise<SourceInput> {
  if ('url' in from) {
    const told = needFormat(format ?? formatOf(pathOf(from.url)), file)
    const path = await fetchSource(from, { cache, file })
    return openFiles([{ path, file: from.url, format: told }], reading)
  }
  const { command } = from
  if (!Array.isArray(command) || !command.every((part) => typeof part === 'string')) {
    throw new BuildError('expected `command` to be a list of texts, a program and its arguments', {
      file,
    })
  }
  const told = needFormat(format, file)
  const path = join(cache, `${name}-${process.pid}.out`)
  await mkdir(cache, { recursive: true })
  await runCommand(command, { folder, path, file })
  const input = openFiles([{ path, file: `the output of ${command[0]}`, format: told }], reading)
  return { ...input, close: () => rm(path, { force: true }) }
}

function needFormat(format: SourceFormat | undefined, file: string): SourceFormat {
  if (format !== undefined) return format
  throw new BuildError(
    'needs `format`, expected csv, tsv, json, ndjson or parquet: what the rows are written in',
    { file },
  )
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : ''
}

/** A module that yields rows: it can be read once. */
export function openModule(path: string): SourceInput {
  const file = toFile(path)
  return {
    file,
    isText: false,
    async read(table) {
      table.open(file)
      await readModule(path, file, table)
      return undefined
    },
    close: () => Promise.resolve(),
  }
}

function isList(from: readonly string[] | RemoteSource): from is readonly string[] {
  return Array.isArray(from)
}
