/** Loads the rows that a declaration points to: a module that yields them, or a data file. */
import { readFile } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'

import { BuildError } from '../core/errors.ts'
import { loadModule, toFile, toMessage, type Declaration } from './build-declarations.ts'

export interface Rows {
  /** The file of the rows, for messages. */
  readonly file: string
  readonly rows: AsyncIterable<unknown> | Iterable<unknown>
}

const SUPPORTED =
  'a module (.ts, .js, .mjs) whose default export yields rows, a .json array, or .ndjson'

/**
 * Opens the rows of a declaration; they are read one by one where the source allows it.
 * @throws {BuildError} when the source is of a kind that is not supported or cannot be read
 */
export async function openRows({ lookup, path, file }: Declaration): Promise<Rows> {
  const source = resolve(dirname(path), lookup.from)
  switch (extname(source)) {
    case '.ts':
    case '.js':
    case '.mjs':
      return { file: toFile(source), rows: await rowsOfModule(source) }
    case '.json':
      return { file: toFile(source), rows: rowsOfJson(await readText(source, file), source) }
    case '.ndjson':
    case '.jsonl':
      return { file: toFile(source), rows: rowsOfLines(await readText(source, file), source) }
    default:
      throw new BuildError(
        `the lookup "${lookup.name}" takes its rows from "${lookup.from}", expected ${SUPPORTED}`,
        { file },
      )
  }
}

async function rowsOfModule(path: string): Promise<AsyncIterable<unknown> | Iterable<unknown>> {
  const { default: exported } = loadModule(path)
  const rows: unknown = typeof exported === 'function' ? await exported() : await exported
  if (isIterable(rows)) return rows
  throw new BuildError(
    `expected the default export to be an iterable of rows or a function that returns one, got ${typeof rows}`,
    { file: toFile(path) },
  )
}

function rowsOfJson(text: string, path: string): unknown[] {
  const rows = parseJson(text, path)
  if (Array.isArray(rows)) return rows
  throw new BuildError(`expected an array of rows, got ${typeof rows}`, { file: toFile(path) })
}

function* rowsOfLines(text: string, path: string): Iterable<unknown> {
  let line = 0
  for (const json of text.split('\n')) {
    line++
    if (json.trim() !== '') yield parseJson(json, path, line)
  }
}

function parseJson(text: string, path: string, line?: number): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const place = { file: toFile(path), ...(line === undefined ? {} : { line }) }
    throw new BuildError(`expected JSON: ${toMessage(cause)}`, place, { cause })
  }
}

async function readText(path: string, declaredIn: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const message = `the rows cannot be read: ${toMessage(cause)}`
    throw new BuildError(message, { file: declaredIn }, { cause })
  }
}

function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  if (typeof value !== 'object' || value === null) return false
  return Symbol.asyncIterator in value || Symbol.iterator in value
}
