/** Reads what a part of multipart/form-data says of itself (RFC 7578, as browsers write it), and the boundary of one. */

/** What a part says of itself. */
export interface PartHead {
  readonly name: string
  /** Without a path; '' where no file was chosen, `undefined` where the part is no file. */
  readonly filename: string | undefined
  /** The media type in lower case, without parameters; '' where none is given. */
  readonly type: string
}

// RFC 9110, "Tokens".
const TOKEN = String.raw`[!#$%&'*+.^_\`|~0-9a-z-]+`
// Not `.`, which does not match the line separators of Unicode that a file's name may have.
const FIELD = new RegExp(String.raw`^(${TOKEN}):([^\r\n]*)$`, 'i')
const MEDIA_TYPE = new RegExp(`^${TOKEN}/${TOKEN}$`)

// RFC 2046, section 5.1.1. Outside of quotes some clients write more of these than a token may have.
const BOUNDARY = /^[0-9a-z'()+_,./:=? -]{0,69}[0-9a-z'()+_,./:=?-]$/i

// No backslash escapes in quotes: browsers send one as it is, and `%22` for a quote.
const PARAMETER = /[ \t]*;[ \t]*([^\s=;"]+)=(?:"([^"]*)"|([^\s;"]*))/y
const REST = /^[ \t;]*$/

// RFC 8187: the charset and a language before the characters.
const EXTENDED = /^utf-8'[^']*'((?:%[0-9a-f]{2}|[!#$&+.^_`|~0-9a-z-])*)$/i

/** The boundary that a Content-Type tells, or `undefined` where it tells none that is valid. */
export function readBoundary(contentType: string): string | undefined {
  const [, boundary] = parseParameters(contentType)?.find(([name]) => name === 'boundary') ?? []
  return boundary !== undefined && BOUNDARY.test(boundary) ? boundary : undefined
}

/** Parses the header lines of a part, or says in a sentence what is wrong with them. */
export function parseHead(lines: readonly string[]): PartHead | string {
  const fields = lines.map((line) => FIELD.exec(line))
  if (fields.includes(null)) return 'expected header lines in a part, got something else'
  const find = (name: string): readonly string[] =>
    fields.filter((field) => field?.[1]?.toLowerCase() === name).map((field) => field?.[2] ?? '')
  const [disposition, ...more] = find('content-disposition')
  if (disposition === undefined || more.length > 0) {
    return 'expected one Content-Disposition in each part'
  }
  const parameters = new Map(parseParameters(disposition))
  const name = parameters.get('name')
  if (!/^\s*form-data\s*(;|$)/i.test(disposition) || name === undefined) {
    return 'expected form-data with a name in each part'
  }
  const [type = ''] = find('content-type')
  return { name: decodeName(name), filename: toFilename(parameters), type: toMediaType(type) }
}

/** Names in lower case and values behind the first `;`; `undefined` where they are malformed or a name comes twice. */
function parseParameters(text: string): (readonly [name: string, value: string])[] | undefined {
  const start = text.indexOf(';')
  const parameters: [string, string][] = []
  let at = start < 0 ? text.length : start
  for (;;) {
    PARAMETER.lastIndex = at
    const match = PARAMETER.exec(text)
    if (match === null) break
    const [whole, name = '', quoted, plain = ''] = match
    parameters.push([name.toLowerCase(), quoted ?? plain])
    at += whole.length
  }
  const names = new Set(parameters.map(([name]) => name))
  return names.size === parameters.length && REST.test(text.slice(at)) ? parameters : undefined
}

/** What HTML escapes in a name, and nothing else: a browser sends `%41` for `%41`. */
function decodeName(name: string): string {
  return name.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%22', '"')
}

function toFilename(parameters: ReadonlyMap<string, string>): string | undefined {
  const plain = parameters.get('filename')
  const extended = parameters.get('filename*')
  if (plain === undefined && extended === undefined) return undefined
  const filename = plain === undefined ? decodeExtended(extended ?? '') : decodeName(plain)
  return filename.slice(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1)
}

/** RFC 7578 forbids such a file name, but a part that has one means a file. */
function decodeExtended(value: string): string {
  try {
    return decodeURIComponent(EXTENDED.exec(value)?.[1] ?? '')
  } catch {
    return ''
  }
}

function toMediaType(value: string): string {
  const type = value.split(';')[0]?.trim().toLowerCase() ?? ''
  return MEDIA_TYPE.test(type) ? type : ''
}
