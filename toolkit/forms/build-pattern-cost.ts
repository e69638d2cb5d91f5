/**
 * Proves that a backtracking engine takes linear time for a pattern. The engine goes back to every way that it left
 * open, so its steps at a character are at most the ways that are open there. More open ways never lead to fewer:
 * what holds all that is open after one text, and more, stands for it. What is left is little where the time is linear,
 * and grows without end where it is not.
 */
import { layOut, type Place } from './build-pattern-graph.ts'
import { holds, listNext, MAX_WIDTH, openAt, sortKinds, type Open } from './build-pattern-open.ts'

// Steps at each character, where they can come again and again: a step takes up to 25 ns, so that 20,000 characters
// take less than 10 ms; …
const MAX_STEPS = 20
// … and at all characters together, where they cannot, as at the first letter of a list of words.
const MAX_STEPS_ONCE = 100_000
// Beyond these a pattern takes too long to judge.
const MAX_MOMENTS = 2000

/** What is open after some text, and after or before one more character. */
interface Moment {
  readonly open: Open
  readonly next: Set<Moment>
  readonly last: Set<Moment>
}

/**
 * The part of a source with the `u` flag for which the engine may not take linear time; all of it, where no part is to
 * blame; `undefined` where it is proved to take linear time.
 */
export function findSlowPart(source: string): string | undefined {
  try {
    const slow = findSlow(layOut(source))
    if (slow === undefined) return undefined
    const [[place] = []] = [...slow.places].toSorted(([, a], [, b]) => b - a)
    const { start = 0, end = source.length } = place?.origin ?? {}
    return source.slice(start, end)
  } catch (error) {
    // A pattern that cannot be laid out is a plain error or a range error; all else is a mistake here.
    if (error instanceof TypeError || error instanceof ReferenceError) throw error
    return source
  }
}

function findSlow(start: Place): Open | undefined {
  const moments = explore(start)
  const again = withoutEnds(withoutEnds(moments, 'next', 'last'), 'last', 'next')
  const widest = [...moments].reduce((a, b) => (b.open.width > a.open.width ? b : a))
  const isEndless = moments.size > MAX_MOMENTS || widest.open.width > MAX_WIDTH
  const isSlow = [...again].some(({ open }) => open.width > MAX_STEPS)
  const once = [...moments].filter((moment) => !again.has(moment))
  const steps = once.reduce((sum, { open }) => sum + open.width, 0)
  return isEndless || isSlow || steps > MAX_STEPS_ONCE ? widest.open : undefined
}

/** Every moment of every text, without those for which others stand; fewer where they become too many. */
function explore(start: Place): ReadonlySet<Moment> {
  const kinds = sortKinds(start)
  const moments = createMoments()
  const pending = [moments.add(openAt(start))]
  for (let moment = pending.pop(); moment !== undefined; moment = pending.pop()) {
    const { open } = moment
    if (open.width > MAX_WIDTH || moments.all.size > MAX_MOMENTS) break
    // The widest first: it may stand for others.
    const opens = listNext(open, kinds)
      .filter(({ places }) => places.size > 0)
      .toSorted((a, b) => b.width - a.width)
    const found: Moment[] = []
    for (const after of opens) {
      const known = moments.find(after)
      const next = known ?? moments.add(after)
      if (known === undefined) found.unshift(next)
      moment.next.add(next)
      next.last.add(moment)
    }
    pending.push(...found)
  }
  return moments.all
}

interface Moments {
  readonly all: ReadonlySet<Moment>
  /** One that holds all that is open, and maybe more. */
  find(open: Open): Moment | undefined
  add(open: Open): Moment
}

function createMoments(): Moments {
  const all = new Set<Moment>()
  const holders = new Map<Place, Moment[]>()
  return {
    all,
    find(open) {
      const candidates = [...open.places.keys()].map((place) => holders.get(place) ?? [])
      const fewest = candidates.toSorted((a, b) => a.length - b.length)[0]
      return fewest?.find((moment) => holds(moment.open, open))
    },
    add(open) {
      const moment: Moment = { open, next: new Set(), last: new Set() }
      all.add(moment)
      for (const place of open.places.keys()) {
        const known = holders.get(place) ?? []
        known.push(moment)
        holders.set(place, known)
      }
      return moment
    },
  }
}

/** Leaves out what leads to no circle, by the links from each moment `to` others, and `from` those back. */
function withoutEnds(
  moments: ReadonlySet<Moment>,
  to: 'next' | 'last',
  from: 'next' | 'last',
): ReadonlySet<Moment> {
  const left = new Set(moments)
  const ends = [...left].filter((moment) => moment[to].isDisjointFrom(left))
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    left.delete(end)
    for (const moment of end[from]) {
      if (left.has(moment) && moment[to].isDisjointFrom(left)) ends.push(moment)
    }
  }
  return left
}
