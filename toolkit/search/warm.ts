/**
 * A miniature index, and what to ask it, so that an engine is compiled before the first visitor comes. It has some of
 * all that a large one has: what a compiler has never seen, it takes for impossible.
 */
import type { ReadFile } from '../core/read.ts'
import { encodeCodes, encodeText, FIRST_CODE, FIRST_PAIR } from './codes.ts'
import { encodeFilter, encodeSort } from './column.ts'
import {
  codesPath,
  filterPath,
  packPath,
  placesPath,
  reversedPath,
  shardPath,
  sortPath,
  type SearchIndex,
} from './format.ts'
import { encodePack, encodeRecord, type SectionRecord } from './pack.ts'
import { encodePlaces } from './places.ts'
import { encodePostings } from './postings.ts'
import { encodeShard, formKey, titleKey, type Term } from './shard.ts'
import { stem } from './stems/en.ts'
import { tokenize } from './tokenize.ts'

const PAGES = 1600
const PACK_PAGES = 10
const PACKS = PAGES / PACK_PAGES
const LIST = 320
// Engines compile a pattern once for texts of bytes and once for others, so there must be some of each. What other
// scripts need takes longer to compile than all the rest, and only their sites need it.
const PLAIN =
  'A lean-to is a small room, built against a house. Leanto adds working rooms to a static site: forms, searches ' +
  'and lookups. getUserName, node:fs and C++ are found, and so are those who own the rooms. '
const FOREIGN = 'Naïve or not – they are found, too, and so are the rooms’ owners. '
/** Dictionaries are long. */
const SYLLABLES = 'ba co di fer go hu in ka lo mi no os pre qui re sta tra ul ver wo'.split(' ')
const PAIRS = SYLLABLES.flatMap((first) => SYLLABLES.map((second) => first + second))
const SHORT_CODES = FIRST_PAIR - FIRST_CODE
const PIECES = [
  ...PAIRS.slice(0, SHORT_CODES).toSorted(byLength),
  ...[...new Set(PLAIN.split(' ').map((word) => ` ${word}`))].toSorted(byLength),
]
const CODES = new Map(PIECES.map((piece, at) => [piece, at + FIRST_CODE]))
const HASH = '0123456789'
const INDEX: SearchIndex = {
  version: 2,
  name: 'warm',
  language: 'en',
  private: false,
  pages: PAGES,
  sections: PAGES,
  shards: { bounds: [''], hashes: HASH },
  reversed: { bounds: [''], hashes: HASH },
  places: { bounds: [''], hashes: HASH },
  // One file is all of them.
  packs: { counts: Array(PACKS).fill(PACK_PAGES), hashes: HASH.repeat(PACKS) },
  codes: HASH,
  bytes: 0,
  filters: [{ name: 'kind', hash: HASH }],
  sorts: [{ name: 'date', hash: HASH }],
  synonyms: { house: ['room', 'lean to'] },
  pins: {},
}

/** Each kind of question. */
export const WARM_QUERIES = [
  'rooms',
  'static forms',
  'working rooms searches',
  'how are working rooms built in a hou',
  'searhc sitestatic',
  'ooms lokups',
  '"working rooms" -lookups',
  'getUserName café',
] as const

/** The miniature index, as if it had never been read, and what reads its files. */
export interface Miniature {
  readonly index: SearchIndex
  readonly read: ReadFile
}

/** Makes what gives the miniature again and again as an index of its own, whose engine has nothing in memory. */
export function createMiniatures(): () => Miniature {
  const kinds = eachPage((page) => [page % 2])
  const files = new Map([
    [shardPath(INDEX, 0), encodeShard(buildTerms())],
    [reversedPath(INDEX, 0), encodeShard(buildReversed())],
    [placesPath(INDEX, 0), encodeShard(buildPlaces())],
    [packPath(INDEX, 0), buildPack()],
    [codesPath(INDEX), encodeCodes(PIECES)],
    [filterPath(INDEX, 'kind'), encodeFilter(['a', 'b'], kinds)],
    [sortPath(INDEX, 'date'), encodeSort(eachPage((page) => page))],
  ])
  const read: ReadFile = async (path) => files.get(path) ?? new Uint8Array()
  return () => ({ index: { ...INDEX }, read })
}

function byLength(a: string, b: string): number {
  return a.length - b.length
}

function eachPage<T>(make: (page: number) => T): T[] {
  return Array.from({ length: PAGES }, (_, page) => make(page))
}

/** Units in no order, with gaps, and two of some pages. */
function buildUnits(step: number): { page: number; section: number; impact: number }[] {
  return Array.from({ length: LIST }, (_, at) => ({
    page: (at >> 1) * step + (at > LIST / 2 ? 300 : 0),
    section: at % 2 === 0 ? 0 : 1 + (at % 150),
    impact: 1 + ((at * 79) % 97) / 10,
  }))
}

function words(): string[] {
  return [...new Set(tokenize(PLAIN).map(({ text }) => text))]
}

function buildTerms(): Term[] {
  const lists = [3, 4, 6].map((step) => encodePostings(buildUnits(step)))
  const keys = words().flatMap((text, at) =>
    [stem(text), formKey(stem(text), text), titleKey(stem(text), [text])].map(
      (key) => [key, lists[at % 3]] as const,
    ),
  )
  const rare = encodePostings([{ page: 1, section: 0, impact: 2 }])
  return [...new Map([...PAIRS.map((key) => [key, rare] as const), ...keys])]
    .map(([key, postings = rare]) => ({ key, count: LIST, postings }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

function buildReversed(): Term[] {
  return [...words(), ...PAIRS]
    .map((text) => Array.from(text).toReversed().join(''))
    .toSorted()
    .map((key) => ({ key, count: LIST, postings: new Uint8Array() }))
}

function buildPlaces(): Term[] {
  const positions = [0, 1, 2, 300]
  const postings = encodePlaces(
    buildUnits(4).map(({ page, section }) => ({ page, section, positions })),
  )
  return words()
    .toSorted()
    .map((key) => ({ key, count: LIST, postings }))
}

function buildPack(): Uint8Array {
  const plain = { anchor: 'a', title: 'Rooms', text: PLAIN.repeat(2) }
  const long = { ...plain, text: FOREIGN.repeat(20) + PLAIN.repeat(6) }
  const foreign = { anchor: 'b', title: 'Räume', text: FOREIGN }
  const none = { ...plain, text: PAIRS.slice(0, 100).join('') }
  const encode = (text: string): Uint8Array =>
    encodeText(text, PIECES, (at) => chooseCode(text, at))
  const encodePage = (sections: readonly SectionRecord[]): Uint8Array =>
    encodeRecord({ url: '/', title: 'Leanto', description: PLAIN, meta: {}, sections }, encode)
  const some = encodePage([plain, foreign, plain, none, plain])
  return encodePack([encodePage([long, plain]), ...Array(PACK_PAGES - 1).fill(some)])
}

/** Words with the blanks before them, and pairs of syllables. */
function chooseCode(text: string, at: number): number {
  const end = text[at] === ' ' ? text.indexOf(' ', at + 1) : at + 4
  return CODES.get(text.slice(at, end < 0 ? undefined : end)) ?? 0
}
