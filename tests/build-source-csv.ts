/** Reads bytes as CSV, in chunks of a size; for tests. */
import { readCsv } from '../toolkit/lookups/build-csv.ts'
import type { CsvOptions } from '../toolkit/lookups/define.ts'

export interface CsvRead {
  readonly names: readonly string[]
  readonly records: readonly (readonly string[])[]
  readonly lines: readonly number[]
  readonly warnings: readonly string[]
}

export async function readCsvBytes(
  content: string | Uint8Array,
  options: CsvOptions = {},
  size = 1e6,
): Promise<CsvRead> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const names: string[] = []
  const records: (readonly string[])[] = []
  const lines: number[] = []
  const warnings: string[] = []
  const open = async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const warn = (message: string): number => warnings.push(message)
  await readCsv(
    { open, file: 'rows.csv', options, declaredIn: 'things.ts', warn },
    {
      header: (all) => void names.push(...all),
      record(fields, line) {
        records.push(fields)
        lines.push(line)
      },
    },
  )
  return { names, records, lines, warnings }
}
