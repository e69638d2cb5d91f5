/** Which places of a pattern a backtracking engine has open after some text, and how often each. */
import { CharBase, type CharSet } from 'refa'

import type { Place } from './build-pattern-graph.ts'

/** So many ways at one character are too many for any text, and are not all followed. */
export const MAX_WIDTH = 5000

/** The kinds of characters in each set of them. */
export type Kinds = ReadonlyMap<CharSet | undefined, readonly number[]>

export interface Open {
  /** How often each place is open that takes a character. */
  readonly places: ReadonlyMap<Place, number>
  /** All ways that the engine tries: those, and those that end there. */
  readonly width: number
}

/** What is open before the first character. */
export function openAt(start: Place): Open {
  return follow([[start, 1]])
}

/** What is open after one more character, for each that leads on. */
export function listNext(open: Open, kinds: Kinds): Open[] {
  const ways = new Map<number, (readonly [Place, number])[]>()
  for (const [{ characters, next }, count] of open.places) {
    for (const kind of kinds.get(characters) ?? []) {
      const known = ways.get(kind) ?? []
      ways.set(kind, known)
      for (const place of next) known.push([place, count])
    }
  }
  return [...ways.values()].map(follow)
}

/** Whether one has all open that the other has. */
export function holds(open: Open, other: Open): boolean {
  if (open.width < other.width) return false
  for (const [place, count] of other.places) {
    if ((open.places.get(place) ?? 0) < count) return false
  }
  return true
}

/** Sorts the characters into kinds that the pattern nowhere tells apart. */
export function sortKinds(start: Place): Kinds {
  const places = new Set([start])
  const sets = new Set<CharSet>()
  for (const { characters, next } of places) {
    if (characters !== undefined) sets.add(characters)
    for (const place of next) places.add(place)
  }
  const base = new CharBase(sets)
  return new Map([...sets].map((set) => [set, base.split(set)]))
}

/** Follows ways to where a character is taken, or none leads on. */
function follow(ways: readonly (readonly [Place, number])[]): Open {
  const places = new Map<Place, number>()
  let width = 0
  const pass = (place: Place, count: number, passed: readonly Place[]): void => {
    const { characters, next } = place
    // Passed for the third time, it is a repetition that has taken nothing: there the engine gives up.
    const isVain = passed.indexOf(place) !== passed.lastIndexOf(place)
    const isLast = characters !== undefined || next.length === 0 || isVain
    if (isLast) width += count
    if (characters !== undefined) places.set(place, (places.get(place) ?? 0) + count)
    if (isLast || width > MAX_WIDTH) return
    for (const way of next) pass(way, count, [...passed, place])
  }
  for (const [place, count] of ways) pass(place, count, [])
  return { places, width }
}
