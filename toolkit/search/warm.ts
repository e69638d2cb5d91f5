/**
 * Runs the engine before the first visitor comes. A Worker's start is not billed to a request, and what it compiles
 * there, patterns and the engine's own code, makes the first search about twice as fast.
 */
import { createEngine } from './engine.ts'
import { shardPath, packPath, type SearchIndex } from './format.ts'
import { encodePack, encodeRecord } from './pack.ts'
import { encodePostings } from './postings.ts'
import { encodeShard, formKey, type Term } from './shard.ts'
import { loadStem } from './stem.ts'
import { tokenize } from './tokenize.ts'

const ROUNDS = 4
const PAGES = 300
// Only the best are shown, and those are the first.
const SHOWN = 10
const TEXT =
  'A lean-to is a small room, built against a house. Leanto adds working rooms to a static site: forms, searches ' +
  'and lookups, naïve or not, in 日本語 too. getUserName, node:fs and C++ are found, and so are the rooms’ owners.'
const QUERIES = [
  'rooms',
  'static forms',
  'how are working rooms built in a hou',
  'searhc',
  'getUserName é 日本',
]
const INDEX: SearchIndex = {
  version: 1,
  language: 'en',
  pages: PAGES,
  shards: { bounds: [''], hashes: '0123456789' },
  reversed: { bounds: [], hashes: '' },
  packs: { counts: [SHOWN, PAGES - SHOWN], hashes: '0123456789'.repeat(2) },
}

/** Searches a miniature index a few times. */
export async function warmUp(): Promise<void> {
  const files = new Map([
    [shardPath(INDEX, 0), await buildShard()],
    [packPath(INDEX, 0), buildPack()],
  ])
  const read = async (path: string): Promise<Uint8Array> => files.get(path) ?? new Uint8Array()
  for (let round = 0; round < ROUNDS; round++) {
    const engine = createEngine(INDEX, read)
    for (const query of QUERIES) await engine.search(query)
  }
}

async function buildShard(): Promise<Uint8Array> {
  const stem = await loadStem(INDEX.language)
  const postings = encodePostings(
    Array.from({ length: PAGES }, (_, page) => ({ page, section: page % 3, impact: PAGES - page })),
  )
  const keys = new Set(
    tokenize(TEXT).flatMap(({ text }) => [stem(text), formKey(stem(text), text)]),
  )
  const terms = [...keys].toSorted().map((key): Term => ({ key, count: PAGES, postings }))
  return encodeShard(terms)
}

function buildPack(): Uint8Array {
  const section = { anchor: 'a', title: 'Rooms', text: TEXT.repeat(4) }
  const record = {
    url: '/',
    title: 'Leanto',
    description: TEXT,
    sections: [section, section, section],
  }
  return encodePack(Array.from({ length: SHOWN }, () => encodeRecord(record)))
}
