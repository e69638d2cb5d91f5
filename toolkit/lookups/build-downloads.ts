/** Writes the whole data for programs that want all of it: CSV, NDJSON, JSON, and GeoJSON where rows have places. */
import { GrowingBytes } from './build-downloads-bytes.ts'
import { createCellScanner, type CellSpans } from './build-downloads-cells.ts'
import {
  createDownloadFiles,
  type DownloadFiles,
  type DownloadLimits,
  type Frame,
} from './build-downloads-files.ts'
import {
  createFeatureWriter,
  createJsonWriter,
  writeCsvRow,
  type GeoColumns,
  type RowWriter,
} from './build-downloads-rows.ts'
import type { PartContext } from './build-part.ts'
import { toCsv } from './csv.ts'
import { FIRST_LINE, type Downloads } from './format.ts'

export interface DownloadsBuilder {
  /**
   * Takes the blocks of rows in their order.
   * @param onRow - told the cells of each row
   */
  add(block: Buffer, onRow: (spans: CellSpans) => void): Promise<void>
  finish(): Promise<Downloads>
}

type DownloadsContext = Pick<PartContext, 'lookup' | 'columns' | 'output'>

/** Rows are gathered to pieces of this length: enough to be compressed well on their own. */
const PIECE_BYTES = 1024 * 1024

const LINE_END = 0x0a

const NDJSON: Frame = { extension: 'ndjson', head: '', between: '', tail: '' }
const JSON_FRAME: Frame = { extension: 'json', head: '[\n', between: ',\n', tail: '\n]\n' }
const GEOJSON: Frame = {
  extension: 'geojson',
  head: '{"type":"FeatureCollection","features":[\n',
  between: ',\n',
  tail: '\n]}\n',
}

/** The values are exact: no guard against formulas, which would change them. */
export function createDownloads(
  context: DownloadsContext,
  limits?: DownloadLimits,
): DownloadsBuilder {
  const { lookup, columns, output } = context
  const names = columns.map(({ name }) => name)
  const scanner = createCellScanner(columns, [lookup.key].flat())
  const open = (frame: Frame, write: RowWriter): Format => ({
    write,
    start: 0,
    between: Buffer.from(frame.between),
    out: new GrowingBytes(PIECE_BYTES + 64 * 1024),
    files: createDownloadFiles(`lookups/${lookup.name}/all`, frame, output, limits),
  })
  const head = toCsv(names, [], { isGuarded: false })
  const csv = open({ extension: 'csv', head, between: '', tail: '' }, writeCsvRow)
  const writeJson = createJsonWriter(names)
  const ndjson = open(NDJSON, (out, spans) => {
    writeJson(out, spans)
    out.reserve(1)
    out.push(LINE_END)
  })
  // The same objects: what was just written is copied.
  const json = open(JSON_FRAME, (out) => {
    out.reserve(ndjson.out.end - ndjson.start)
    out.copy(ndjson.out.bytes, ndjson.start, ndjson.out.end - 1)
  })
  const places = toGeoColumns(context)
  const geojson = places && open(GEOJSON, createFeatureWriter(names, places))
  const formats = [csv, ndjson, json, ...(geojson === undefined ? [] : [geojson])]
  return {
    async add(block, onRow) {
      for (let at = FIRST_LINE; at < block.length;) {
        at = scanner.scan(block, at)
        onRow(scanner)
        for (const format of formats) writeRow(format, scanner)
      }
      for (const format of formats) if (format.out.end >= PIECE_BYTES) await flush(format)
    },
    async finish() {
      const paths = await Promise.all(formats.map(finishFormat))
      const [csvPaths = [], ndjsonPaths = [], jsonPaths = [], geojsonPaths] = paths
      return {
        csv: csvPaths,
        ndjson: ndjsonPaths,
        json: jsonPaths,
        ...(geojsonPaths === undefined ? {} : { geojson: geojsonPaths }),
      }
    },
  }
}

interface Format {
  readonly write: RowWriter
  /** Where the last row starts in `out`. */
  start: number
  /** What stands between two rows, as between two pieces. */
  readonly between: Buffer
  readonly out: GrowingBytes
  readonly files: DownloadFiles
}

function writeRow(format: Format, spans: CellSpans): void {
  const { write, between, out } = format
  if (out.end > 0 && between.length > 0) {
    out.reserve(between.length)
    out.copy(between, 0, between.length)
  }
  format.start = out.end
  write(out, spans)
}

async function flush({ out, files }: Format): Promise<void> {
  await files.add(out.take())
}

async function finishFormat(format: Format): Promise<string[]> {
  if (format.out.end > 0) await flush(format)
  return format.files.finish()
}

function toGeoColumns({ lookup, columns }: DownloadsContext): GeoColumns | undefined {
  if (lookup.near === undefined) return undefined
  const place = (wanted: string): number => columns.findIndex(({ name }) => name === wanted)
  const [latitude, longitude] = lookup.near
  const [id = '', ...others] = [lookup.key].flat()
  return {
    latitude: place(latitude),
    longitude: place(longitude),
    id: others.length > 0 ? undefined : place(id),
  }
}
