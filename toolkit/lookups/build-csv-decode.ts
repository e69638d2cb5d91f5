/** Decodes the text of a source chunk by chunk, in the encoding that is declared or that its bytes tell. */
import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'

import { BuildError } from '../core/errors.ts'
import { checkText, type OpenBytes } from './build-source-bytes.ts'

export interface DecodeOptions {
  readonly open: OpenBytes
  /** For messages. */
  readonly file: string
  /** A label of the Encoding Standard. */
  readonly encoding?: string | undefined
  /** Whether text that is not UTF-8 may be windows-1252: JSON may not (RFC 8259, section 8.1). */
  readonly isLegacyAllowed: boolean
  readonly warn: (message: string) => void
}

/** How text that is not declared is decoded, when it is not UTF-8: as browsers do. */
const LEGACY = 'windows-1252'

/** How many bytes tell a format. */
const START_LENGTH = 16

/**
 * By the byte order mark; else as declared; else UTF-16 where every other of the first bytes is zero, UTF-8 where it is
 * valid, and windows-1252 where it is not, which the owner is told.
 * @throws {BuildError} with the line, for bytes that are none of the encoding
 */
export async function* decodeText(options: DecodeOptions): AsyncGenerator<string> {
  let decode: Decode | undefined
  for await (const chunk of withWholeStart(options.open())) {
    if (decode === undefined) {
      checkText(chunk, options.file)
      decode = createDecode(chunk, options)
    }
    const text = await decode(chunk, false)
    if (text !== '') yield text
  }
  const last = decode === undefined ? '' : await decode(new Uint8Array(), true)
  if (last !== '') yield last
}

/** The same chunks, of which the first has all bytes that tell a format. */
async function* withWholeStart(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array()
  for await (const chunk of chunks) {
    if (start === undefined) {
      yield chunk
      continue
    }
    start = Buffer.concat([start, chunk])
    if (start.length < START_LENGTH) continue
    yield start
    start = undefined
  }
  if (start !== undefined && start.length > 0) yield start
}

type Decode = (bytes: Uint8Array, isLast: boolean) => Promise<string>

function createDecode(start: Uint8Array, options: DecodeOptions): Decode {
  const label = tellEncoding(start) ?? options.encoding
  if (label === undefined) return createUtf8Decode(options)
  const decoder = createDecoder(label, options.file)
  return async (bytes, isLast) => {
    try {
      return decoder.decode(bytes, { stream: !isLast })
    } catch (cause) {
      throw await refuseBytes(decoder.encoding, options, cause)
    }
  }
}

/** What the first bytes say for certain. */
function tellEncoding([a, b, c, d]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  // Text has no zeros, and begins with a letter, a digit or a quote that takes one byte of two.
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : undefined
}

function createDecoder(label: string, file: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true })
  } catch (cause) {
    const message = `the encoding ${JSON.stringify(label)} is not known, expected a label of the Encoding Standard, as "utf-8" or "windows-1252"`
    throw new BuildError(message, { file }, { cause })
  }
}

/** Much faster than a `TextDecoder`, which looks at all bytes in other ways. */
function createUtf8Decode(options: DecodeOptions): Decode {
  let rest: Uint8Array = new Uint8Array()
  let wasPlain = true
  let legacy: TextDecoder | undefined
  return async (bytes, isLast) => {
    if (legacy !== undefined) return legacy.decode(bytes, { stream: true })
    const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const end = isLast ? all.length : endOfWhole(all)
    const whole = Buffer.from(all.buffer, all.byteOffset, end)
    rest = all.subarray(end)
    if (isUtf8(whole)) {
      wasPlain &&= isAscii(whole)
      return whole.toString('utf8')
    }
    if (!options.isLegacyAllowed || !wasPlain || isMostlyUtf8(whole)) {
      throw await refuseBytes('utf-8', options)
    }
    options.warn(`${options.file} is not UTF-8: it is read as ${LEGACY}`)
    legacy = new TextDecoder(LEGACY)
    return legacy.decode(all, { stream: true })
  }
}

/** Where the last character ends that the bytes have all of. */
function endOfWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const needed = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    return needed > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** Whether the text is UTF-8 that was damaged: text of another encoding is hardly ever UTF-8 by chance. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const letters = bytes.toString('utf8').match(/[^\0-\x7f]/gu) ?? []
  return letters.filter((letter) => letter === '\ufffd').length * 2 < letters.length
}

async function refuseBytes(
  encoding: string,
  { open, file, isLegacyAllowed }: DecodeOptions,
  cause?: unknown,
): Promise<BuildError> {
  const decoder = new TextDecoder(encoding)
  let line = 1
  for await (const chunk of open()) {
    const text = decoder.decode(chunk, { stream: true })
    const at = text.indexOf('\ufffd')
    line += text.slice(0, at < 0 ? text.length : at).split('\n').length - 1
    if (at >= 0) break
  }
  const hint = isLegacyAllowed ? '; `csv.encoding` declares another' : ''
  return new BuildError(
    `expected ${encoding}, got bytes that are none${hint}`,
    { file, line },
    { cause },
  )
}
