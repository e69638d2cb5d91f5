/** Which pieces of text a site's packs are coded with: those that together save most bytes. */
import { compare } from './build-order.ts'
import { createWriter } from './bytes.ts'
import { characterCost, createCutter, type Cutter } from './build-trie.ts'
import { CODE_LIMIT, encodeCodes, encodeText, FIRST_CODE, FIRST_PAIR } from './codes.ts'

/** A table, and what encodes texts with it. */
export interface Coder {
  /** The table's file; undefined where it would save less than it costs. */
  readonly bytes: Uint8Array | undefined
  readonly encode: (text: string) => Uint8Array
}

// Below this, the table saves less than one more read costs.
const MIN_LENGTH = 4096
// So much of a site's text tells what is frequent in the rest.
const SAMPLE_LENGTH = 1_000_000
const MAX_PIECE_LENGTH = 32
const MAX_PIECES = CODE_LIMIT - FIRST_CODE
/** How many pieces each round keeps: too many at first, so that every round can weigh longer against shorter ones. */
const ROUNDS = [16_000, 12_000, 10_000, MAX_PIECES]
const SHORT_CODES = FIRST_PAIR - FIRST_CODE
/** Above every symbol: pieces, and behind them the characters that stand for themselves. */
const SYMBOLS = 2 ** 17
const SHORT = 1
const LONG = 2
// For a page of results the whole table is read, but of the packs only about ten: so much text.
const SHOWN_LENGTH = 500_000
const WORD = /\s?[\p{L}\p{M}\p{N}]+|\s?[^\p{L}\p{M}\p{N}\s]+|\s/gu

/** A piece and how often it is used. */
interface Candidate {
  readonly text: string
  readonly uses: number
  /** How many bytes it saves a visitor beyond what it costs in the table. */
  readonly gain: number
}

/** Makes the table for some texts; the same texts give the same table. */
export function buildCodes(texts: readonly string[]): Coder {
  const sample = takeSample(texts)
  if (sample.length < MIN_LENGTH) return { bytes: undefined, encode: (text) => encodeText(text) }
  const pieces = orderPieces(choosePieces(sample))
  if (pieces.length === 0) return { bytes: undefined, encode: (text) => encodeText(text) }
  const bytes = encodeCodes(pieces)
  const cutter = createCutter(
    pieces,
    pieces.map((_, piece) => costOf(piece)),
  )
  const writer = createWriter()
  return {
    bytes,
    encode(text) {
      const { pieces: chosen } = cutter.cut(text)
      const choose = (at: number): number => {
        const piece = chosen[at] ?? -1
        return piece < 0 ? 0 : piece + FIRST_CODE
      }
      return encodeText(text, pieces, choose, writer)
    },
  }
}

/** As the table has them: those with short codes first, each by their lengths. */
function orderPieces(pieces: readonly string[]): readonly string[] {
  const byLength = (a: string, b: string): number =>
    Buffer.byteLength(a) - Buffer.byteLength(b) || compare(a, b)
  return [
    ...pieces.slice(0, SHORT_CODES).toSorted(byLength),
    ...pieces.slice(SHORT_CODES).toSorted(byLength),
  ]
}

interface Sample {
  readonly length: number
  readonly texts: readonly string[]
  /** How long the texts that a visitor reads are, to those of the sample. */
  readonly share: number
}

function takeSample(all: readonly string[]): Sample {
  const total = all.reduce((sum, { length }) => sum + length, 0)
  const step = Math.max(1, total / SAMPLE_LENGTH)
  const texts = all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
  const taken = texts.reduce((sum, { length }) => sum + length, 0)
  return { texts, length: taken, share: Math.min(total, SHOWN_LENGTH) / Math.max(1, taken) }
}

/** The cheapest of the sets that the rounds come by: where all is alike, each piece looks as if it were not needed. */
function choosePieces(sample: Sample): readonly string[] {
  let cheapest: { readonly pieces: readonly string[]; readonly cost: number } = {
    pieces: [],
    cost: sample.length * sample.share,
  }
  let pieces = seedPieces(sample)
  for (const limit of [...ROUNDS, 0]) {
    const { cost, next } = improve(sample, pieces, limit)
    if (cost < cheapest.cost && pieces.length <= MAX_PIECES) cheapest = { pieces, cost }
    pieces = next
  }
  return cheapest.pieces
}

/** The most frequent words with the blanks before them, and what words begin and end with. */
function seedPieces({ texts }: Sample): string[] {
  const words = new Map<string, number>()
  for (const text of texts) {
    for (const [word] of text.matchAll(WORD)) words.set(word, (words.get(word) ?? 0) + 1)
  }
  const counts = new Map<string, number>()
  for (const [word, count] of words) {
    const characters = Array.from(word).slice(0, 16)
    for (let end = 1; end <= characters.length; end++) {
      add(counts, characters.slice(0, end).join(''), count)
      if (end > 1) add(counts, characters.slice(end - 1).join(''), count)
    }
  }
  const candidates = [...counts].map(([text, count]) => ({
    text,
    uses: count,
    gain: count * (text.length - 1),
  }))
  return best(candidates, ROUNDS[0] ?? 0)
}

interface Round {
  /** What a visitor reads with the pieces that came in, in bytes. */
  readonly cost: number
  readonly next: string[]
}

/** One round: cuts the sample, keeps what saves most, and tries what stood beside each other as one. */
function improve({ texts, share }: Sample, pieces: readonly string[], limit: number): Round {
  const cutter = createCutter(
    pieces,
    pieces.map((_, piece) => costOf(piece)),
  )
  const { uses, pairs, cost } = countUses(texts, pieces, cutter)
  const kept = pieces.map((text, piece): Candidate => {
    const saved = cutter.cut(text, piece).cost - costOf(piece)
    return { text, uses: uses[piece] ?? 0, gain: gainOf(text, saved, uses[piece] ?? 0, share) }
  })
  const known = new Set(pieces)
  const joined = [...pairs].flatMap(([pair, count]): Candidate[] => {
    const first = Math.floor(pair / SYMBOLS)
    const second = pair % SYMBOLS
    const text = symbolText(pieces, first) + symbolText(pieces, second)
    if (known.has(text) || text.length > MAX_PIECE_LENGTH || !text.isWellFormed()) return []
    known.add(text)
    const saved = symbolCost(pieces, first) + symbolCost(pieces, second) - costOf(pieces.length)
    return [{ text, uses: count, gain: gainOf(text, saved, count, share) }]
  })
  const table = pieces.reduce((sum, text) => sum + tableCost(text), 0)
  return { cost: cost * share + table, next: best([...kept, ...joined], limit) }
}

interface Uses {
  /** By piece. */
  readonly uses: Uint32Array
  /** How often two symbols stand side by side. */
  readonly pairs: ReadonlyMap<number, number>
  /** Bytes of all texts. */
  readonly cost: number
}

function countUses(texts: readonly string[], pieces: readonly string[], cutter: Cutter): Uses {
  const uses = new Uint32Array(pieces.length)
  const pairs = new Map<number, number>()
  let cost = 0
  for (const text of texts) {
    const cut = cutter.cut(text)
    const chosen = cut.pieces
    cost += cut.cost
    let previous = -1
    for (let at = 0; at < text.length;) {
      const piece = chosen[at] ?? -1
      const symbol = piece < 0 ? pieces.length + text.charCodeAt(at) : piece
      if (piece >= 0) uses[piece] = (uses[piece] ?? 0) + 1
      if (previous >= 0) {
        const pair = previous * SYMBOLS + symbol
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
      }
      previous = symbol
      at += pieces[piece]?.length ?? 1
    }
  }
  return { uses, pairs, cost }
}

function symbolText(pieces: readonly string[], symbol: number): string {
  return pieces[symbol] ?? String.fromCharCode(symbol - pieces.length)
}

function symbolCost(pieces: readonly string[], symbol: number): number {
  return symbol < pieces.length ? costOf(symbol) : characterCost(symbol - pieces.length)
}

function gainOf(text: string, saved: number, uses: number, share: number): number {
  return saved * uses * share - tableCost(text)
}

function tableCost(text: string): number {
  return Buffer.byteLength(text)
}

function add(counts: Map<string, number>, text: string, count: number): void {
  counts.set(text, (counts.get(text) ?? 0) + count)
}

/** The candidates that gain most, the most used of them first: these get the short codes. */
function best(candidates: readonly Candidate[], limit: number): string[] {
  return candidates
    .filter(({ gain }) => gain > 0)
    .toSorted((a, b) => b.gain - a.gain || compare(a.text, b.text))
    .slice(0, limit)
    .toSorted((a, b) => b.uses - a.uses || compare(a.text, b.text))
    .map(({ text }) => text)
}

function costOf(piece: number): number {
  return piece < SHORT_CODES ? SHORT : LONG
}
