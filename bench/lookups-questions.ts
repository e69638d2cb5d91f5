/** What is asked of lookups of places: each question another one than those before. */
import { createRandom, placeAt, type Place } from './lookups-data.ts'

export interface Kind {
  readonly what: string
  /** The question about some place, as the query of a request; a key is a path. */
  readonly ask: (place: Place, random: () => number) => string
  /** How many blocks 95 of 100 questions may read. */
  readonly limit?: number
}

export const KEY: Kind = { what: 'key', limit: 1, ask: ({ id }) => `/${id}` }

export const KINDS: readonly Kind[] = [
  KEY,
  {
    what: 'find',
    limit: 3,
    ask: ({ name }, random) => toQuery({ find: name.slice(0, 3 + Math.floor(random() * 5)) }),
  },
  { what: 'find, mistyped', ask: ({ name }) => toQuery({ find: mistype(name) }) },
  { what: 'near', limit: 3, ask: ({ lat, lng }) => toQuery({ near: `${lat},${lng}` }) },
  {
    what: 'contains',
    limit: 1,
    ask: ({ network }, random) =>
      toQuery({ contains: network.replace('0/24', String(Math.floor(random() * 256))) }),
  },
  {
    what: 'filter and sort',
    ask: ({ country, population }) =>
      toQuery({ country, 'population.lte': String(population), sort: '-population' }),
  },
]

/** @param seed - the same questions for the same seed */
export function createQuestions({ ask }: Kind, rows: number, seed: number): () => string {
  const random = createRandom(seed)
  return () => ask(placeAt(Math.floor(random() * rows), rows), random)
}

function toQuery(parameters: Readonly<Record<string, string>>): string {
  return `?${new URLSearchParams(parameters).toString()}`
}

/** Two letters in the middle of the last word in the wrong order. */
function mistype(name: string): string {
  const at = name.length - 3
  return `${name.slice(0, at)}${name.charAt(at + 1)}${name.charAt(at)}${name.slice(at + 2)}`
}
