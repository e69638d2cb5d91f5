/** Tells the dialect of CSV from its first lines. */
import { BuildError } from '../core/errors.ts'
import { createRecordCutter, type Dialect } from './build-csv-records.ts'
import type { CsvOptions } from './define.ts'

const DELIMITERS = [',', ';', '\t', '|']
const QUOTE = '"'

/** How much of the text is looked at, in UTF-16 code units, and how many of its records. */
export const SAMPLE_LENGTH: number = 64 * 1024
const SAMPLE_RECORDS = 100

/** The first line with which Excel is told the delimiter. */
const SEP_LINE = /^sep=(.)(?:\r\n|\n|\r)/i

export interface Told extends Dialect {
  /** How many UTF-16 code units come before the first record, and how many lines. */
  readonly start: number
  readonly lines: number
}

/**
 * The delimiter is the one that cuts all of the first records into equally many fields, the most where several do.
 * @throws {BuildError} for options that are no dialect; `file` is of the declaration
 */
export function tellDialect(text: string, options: CsvOptions, file: string): Told {
  const quote = options.quote ?? QUOTE
  const sep = SEP_LINE.exec(text)
  const start = sep === null ? 0 : sep[0].length
  const delimiter =
    options.delimiter ?? sep?.[1] ?? tellDelimiter(text.slice(start, start + SAMPLE_LENGTH), quote)
  checkDialect({ delimiter, quote }, file)
  return { delimiter, quote, start, lines: sep === null ? 0 : 1 }
}

function checkDialect({ delimiter, quote }: Dialect, file: string): void {
  const isOne = (text: string): boolean => text.length === 1 && text !== '\n' && text !== '\r'
  const refuse = (message: string): never => {
    throw new BuildError(message, { file })
  }
  if (!isOne(delimiter)) {
    refuse(`\`csv.delimiter\` is ${JSON.stringify(delimiter)}, expected one character`)
  }
  if ((quote !== '' && !isOne(quote)) || quote === delimiter) {
    refuse(
      `\`csv.quote\` is ${JSON.stringify(quote)}, expected one character other than the delimiter, or "" for none`,
    )
  }
}

function tellDelimiter(sample: string, quote: string): string {
  const scores = DELIMITERS.filter((delimiter) => delimiter !== quote).map((delimiter) => {
    const counts = countFields(sample, { delimiter, quote })
    const first = counts[0] ?? 0
    const isEven = first > 1 && counts.every((count) => count === first)
    return { delimiter, score: isEven ? 1e6 + first : first }
  })
  const best = scores.toSorted((a, b) => b.score - a.score)[0]
  return best?.delimiter ?? ','
}

/** How many fields each of the first records has, then -1 where the text is no CSV of this dialect. */
function countFields(sample: string, dialect: Dialect): number[] {
  const counts: number[] = []
  try {
    const cutter = createRecordCutter(dialect, '', (fields) => {
      if (counts.length < SAMPLE_RECORDS) counts.push(fields.length)
    })
    cutter.push(sample)
    // Of a sample the last record may be a part, of a whole text it is not.
    if (sample.length < SAMPLE_LENGTH) cutter.end()
  } catch (cause) {
    if (!(cause instanceof BuildError)) throw cause
    counts.push(-1)
  }
  return counts
}
