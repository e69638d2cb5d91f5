/**
 * The words of a page as numbers: cut where the page is read, in a thread, and kept with it, so that who makes the
 * index has only to count them. Plain JSON.
 */
import type { SearchPage, SearchPiece } from './build-extract.ts'
import { createWriter, readVarint, type ByteWriter, type Cursor } from './bytes.ts'
import { tokenize } from './tokenize.ts'

/** Some texts that were cut into words. */
export interface Words {
  /** The language that they were cut in, as of `tokenize`. */
  readonly language: string
  /** The written forms among them, a line each, by their numbers. */
  readonly forms: string
  /** What `openWords` opens, as Base64. */
  readonly code: string
}

/** A word of a text: the number of its form, its position in the text, what it counts. */
export type VisitWord = (form: number, position: number, weight: number) => void

/** Weights are kept as integers. */
export const SCALE = 1024
const HALF = SCALE / 2

interface Writing {
  readonly language: string
  readonly numbers: Map<string, number>
  readonly writer: ByteWriter
}

/**
 * Cuts what a page says into words: its description, and of each section the title and the blocks. Its own title is
 * told by the whole site.
 */
export function cutPage({ description, sections }: SearchPage, language: string): Words {
  const writing = startWriting(language)
  const { writer } = writing
  writeText(writing, description)
  for (const { title, pieces } of sections) {
    writeText(writing, title)
    writer.varint(pieces.length)
    for (const piece of pieces) {
      const blocks = blocksOf(piece)
      writer.varint(blocks.length)
      writer.varint(Math.round(piece.weight * SCALE))
      for (const block of blocks) writeText(writing, piece.weight === 0 ? '' : block)
    }
  }
  return endWriting(writing)
}

/** Cuts one text. */
export function cutText(text: string, language: string): Words {
  const writing = startWriting(language)
  writeText(writing, text)
  return endWriting(writing)
}

/** The blocks of a piece, each of which is on many pages or not: the lines of one that is loose. */
export function blocksOf({ text, loose }: SearchPiece): readonly string[] {
  return loose === undefined ? [text] : text.split('\n')
}

/** Opens words, for `readWords`, in the order in which they were cut. */
export function openWords({ code }: Words): Cursor {
  return { bytes: Buffer.from(code, 'base64'), at: 0 }
}

/** Visits the words of the text that comes next, and gives how many there are without their pieces. */
export function readWords(cursor: Cursor, visit: VisitWord): number {
  let count = 0
  let position = -1
  for (let left = readVarint(cursor); left > 0; left--) {
    const head = readVarint(cursor)
    if ((head & 1) === 0) {
      position++
      count++
      visit(head >>> 1, position, SCALE)
      continue
    }
    const more = readVarint(cursor)
    const step = more >>> 2
    position += 1 + ((step >>> 1) ^ -(step & 1))
    if ((more & 1) === 0) count++
    visit(head >>> 1, position, (more & 2) > 0 ? HALF : SCALE)
  }
  return count
}

/** Reads past the text that comes next. */
export function skipWords(cursor: Cursor): void {
  readWords(cursor, () => undefined)
}

function startWriting(language: string): Writing {
  return { language, numbers: new Map(), writer: createWriter() }
}

function endWriting({ language, numbers, writer }: Writing): Words {
  const code = Buffer.from(writer.take()).toString('base64')
  return { language, forms: [...numbers.keys()].join('\n'), code }
}

/**
 * Writes how many words there are, and each: twice the number of its form if it is a whole word behind the last; else
 * one more than that, then whether it is a piece, whether it counts half, and how much farther it is than the next.
 */
function writeText({ language, numbers, writer }: Writing, text: string): void {
  const tokens = text === '' ? [] : tokenize(text, language)
  writer.varint(tokens.length)
  let next = 0
  for (const { text: form, part, weight, position } of tokens) {
    const number = numbers.get(form) ?? numbers.size
    if (number === numbers.size) numbers.set(form, number)
    const step = position - next
    const isPlain = step === 0 && !part && weight === 1
    writer.varint((number << 1) | (isPlain ? 0 : 1))
    if (!isPlain) {
      const signed = (step << 1) ^ (step >> 31)
      writer.varint((signed << 2) | (weight < 1 ? 2 : 0) | (part ? 1 : 0))
    }
    next = position + 1
  }
}
