/** The table of a benchmark: what was measured, beside what, and how much it may be. */

export interface Row {
  readonly what: string
  /** With its unit: `4.12 ms`. */
  readonly here: string
  /** What it is held against: `bare insert: 2.31 ms`. */
  readonly beside?: string
  /** Ours by the other. */
  readonly ratio?: number
  readonly limit?: string
}

const HEAD = ['measured', 'here', 'beside', 'ratio', 'limit']

/** The rows as a Markdown table. */
export function formatTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, here, beside = '', ratio, limit = '' }) => [
    what,
    here,
    beside,
    ratio === undefined ? '' : `${ratio.toPrecision(2)}x`,
    limit,
  ])
  return [HEAD, HEAD.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('')
}

/** A time in the unit that suits it. */
export function formatMs(ms: number): string {
  if (ms < 1) return `${(ms * 1000).toPrecision(3)} µs`
  return ms < 100 ? `${ms.toPrecision(3)} ms` : `${ms.toFixed(0)} ms`
}
