/**
 * Tells spam from what is none by what the owner has marked before: a naive Bayes classifier that counts in how many
 * marked submissions a word stood. It keeps numbers alone, and takes back exactly what it was taught.
 *
 * The words are weighed as by G. Robinson, "A Statistical Approach to the Spam Problem", Linux Journal 107 (2003), after
 * P. Graham, "A Plan for Spam" (2002), and put together by Fisher's method, which is slow to be sure.
 */
import { fold } from '../core/fold.ts'
import { fnv1a } from '../core/hash.ts'

/** What the owner says of a submission: `ham` is what is no spam. */
export type Mark = 'spam' | 'ham'

/** How many marked submissions there are, and in how many of them the words of each bucket stand. */
export interface Counts {
  /** Those marked as spam, those marked as ham; then both numbers again for each bucket. */
  readonly numbers: Uint16Array<ArrayBuffer>
}

/** Of a submission only so many texts are read, so many UTF-16 units of each, and so many of all together. */
export const MAX_TEXTS = 100
export const MAX_TEXT_LENGTH = 2000
const MAX_LENGTH = 8000

/** How many different words of a submission count. */
const MAX_WORDS = 300
const MAX_WORD_LENGTH = 40

const BUCKET_BITS = 13
const BUCKETS = 2 ** BUCKET_BITS
const MAX_COUNT = 0xffff

// Fewer marks tell more of chance than of spam.
const MIN_MARKS = 20
const MIN_OF_EACH = 5

/** How many words decide, and how far from undecided each must be. */
const TELLING = 15
const MIN_DISTANCE = 0.1

/** A word that was never met is as likely in spam as not; that weighs as much as one submission that has it. */
const PRIOR = 0.5
const PRIOR_WEIGHT = 1

/** `LSC` for Leanto's scorer, and the version: it changes with how texts are cut and hashed, too. */
const HEAD = [0x4c, 0x53, 0x43, 1] as const

/** Counts of nothing. */
export function createCounts(): Counts {
  return { numbers: new Uint16Array(2 + 2 * BUCKETS) }
}

/** The counts as bytes: the head, then every number in little-endian order. */
export function encodeCounts({ numbers }: Counts): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEAD.length + 2 * numbers.length)
  bytes.set(HEAD)
  const view = new DataView(bytes.buffer)
  numbers.forEach((number, at) => view.setUint16(HEAD.length + 2 * at, number, true))
  return bytes
}

/** Reads what `encodeCounts` wrote; bytes of another version, or damaged ones, are counts of nothing. */
export function decodeCounts(bytes: Uint8Array): Counts {
  const counts = createCounts()
  const { numbers } = counts
  const isWhole = bytes.length === HEAD.length + 2 * numbers.length
  if (!isWhole || HEAD.some((byte, at) => bytes[at] !== byte)) return counts
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < numbers.length; at += 1) {
    const number = view.getUint16(HEAD.length + 2 * at, true)
    // No word stands in more submissions than there are.
    if (at > 1 && number > (numbers[at % 2] ?? 0)) return createCounts()
    numbers[at] = number
  }
  return counts
}

/** The buckets of the words of a submission, each once, by the texts in it. */
export function toBuckets(texts: readonly string[]): Uint16Array<ArrayBuffer> {
  const buckets = new Set<number>()
  const text = texts
    .slice(0, MAX_TEXTS)
    .map((each) => each.slice(0, MAX_TEXT_LENGTH))
    .join('\n')
    .slice(0, MAX_LENGTH)
  for (const word of cut(fold(text))) {
    if (buckets.size === MAX_WORDS) break
    buckets.add(toBucket(word))
  }
  return Uint16Array.from(buckets)
}

/** Learns a submission by its buckets, or takes it back: changes the counts in place. */
export function learn(
  { numbers }: Counts,
  buckets: Uint16Array,
  mark: Mark,
  direction: 1 | -1,
): void {
  const own = mark === 'spam' ? 0 : 1
  // What no longer fits is not learnt at all.
  if (numbers[own] === (direction === 1 ? MAX_COUNT : 0)) return
  for (const at of [own, ...Array.from(buckets, (bucket) => placeOf(bucket) + own)]) {
    numbers[at] = Math.max(0, (numbers[at] ?? 0) + direction)
  }
}

/** How likely a submission is spam, from 0 to 1; `undefined` where too little was learnt to say. */
export function judge({ numbers }: Counts, buckets: Uint16Array): number | undefined {
  const [spam = 0, ham = 0] = numbers
  if (spam + ham < MIN_MARKS || Math.min(spam, ham) < MIN_OF_EACH) return undefined
  const shares = Array.from(buckets, (bucket) => {
    const inSpam = numbers[placeOf(bucket)] ?? 0
    const inHam = numbers[placeOf(bucket) + 1] ?? 0
    return toShare(inSpam / spam, inHam / ham, inSpam + inHam)
  })
  return combine(
    shares
      .filter((share) => distance(share) >= MIN_DISTANCE)
      .toSorted((a, b) => distance(b) - distance(a))
      .slice(0, TELLING),
  )
}

const LINK = /(?:https?:\/\/|www\.)([^\s/?#"'<>[\])]{3,100})/g
const MAIL = /@([a-z0-9.-]{3,100})/g
const WORD = /[\p{L}\p{M}\p{N}]+/gu
const NOT_PLAIN = /[^\0-\x7f]/

// Scripts without spaces between words: overlapping pairs of characters stand in for words.
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\u30fc]/u

/** The words of a folded text, and what says more than they: the hosts of links, the domains of e-mail addresses. */
function* cut(text: string): Generator<string> {
  for (const [, host = ''] of text.matchAll(LINK)) yield `link:${host}`
  for (const [, domain = ''] of text.matchAll(MAIL)) yield `mail:${domain}`
  for (const [word] of text.matchAll(WORD)) {
    if (NOT_PLAIN.test(word) && UNSPACED.test(word)) yield* cutPairs(word)
    else if (word.length > 1 && word.length <= MAX_WORD_LENGTH) yield word
  }
}

function* cutPairs(run: string): Generator<string> {
  const characters = Array.from(run)
  for (let at = 0; at < Math.max(1, characters.length - 1); at += 1) {
    yield `${characters[at] ?? ''}${characters[at + 1] ?? ''}`
  }
}

/** FNV's "xor-folding" to fewer bits (draft-eastlake-fnv, section 3). */
function toBucket(word: string): number {
  const hash = fnv1a(word)
  return ((hash >>> BUCKET_BITS) ^ hash) & (BUCKETS - 1)
}

function placeOf(bucket: number): number {
  return 2 + 2 * bucket
}

/** Robinson's f(w): which share of the submissions with a word is spam, drawn to the middle where few have it. */
function toShare(inSpam: number, inHam: number, count: number): number {
  const share = count === 0 ? PRIOR : inSpam / (inSpam + inHam)
  return (PRIOR_WEIGHT * PRIOR + count * share) / (PRIOR_WEIGHT + count)
}

function distance(share: number): number {
  return Math.abs(share - 0.5)
}

/** How far the shares together speak for spam rather than against it; 0.5 where they say nothing. */
function combine(shares: readonly number[]): number {
  if (shares.length === 0) return 0.5
  const forSpam = chance(shares)
  const forHam = chance(shares.map((share) => 1 - share))
  return (1 + forSpam - forHam) / 2
}

/** Fisher's method: how likely it is that shares as small as these, or smaller, come by chance. */
function chance(shares: readonly number[]): number {
  const half = -shares.reduce((sum, share) => sum + Math.log(share), 0)
  // The tail of the chi-squared distribution with twice as many degrees of freedom as there are shares.
  let term = Math.exp(-half)
  let tail = term
  for (let at = 1; at < shares.length; at += 1) {
    term *= half / at
    tail += term
  }
  return Math.min(1, tail)
}
