/** Reads multipart/form-data part by part as it comes (RFC 7578), within bounds, and never holds a whole file. */
import { parseHead, type PartHead } from './multipart-head.ts'
import { createNeedle, findNeedle, measureTail, type Needle } from './multipart-scan.ts'
import { openSource, type Source } from './multipart-source.ts'

export { readBoundary, type PartHead } from './multipart-head.ts'

/** Takes the bytes of a part as they come. A chunk is not changed afterwards, so it may be kept. */
export interface PartSink {
  write(chunk: Uint8Array): void | Promise<void>
  /** The part is whole. Not called where the body breaks off in it. */
  end(): void | Promise<void>
}

export interface MultipartLimits {
  /** Of the whole body, also of what is around its parts. */
  readonly bytes: number
  readonly parts: number
  /** Of a part's name, in UTF-16 units. */
  readonly nameLength: number
}

/** How the reading ended. What the sinks have got by then, they keep. */
export type MultipartEnd =
  | { readonly kind: 'read' }
  | { readonly kind: 'broken'; readonly detail: string }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'too-many' }

const CRLF = new TextEncoder().encode('\r\n')
const DASH = 0x2d
const HEAD_END = createNeedle('\r\n\r\n')
const MAX_HEAD_BYTES = 8 * 1024

const UTF8 = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

const NOWHERE: PartSink = { write: () => undefined, end: () => undefined }

/**
 * Reads a body into the sinks that `open` gives for its parts, one after the other. However the body comes in chunks, the
 * sinks get the same bytes. Rejects only where `open` or a sink does.
 * @param boundary - as `readBoundary` gives it
 */
export async function readMultipart(
  body: ReadableStream<Uint8Array> | null,
  boundary: string,
  limits: MultipartLimits,
  open: (head: PartHead) => PartSink,
): Promise<MultipartEnd> {
  // A line end in front, since the first boundary needs none.
  const source = openSource(body, CRLF, limits.bytes)
  try {
    return await readParts(source, createNeedle(`\r\n--${boundary}`), limits, open)
  } finally {
    source.close()
  }
}

async function readParts(
  source: Source,
  delimiter: Needle,
  limits: MultipartLimits,
  open: (head: PartHead) => PartSink,
): Promise<MultipartEnd> {
  let sink = NOWHERE
  for (let count = 0; await passPart(source, delimiter, sink); count += 1) {
    await sink.end()
    if (await takeClosing(source)) return passEpilogue(source)
    if (count === limits.parts) return { kind: 'too-many' }
    const head = await readHead(source)
    if (head === undefined) break
    if (typeof head === 'string') return { kind: 'broken', detail: head }
    if (head.name.length > limits.nameLength) {
      return {
        kind: 'broken',
        detail: `expected part names of at most ${limits.nameLength} characters`,
      }
    }
    sink = open(head)
  }
  return toEnd(source)
}

/**
 * Writes what comes before the next delimiter to the sink, and takes it and the delimiter away; `false` where none comes.
 * The bytes begin with a line end that is not the part's, but may be the delimiter's.
 */
async function passPart(source: Source, delimiter: Needle, sink: PartSink): Promise<boolean> {
  let skip = CRLF.length
  do {
    const found = findNeedle(source.bytes, delimiter)
    const end = found < 0 ? source.bytes.length - measureTail(source.bytes, delimiter) : found
    const content = source.take(end).subarray(skip)
    if (end > 0) skip = 0
    if (content.length > 0) await sink.write(content)
    if (found >= 0) {
      source.take(delimiter.bytes.length)
      return true
    }
  } while (await source.more())
  return false
}

/** Takes the two dashes away that make a delimiter the last one, if they are there. */
async function takeClosing(source: Source): Promise<boolean> {
  while (source.bytes.length < 2 && (await source.more()));
  const isLast = source.bytes[0] === DASH && source.bytes[1] === DASH
  if (isLast) source.take(2)
  return isLast
}

async function passEpilogue(source: Source): Promise<MultipartEnd> {
  do source.take(source.bytes.length)
  while (await source.more())
  return source.end === 'whole' ? { kind: 'read' } : toEnd(source)
}

/**
 * Reads from behind a delimiter to before the last line end of a part's head, which `passPart` expects. Gives a sentence
 * where the head is not valid, `undefined` where it does not end.
 */
async function readHead(source: Source): Promise<PartHead | string | undefined> {
  let end = findNeedle(source.bytes, HEAD_END)
  while (end < 0 && source.bytes.length < MAX_HEAD_BYTES + HEAD_END.bytes.length) {
    const from = Math.max(0, source.bytes.length - HEAD_END.bytes.length + 1)
    if (!(await source.more())) return undefined
    end = findNeedle(source.bytes, HEAD_END, from)
  }
  if (end < 0 || end > MAX_HEAD_BYTES) {
    return `expected at most ${MAX_HEAD_BYTES} bytes before the content of a part`
  }
  const [padding = '', ...lines] = UTF8.decode(source.take(end)).split('\r\n')
  source.take(CRLF.length)
  if (!/^[ \t]*$/.test(padding)) return 'expected a line end behind each boundary'
  return parseHead(lines)
}

function toEnd(source: Source): MultipartEnd {
  if (source.end === 'too-long') return { kind: 'too-long' }
  const what = source.end === 'failed' ? 'one that breaks off' : 'one without its last boundary'
  return { kind: 'broken', detail: `expected a whole multipart body, got ${what}` }
}
