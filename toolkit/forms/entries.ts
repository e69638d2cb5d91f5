/** Reads the body of a submission into its entries, within bounds, whatever the body claims of itself. */
import { parseJsonEntries } from './entries-json.ts'
import { readMultipartEntries, type KeepFile } from './entries-multipart.ts'
import { refuse, type Entries, type Refusal } from './entries-result.ts'
import type { Control, Entry } from './format.ts'
import type { Limits } from './limits.ts'

const URLENCODED = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data'
const JSON_TYPE = 'application/json'

type Body = Pick<Request, 'headers' | 'body'>

export interface ReadEntriesOptions {
  readonly limits: Limits
  /** Those of the form: what a file may be, and for which box a JSON `true` stands. */
  readonly controls: readonly Control[]
  /** Where the bytes of files go. */
  readonly keepFile: KeepFile
}

/** Reads the entries of a request's body: URL-encoded, multipart, or a flat JSON object. */
export async function readEntries(request: Body, options: ReadEntriesOptions): Promise<Entries> {
  const { limits } = options
  const contentType = request.headers.get('content-type') ?? ''
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (![URLENCODED, MULTIPART, JSON_TYPE].includes(type) || !isUtf8(contentType)) {
    return refuse(
      415,
      `expected ${URLENCODED}, ${MULTIPART} or ${JSON_TYPE} in UTF-8, got ${contentType === '' ? 'no Content-Type' : contentType.slice(0, 100)}`,
    )
  }
  const read =
    type === MULTIPART
      ? await readMultipartEntries(request, contentType, options)
      : await (type === JSON_TYPE ? readJson : readUrlencoded)(request, options)
  return read.kind === 'read' ? checkNames(read.entries, limits) : read
}

function isUtf8(contentType: string): boolean {
  const [, charset = 'utf-8'] = /;\s*charset="?([^";\s]*)/i.exec(contentType) ?? []
  return /^utf-?8$/i.test(charset)
}

async function readJson(request: Body, { limits, controls }: ReadEntriesOptions): Promise<Entries> {
  // No part of it can be shown again.
  const claimed = Number(request.headers.get('content-length') ?? 0)
  if (claimed > limits.textBytes) return tooLong(limits)
  const { text, end } = await readBody(request, limits.textBytes)
  if (end === 'too long') return tooLong(limits)
  return end === 'broken' ? brokenOff() : parseJsonEntries(text, controls)
}

async function readUrlencoded(request: Body, { limits }: ReadEntriesOptions): Promise<Entries> {
  const { text, end } = await readBody(request, limits.textBytes)
  const { entries, isCut } = parseUrlencoded(text, limits.fields)
  if (end === 'too long') return tooLong(limits, entries)
  if (end === 'broken') return brokenOff(entries)
  return isCut ? tooMany(limits, entries) : { kind: 'read', entries }
}

interface BodyText {
  readonly text: string
  readonly end: 'whole' | 'too long' | 'broken'
}

/** The text of a body, at most `most` bytes of it; the rest is then not read. */
async function readBody({ body }: Body, most: number): Promise<BodyText> {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = body?.getReader()
  let text = ''
  let length = 0
  try {
    for (;;) {
      const chunk = await reader?.read()
      if (chunk?.value === undefined) return { text: text + decoder.decode(), end: 'whole' }
      text += decoder.decode(chunk.value.subarray(0, most - length), { stream: true })
      length += chunk.value.length
      if (length <= most) continue
      // The rest of it is the caller's.
      reader?.releaseLock()
      return { text, end: 'too long' }
    }
  } catch {
    return { text, end: 'broken' }
  }
}

/** Of a body of more fields than `most`, the first ones: reading a million costs more than a request has. */
function parseUrlencoded(
  text: string,
  most: number,
): { readonly entries: Entry[]; readonly isCut: boolean } {
  let end = -1
  for (let count = 0; count < most; count += 1) {
    end = text.indexOf('&', end + 1)
    if (end < 0) break
  }
  const first = end < 0 ? text : text.slice(0, end)
  // Behind a separator, since a `?` at the start would be taken for that of a URL.
  return { entries: [...new URLSearchParams(`&${first}`)], isCut: end >= 0 }
}

function checkNames(entries: readonly Entry[], limits: Limits): Entries {
  const tooLongName = entries.find(([name]) => name.length > limits.nameLength)
  if (entries.length > limits.fields) return tooMany(limits, entries)
  if (tooLongName === undefined) return { kind: 'read', entries }
  return refuse(
    400,
    `expected field names of at most ${limits.nameLength} characters, got "${tooLongName[0].slice(0, 40)}…"`,
    entries,
  )
}

function brokenOff(entries: readonly Entry[] = []): Refusal {
  return refuse(400, 'expected a whole body, got one that breaks off', entries)
}

function tooLong({ textBytes }: Limits, entries: readonly Entry[] = []): Refusal {
  return refuse(413, `expected at most ${textBytes} bytes`, entries, textBytes)
}

function tooMany({ fields, textBytes }: Limits, entries: readonly Entry[]): Refusal {
  return refuse(413, `expected at most ${fields} fields`, entries, textBytes)
}
