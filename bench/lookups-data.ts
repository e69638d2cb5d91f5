/** Synthetic rows that are the same at each run: places with a name, a point and a network. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

export interface Place {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly population: number
  readonly lat: number
  readonly lng: number
  /** A block of 256 IPv4 addresses, of no other place. */
  readonly network: string
}

export const HEADER = 'id,name,country,population,lat,lng,network'

/** More rows have more networks than there are IPv4 addresses. */
export const MAX_ROWS = 14_000_000

/** A prime that no number of rows is a multiple of: it goes through all ids in another order than theirs. */
const STRIDE = 15_485_863
const FIRST_ID = 10_000_000
const COUNTRIES = 60
const SYLLABLES = 'an ber ca del el fis gra hol is jo kan lu mar nor ol per ri sa tur vi'.split(' ')
const WRITE_CHARACTERS = 1024 * 1024

/** The place number `at` of `rows`, in the order of the file, which is not that of the ids. */
export function placeAt(at: number, rows: number): Place {
  const random = createRandom(at)
  const country = Math.floor(random() ** 2 * COUNTRIES)
  return {
    id: String(FIRST_ID + ((at * STRIDE) % rows)),
    name: `${toWord(random)} ${toWord(random)}`,
    country: String.fromCharCode(65 + (country % 26), 65 + Math.floor(country / 26) * 7),
    population: Math.floor(10 ** (random() * 7)),
    lat: Math.round((random() * 170 - 85) * 1e5) / 1e5,
    lng: Math.round((random() * 360 - 180) * 1e5) / 1e5,
    network: `${(1 + Math.floor(at / 65_536)).toString()}.${Math.floor(at / 256) % 256}.${at % 256}.0/24`,
  }
}

/** Writes the places as CSV, with little of them in memory. */
export async function writePlaces(file: string, rows: number): Promise<void> {
  if (rows > MAX_ROWS) throw new Error(`expected at most ${MAX_ROWS} rows, got ${rows}`)
  const stream = createWriteStream(file)
  let text = `${HEADER}\n`
  for (let at = 0; at < rows; at++) {
    text += `${toLine(placeAt(at, rows))}\n`
    if (text.length < WRITE_CHARACTERS && at < rows - 1) continue
    if (!stream.write(text)) await once(stream, 'drain')
    text = ''
  }
  stream.end()
  await once(stream, 'close')
}

export function toLine({ id, name, country, population, lat, lng, network }: Place): string {
  return `${id},${name},${country},${population},${lat},${lng},${network}`
}

/** Numbers from 0 to below 1, always the same ones for a seed: the generator Mulberry32. */
export function createRandom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function toWord(random: () => number): string {
  const count = 2 + Math.floor(random() * 2)
  let word = ''
  for (let at = 0; at < count; at++)
    word += SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? ''
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
