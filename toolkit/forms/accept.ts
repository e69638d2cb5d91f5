/** Whether a file is what a control's `accept` asks for, by its name, by its claimed type, and by its first bytes. */
import { filetypeinfo } from 'magic-bytes.js'

import { findByExtension, findByType, toUnknown, type Kind } from './accept-kinds.ts'
import { isText } from './accept-text.ts'

export interface FileFacts {
  /** As the visitor's system has it. */
  readonly name: string
  /** The media type that is claimed for it; '' where none is. */
  readonly type: string
  /** The first bytes, at most `HEAD_BYTES`. */
  readonly head: Uint8Array
  /** In bytes. */
  readonly size: number
}

/** What a file says that it is, as far as `accept` asks for it. */
interface Claim {
  readonly kind: Kind
  /** Such as `image/`, where any media type of that beginning will do. */
  readonly prefix?: string
}

const TYPE = /^[!#$%&'*+.^_`|~0-9a-z-]+\/[!#$%&'*+.^_`|~0-9a-z-]+$/
const ANYTHING = '*/*'

// What systems claim for a file of which they know nothing.
const VAGUE = ['', 'application/octet-stream']

// Kinds with a signature whose files may be nothing but text.
const WRITTEN = ['pdf', 'rtf']

/**
 * Whether `accept` (HTML, "the accept attribute") takes the file. Stricter than a browser: the name or the claimed type
 * must match, and the bytes must not be those of something else. Where `accept` names no type, everything is taken.
 */
export function isAccepted(accept: string | undefined, file: FileFacts): boolean {
  const tokens = parseAccept(accept ?? '')
  if (tokens.length === 0 || tokens.includes(ANYTHING)) return true
  const claims = findClaims(tokens, file)
  if (file.size === 0) return claims.some(({ kind }) => kind.look === 'text')
  const bytes = withoutMark(file.head)
  const guesses = guess(bytes)
  return isText(bytes, guesses.length > 0)
    ? isAcceptedText(claims, file, guesses)
    : isAcceptedBinary(claims, guesses)
}

/** The valid ones of its tokens, in lower case. */
function parseAccept(accept: string): string[] {
  return accept
    .toLowerCase()
    .split(',')
    .map((token) => token.trim())
    .filter((token) => /^\../s.test(token) || TYPE.test(token))
}

function findClaims(tokens: readonly string[], file: FileFacts): Claim[] {
  const name = file.name.toLowerCase()
  const type = file.type.toLowerCase()
  const isVague = VAGUE.includes(type)
  const extension = toExtension(name)
  const named = findByExtension(extension)
  const typed = isVague || named?.types.includes(type) === true ? named : findByType(type)
  const types = [type, ...(typed?.types ?? [])]
  const unknown = toUnknown(extension, type)
  return tokens.flatMap((token): Claim[] => {
    if (token.startsWith('.')) {
      const kind = named ?? typed ?? toUnknown(extension, '')
      return name.endsWith(token) ? [{ kind }] : []
    }
    if (!token.endsWith('/*')) {
      return types.includes(token) ? [{ kind: findByType(token) ?? unknown }] : []
    }
    const prefix = token.slice(0, -1)
    const isMatch = isVague
      ? types.some((each) => each.startsWith(prefix))
      : type.startsWith(prefix)
    return isMatch ? [{ kind: typed ?? unknown, prefix }] : []
  })
}

function toExtension(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1 || name.length)
}

/** Without the byte order mark of UTF-8, behind which are the bytes that tell. */
function withoutMark(head: Uint8Array): Uint8Array {
  const [first, second, third] = head
  return first === 0xef && second === 0xbb && third === 0xbf ? head.subarray(3) : head
}

/** What the bytes are known as: for each guess the names that there are for it. */
function guess(bytes: Uint8Array): string[][] {
  // One byte tells nothing: each text that begins with a `G` would be a film.
  const hasty = new Set(filetypeinfo(bytes.subarray(0, 1)).map(({ typename }) => typename))
  return filetypeinfo(bytes)
    .filter(({ typename }) => !hasty.has(typename))
    .map(({ typename, extension = '', mime = '' }) => [
      typename.toLowerCase(),
      extension.replace('.', ''),
      mime,
    ])
}

/** The guesses do not count for what may be any text: a letter that begins with `BM` is no bitmap. */
function isAcceptedText(
  claims: readonly Claim[],
  { name }: FileFacts,
  guesses: readonly string[][],
): boolean {
  const written = guesses.filter(([typename = '']) => WRITTEN.includes(typename))
  const takesText = (kind: Kind): boolean =>
    kind.look === 'text' || kind.look === 'any' || written.some((names) => isSigned(kind, names))
  const named = findByExtension(toExtension(name.toLowerCase()))
  // Text is no picture, whatever other type is claimed for what is called one.
  return claims.some(({ kind }) => takesText(kind)) && (named === undefined || takesText(named))
}

function isAcceptedBinary(claims: readonly Claim[], guesses: readonly string[][]): boolean {
  return claims.some(({ kind, prefix }) => {
    if (guesses.length === 0) return kind.look === 'any' || kind.look === 'binary'
    return guesses.some(
      (names) =>
        isSigned(kind, names) ||
        (prefix !== undefined && names.some((mediaType) => mediaType.startsWith(prefix))),
    )
  })
}

function isSigned({ look, signatures }: Kind, names: readonly string[]): boolean {
  return look !== 'text' && names.some((name) => name !== '' && signatures.includes(name))
}
