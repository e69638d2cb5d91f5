/** Reads the body of a submission into its entries, within bounds, whatever the body claims of itself. */
import type { Control, Entry } from './format.ts'
import type { Limits } from './limits.ts'

/** The entries, or why the body is refused: a status and a sentence for whoever sent it. */
export type Entries = { readonly kind: 'read'; readonly entries: readonly Entry[] } | Refusal

interface Refusal {
  readonly kind: 'refused'
  readonly status: 400 | 413 | 415
  readonly detail: string
}

const URLENCODED = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data'
const JSON_TYPE = 'application/json'

/**
 * Reads the entries of a request's body: URL-encoded, multipart, or a flat JSON object.
 * @param controls - those of the form, since JSON says `true` for the value of a check box
 */
export async function readEntries(
  request: Pick<Request, 'headers' | 'body'>,
  limits: Limits,
  controls: readonly Control[],
): Promise<Entries> {
  const contentType = request.headers.get('content-type') ?? ''
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (![URLENCODED, MULTIPART, JSON_TYPE].includes(type) || !isUtf8(contentType)) {
    return refuse(
      415,
      `expected ${URLENCODED}, ${MULTIPART} or ${JSON_TYPE} in UTF-8, got ${contentType === '' ? 'no Content-Type' : contentType.slice(0, 100)}`,
    )
  }
  const bytes = await readBytes(request, limits.bytes).catch(() => null)
  if (bytes === null) return refuse(400, 'expected a whole body, got one that breaks off')
  if (bytes === undefined) return refuse(413, `expected at most ${limits.bytes} bytes`)
  const entries = await parseBody(type, contentType, bytes, limits, controls)
  return entries.kind === 'read' ? checkEntries(entries.entries, limits) : entries
}

function refuse(status: Refusal['status'], detail: string): Refusal {
  return { kind: 'refused', status, detail }
}

function isUtf8(contentType: string): boolean {
  const [, charset = 'utf-8'] = /;\s*charset="?([^";\s]*)/i.exec(contentType) ?? []
  return /^utf-?8$/i.test(charset)
}

/** The whole body, or `undefined` when it is longer than `most`; the rest is then not read. */
async function readBytes(
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(headers.get('content-length') ?? 0) > most) return undefined
  const chunks: Uint8Array[] = []
  let length = 0
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = body?.getReader()
  for (;;) {
    const chunk = await reader?.read()
    if (chunk?.value === undefined) break
    length += chunk.value.length
    if (length > most) {
      await reader?.cancel()
      return undefined
    }
    chunks.push(chunk.value)
  }
  return concatenate(chunks, length)
}

function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

async function parseBody(
  type: string,
  contentType: string,
  bytes: Uint8Array<ArrayBuffer>,
  limits: Limits,
  controls: readonly Control[],
): Promise<Entries> {
  if (type === MULTIPART) return parseMultipart(contentType, bytes, limits)
  const text = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes)
  return type === URLENCODED ? parseUrlencoded(text, limits) : parseJson(text, controls)
}

function parseUrlencoded(text: string, limits: Limits): Entries {
  if (countAtMost(text, '&', limits.fields) >= limits.fields) return tooManyFields(limits)
  // Behind a separator, since a `?` at the start would be taken for that of a URL.
  return { kind: 'read', entries: [...new URLSearchParams(`&${text}`)] }
}

async function parseMultipart(
  contentType: string,
  bytes: Uint8Array<ArrayBuffer>,
  limits: Limits,
): Promise<Entries> {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) return refuse(400, `expected a boundary in the Content-Type`)
  // Counted before the platform parses, which takes any number. One delimiter more than parts ends the body.
  const text = new TextDecoder('latin1').decode(bytes)
  if (countAtMost(text, `--${boundary}`, limits.fields + 2) > limits.fields + 1) {
    return tooManyFields(limits)
  }
  const form = await new Response(bytes, { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => undefined)
  if (form === undefined) return refuse(400, 'expected a whole multipart body, got a broken one')
  const entries: Entry[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') entries.push([name, value])
    // A browser without a chosen file sends an empty one.
    else if (value.size > 0) return refuse(400, `expected text in "${name}", got a file`)
  }
  return { kind: 'read', entries }
}

function parseJson(text: string, controls: readonly Control[]): Entries {
  const value = parseJsonText(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(400, 'expected a JSON object of field names and values')
  }
  const entries: Entry[] = []
  for (const [name, field] of Object.entries(value)) {
    const values: unknown[] = Array.isArray(field) ? field : [field]
    for (const single of values) {
      const entry = toText(single, name, controls)
      if (entry === undefined) {
        return refuse(400, `expected text, numbers or booleans in "${name.slice(0, 100)}"`)
      }
      if (entry !== false) entries.push([name, entry])
    }
  }
  return { kind: 'read', entries }
}

function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The value as a form would send it, `false` where it would send none, `undefined` where JSON holds something else. */
function toText(
  value: unknown,
  name: string,
  controls: readonly Control[],
): string | false | undefined {
  // Text of JSON may hold half a surrogate pair; that of a form cannot.
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'boolean') return undefined
  const box = controls.find((control) => control.type === 'checkbox' && control.name === name)
  if (box === undefined) return String(value)
  return value && (box.value ?? 'on')
}

function checkEntries(entries: readonly Entry[], limits: Limits): Entries {
  if (entries.length > limits.fields) return tooManyFields(limits)
  const tooLong = entries.find(([name]) => name.length > limits.nameLength)
  if (tooLong === undefined) return { kind: 'read', entries }
  return refuse(
    400,
    `expected field names of at most ${limits.nameLength} characters, got "${tooLong[0].slice(0, 40)}…"`,
  )
}

function tooManyFields({ fields }: Limits): Entries {
  return refuse(413, `expected at most ${fields} fields`)
}

/** How often `part` occurs; counting stops at `most`. */
function countAtMost(text: string, part: string, most: number): number {
  let count = 0
  for (let at = text.indexOf(part); at >= 0 && count < most; at = text.indexOf(part, at + 1)) {
    count += 1
  }
  return count
}
