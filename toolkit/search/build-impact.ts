/** What a word weighs in a section: BM25F (Robertson, Zaragoza, Taylor 2004). */

// A word in a title counts twice, in a heading one and a half times.
const TITLE_WEIGHT = 2
const HEADING_WEIGHT = 1.5
const SATURATION = 1.2
const HEAD_LENGTH_INFLUENCE = 0.4
const BODY_LENGTH_INFLUENCE = 0.6

/** One stretch of a page. */
export interface Unit {
  readonly page: number
  readonly section: number
  /** How many words its title or heading has. */
  readonly head: number
  readonly body: number
}

/** What a term adds to the score of a unit, by how often it is in its head and body and in how many units. */
export type Impact = (unit: Unit, head: number, body: number, unitsWithTerm: number) => number

/** Measures the units of a site, by which the lengths of each are judged. */
export function createImpact(units: readonly Unit[]): Impact {
  const averages = [
    average(units.filter(({ section }) => section === 0).map(({ head }) => head)),
    average(units.filter(({ section }) => section > 0).map(({ head }) => head)),
  ]
  const averageBody = average(units.map(({ body }) => body))
  return (unit, head, body, unitsWithTerm) => {
    const isPage = unit.section === 0
    const averageHead = averages[isPage ? 0 : 1] ?? 1
    const frequency =
      ((isPage ? TITLE_WEIGHT : HEADING_WEIGHT) * head) /
        lengthNorm(unit.head, averageHead, HEAD_LENGTH_INFLUENCE) +
      body / lengthNorm(unit.body, averageBody, BODY_LENGTH_INFLUENCE)
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
