/** `leanto search`: asks a built site, to see what visitors would, and whether they would find what it has. */
import { resolve } from 'node:path'
import { parseArgs, styleText } from 'node:util'

import { BuildError, FormatError, UnavailableError } from '../core/errors.ts'
import type { Marked } from '../page/format.ts'
import { formatCheck } from '../search/build-check-report.ts'
import { checkSearch, shareWithin } from '../search/build-check.ts'
import type { SearchEngine, SearchResult } from '../search/engine.ts'
import { readArguments } from './arguments.ts'
import { openSearch, type OpenedSearch } from './search-folder.ts'

const USAGE = 'leanto search --query "words" [FOLDER] or leanto search --check [--min 0.9] [FOLDER]'

/** The share that `--min` holds against is that of the first so many results. */
const COUNTED = 3

interface SearchCommand {
  readonly folder: string
  /** What to ask; without it, the search is checked. */
  readonly query: string | undefined
  readonly min: number
  /** The name of an index: `en`. */
  readonly index: string | undefined
}

/**
 * Prints the results of `--query`, or with `--check` how many of the site's own titles and headings are found. The exit
 * code is 1 where fewer than `--min` of them are among the first three.
 * @throws {BuildError} for arguments that are not those of the command, and for a folder without an index
 */
export async function search(args: string[]): Promise<void> {
  const command = parseCommand(args)
  try {
    const opened = choose(await openSearch(command.folder), command.index)
    if (command.query !== undefined) await ask(opened, command.query)
    else await check(opened, command.min)
  } catch (cause) {
    if (!(cause instanceof FormatError || cause instanceof UnavailableError)) throw cause
    throw new BuildError(`${cause.message}; build the site again`, undefined, { cause })
  }
}

function parseCommand(args: string[]): SearchCommand {
  const { values, positionals } = readArguments(USAGE, () => parseWith(args))
  const { query, check: isCheck = false, min = '0', index } = values
  if (positionals.length > 1 || isCheck === (query !== undefined)) {
    throw new BuildError(`expected ${USAGE}`)
  }
  const share = /^(?:0?\.\d+|[01](?:\.0*)?)$/.test(min) ? Number(min) : NaN
  if (Number.isNaN(share)) {
    throw new BuildError(`expected --min and a share from 0 to 1, such as 0.9, got "${min}"`)
  }
  return { folder: resolve(positionals[0] ?? 'dist'), query, min: share, index }
}

function parseWith(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      query: { type: 'string' },
      check: { type: 'boolean' },
      min: { type: 'string' },
      index: { type: 'string' },
    },
  })
}

function choose(opened: OpenedSearch, name: string | undefined): OpenedSearch {
  if (name === undefined) return opened
  const engines = opened.engines.filter(({ index }) => index.name === name)
  if (engines.length > 0) return { ...opened, engines }
  const names = opened.engines.map(({ index }) => index.name).join(', ')
  throw new BuildError(`expected --index and one of ${names}, got "${name}"`)
}

/** Asks the first index: that of most pages, or the one that was chosen. */
async function ask({ engines: [engine] }: OpenedSearch, query: string): Promise<void> {
  if (engine === undefined) return
  process.stdout.write(formatResult(engine, await engine.search(query)))
}

function formatResult({ index }: SearchEngine, result: SearchResult): string {
  const { total, corrected, results } = result
  const count = total === 1 ? '1 page' : `${total} pages`
  const lines = [
    `${count} in ${index.name}${corrected === undefined ? '' : `, for "${corrected}"`}`,
    ...results.flatMap(({ url, title, excerpt, sections }) => [
      '',
      `${bold(title)}  ${url}`,
      `  ${formatMarked(excerpt)}`,
      ...sections.map((section) => `  - ${section.title}  ${section.url}`),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

/** What was found stands out where the terminal can show it. */
function formatMarked({ text, marks }: Marked): string {
  let shown = ''
  let from = 0
  for (const [start, end] of marks) {
    shown += text.slice(from, start) + bold(text.slice(start, end))
    from = end
  }
  return shown + text.slice(from)
}

function bold(text: string): string {
  return styleText('bold', text, { stream: process.stdout })
}

async function check({ engines, read }: OpenedSearch, min: number): Promise<void> {
  const shares: number[] = []
  for (const engine of engines) {
    const checked = await checkSearch(engine, read)
    shares.push(shareWithin(checked.answers, COUNTED))
    process.stdout.write(formatCheck(checked))
  }
  const least = Math.min(...shares)
  if (least >= min) return
  const found = (least * 100).toFixed(1)
  process.stderr.write(
    `leanto: ${found} % are among the first three results, expected at least ${min * 100} %\n`,
  )
  process.exitCode = 1
}
