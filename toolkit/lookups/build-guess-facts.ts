/** What guesses are made from: the facts about each column, and what the rows say to what may be so. */
import { resolve } from 'node:path'

import { toFile } from './build-declarations.ts'
import { createGuessCheck, type Answers, type Candidates } from './build-guess-check.ts'
import { findFiles } from './build-source-files.ts'
import { openFiles } from './build-source-input.ts'
import { inspectSource, type InspectedSource } from './build-source-inspect.ts'
import { readTable } from './build-source.ts'
import type { CsvOptions, SourceFormat } from './define.ts'
import type { Cell } from './format.ts'

export interface FactsOptions {
  readonly format?: SourceFormat
  readonly csv?: CsvOptions
  readonly warn?: (message: string) => void
}

export interface Facts extends InspectedSource, Answers {}

/** Gives all rows of a file to `add`, typed, in the order of the columns. */
export async function readRows(
  path: string,
  { format, csv = {} }: FactsOptions,
  sink: { add(cells: readonly Cell[]): void; restart(): void },
): Promise<readonly string[]> {
  const absolute = resolve(path)
  const file = toFile(absolute)
  const files = await findFiles({ from: [absolute], folder: '.', format, file })
  const input = openFiles(files, { csv, declaredIn: file, warn: () => undefined })
  const { table } = await readTable(input, { key: [], pinned: new Map() }, () => sink)
  return table.columns.names
}

/**
 * Reads a source twice: for the facts about its columns, then for what may be so.
 * @throws {BuildError} for what cannot be read, with the file and the line
 */
export async function readFacts(
  path: string,
  options: FactsOptions,
  toCandidates: (inspected: InspectedSource) => Candidates,
): Promise<Facts> {
  const inspected = await inspectSource(path, options)
  const candidates = toCandidates(inspected)
  let check = createGuessCheck(inspected, candidates)
  await readRows(path, options, {
    add: (cells) => check.add(cells),
    restart: () => {
      check = createGuessCheck(inspected, candidates)
    },
  })
  return { ...inspected, ...check.answers() }
}
