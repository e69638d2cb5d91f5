/** Writes the whole data for programs that want all of it: CSV and NDJSON, in parts that a static file may have. */
import type { Output } from '../page/build-output.ts'
import { toCsv } from './csv.ts'
import type { LookupIndex, LookupRow } from './format.ts'

/** Below the 25 MiB of a static file. UTF-8 bytes. */
const MAX_PART_BYTES = 20 * 1024 * 1024

/** Rows that are encoded at a time: so few that a part stays below the limit with the longest of rows. */
const BATCH = 16

/** Writes the rows in the order given, values exact: no guard against formulas, which would change them. */
export async function writeDownloads(
  name: string,
  columns: readonly string[],
  rows: readonly LookupRow[],
  output: Pick<Output, 'writeHashed'>,
): Promise<LookupIndex['downloads']> {
  const header = toCsv(columns, [], { isGuarded: false })
  const csv = toParts(rows, header, (batch) =>
    toCsv(columns, batch, { isGuarded: false }).slice(header.length),
  )
  const ndjson = toParts(rows, '', (batch) =>
    batch.map((row) => `${JSON.stringify(row)}\n`).join(''),
  )
  const write = (extension: string, parts: readonly string[]): Promise<string[]> =>
    Promise.all(parts.map((part) => output.writeHashed(`lookups/${name}/all`, extension, part)))
  return { csv: await write('csv', csv), ndjson: await write('ndjson', ndjson) }
}

function toParts(
  rows: readonly LookupRow[],
  header: string,
  encode: (batch: readonly LookupRow[]) => string,
): string[] {
  const parts: string[] = []
  let part = header
  let bytes = 0
  for (let at = 0; at < rows.length; at += BATCH) {
    const text = encode(rows.slice(at, at + BATCH))
    const size = Buffer.byteLength(text)
    if (bytes > 0 && bytes + size > MAX_PART_BYTES) {
      parts.push(part)
      part = header
      bytes = 0
    }
    part += text
    bytes += size
  }
  return [...parts, part]
}
