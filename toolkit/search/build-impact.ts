/** What a word weighs in a section: BM25F (Robertson, Zaragoza, Taylor 2004). */

// Measured on the indexes of five manuals: a word in a title or heading counts three times.
const TITLE_WEIGHT = 3
const HEADING_WEIGHT = 3
const SATURATION = 1.2
const HEAD_LENGTH_INFLUENCE = 0.4
const BODY_LENGTH_INFLUENCE = 0.4

/** One stretch of a page. */
export interface Unit {
  readonly page: number
  readonly section: number
  /** How many words its title or heading has. */
  readonly head: number
  readonly body: number
}

/** What a term adds to the score of a unit, by how often it is in its head and body and in how many units. */
export type Impact = (unit: number, head: number, body: number, unitsWithTerm: number) => number

/** Measures the units of a site, by which the lengths of each are judged. */
export function createImpact(units: readonly Unit[]): Impact {
  const averages = [
    average(units.filter(({ section }) => section === 0).map(({ head }) => head)),
    average(units.filter(({ section }) => section > 0).map(({ head }) => head)),
  ]
  const averageBody = average(units.map(({ body }) => body))
  // Once for each unit, not for each of its words.
  const headWeights = Float64Array.from(units, ({ section, head }) => {
    const isPage = section === 0
    const norm = lengthNorm(head, averages[isPage ? 0 : 1] ?? 1, HEAD_LENGTH_INFLUENCE)
    return (isPage ? TITLE_WEIGHT : HEADING_WEIGHT) / norm
  })
  const bodyWeights = Float64Array.from(
    units,
    ({ body }) => 1 / lengthNorm(body, averageBody, BODY_LENGTH_INFLUENCE),
  )
  return (unit, head, body, unitsWithTerm) => {
    const frequency = head * (headWeights[unit] ?? 0) + body * (bodyWeights[unit] ?? 0)
    const rarity = Math.log(1 + (units.length - unitsWithTerm + 0.5) / (unitsWithTerm + 0.5))
    return (rarity * frequency * (SATURATION + 1)) / (frequency + SATURATION)
  }
}

function average(lengths: readonly number[]): number {
  const sum = lengths.reduce((total, length) => total + length, 0)
  return Math.max(1, sum / Math.max(1, lengths.length))
}

function lengthNorm(length: number, averageLength: number, influence: number): number {
  return 1 - influence + (influence * length) / averageLength
}
