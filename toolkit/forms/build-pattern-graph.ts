/** Lays a pattern out as the ways that a backtracking engine has through it, each as often as the engine has it. */
import {
  JS,
  type Assertion,
  type CharSet,
  type Concatenation,
  type Element,
  type NoParent,
  type Quantifier,
  type SourceLocation,
} from 'refa'

// More than a pattern has that was not written to be large.
const MAX_PLACES = 50_000
// Where so many can be open at once, a pattern is too slow anyway.
const MAX_REPEATED = 20

/** Where the engine may be in a pattern. */
export interface Place {
  /** What it may take here; `undefined` where it takes no character. */
  readonly characters: CharSet | undefined
  /** The ways on; none at the end, and where a look-around has found what it looked for. */
  readonly next: readonly Place[]
  /** The outermost repetition around the place, or the reference that it is in. */
  readonly origin: SourceLocation | undefined
}

type Alternatives = readonly NoParent<Concatenation>[]

/** Makes places of one origin; throws where they become too many. */
interface Pen {
  readonly made: { places: number }
  readonly origin: SourceLocation | undefined
}

const END: Place = { characters: undefined, next: [], origin: undefined }

/**
 * Where the engine starts in a source with the `u` flag.
 * @throws for a pattern that is too large, or that looks behind at more than one character
 */
export function layOut(source: string): Place {
  return layAlternatives({ made: { places: 0 }, origin: undefined }, parse(source), END)
}

function parse(source: string): Alternatives {
  const { expression } = JS.Parser.fromLiteral({ source, flags: 'u' }).parse({
    simplify: false,
    maxNodes: MAX_PLACES,
    maxBackreferenceWords: 0,
    backreferences: 'unknown',
    getUnknownId: (element) => {
      const groups = element.type === 'Backreference' ? [element.resolved].flat() : []
      return groups.map(({ raw }) => raw).join('|')
    },
  })
  return expression.alternatives
}

function put({ made, origin }: Pen, next: readonly Place[], characters?: CharSet): Place {
  if (++made.places > MAX_PLACES) throw new RangeError('the pattern has too many places')
  return { characters, next, origin }
}

function layAlternatives(pen: Pen, alternatives: Alternatives, after: Place): Place {
  const ways = alternatives.map(({ elements }) =>
    elements.reduceRight((next, element) => layElement(pen, element, next), after),
  )
  return put(pen, ways)
}

function layElement(pen: Pen, element: NoParent<Element>, after: Place): Place {
  const inner = { ...pen, origin: pen.origin ?? element.source }
  switch (element.type) {
    case 'CharacterClass':
      return put(pen, [after], element.characters)
    case 'Alternation':
      return layAlternatives(pen, element.alternatives, after)
    case 'Quantifier':
      return layRepeated(inner, element, after)
    case 'Assertion':
      return layCheck(pen, element, after)
    case 'Unknown':
      return layReference(inner, element.id, after)
  }
}

function layRepeated(pen: Pen, repeated: NoParent<Quantifier>, after: Place): Place {
  const { alternatives, min, max } = repeated
  if (isLong(repeated)) return layLoop(pen, alternatives, after)
  const isEndless = max === Infinity
  let place = isEndless ? layLoop(pen, alternatives, after) : after
  for (let more = isEndless ? max : min; more < max; more++) {
    place = put(pen, [layAlternatives(pen, alternatives, place), after])
  }
  for (let needed = 0; needed < min; needed++) place = layAlternatives(pen, alternatives, place)
  return place
}

/** Whether to take a repetition for an endless one, which has all its ways where each takes text. */
function isLong({ alternatives, max }: NoParent<Quantifier>): boolean {
  const takesText = alternatives.every(({ elements }) =>
    elements.some(({ type }) => type === 'CharacterClass'),
  )
  return takesText && max > MAX_REPEATED && max !== Infinity
}

function layLoop(pen: Pen, alternatives: Alternatives, after: Place): Place {
  const ways = [after]
  const place = put(pen, ways)
  ways.unshift(layAlternatives(pen, alternatives, place))
  return place
}

/** What is ahead is looked at beside the way on, and forgotten where it ends. */
function layCheck(pen: Pen, { kind, alternatives }: NoParent<Assertion>, after: Place): Place {
  if (kind === 'ahead') return put(pen, [layAlternatives(pen, alternatives, END), after])
  const isOneCharacter = alternatives.every(
    ({ elements }) => elements.length === 1 && elements[0]?.type === 'CharacterClass',
  )
  if (!isOneCharacter) throw new RangeError('the pattern looks far behind')
  return put(pen, [END, after])
}

/** A reference takes what its group took: one of the ways through the group, or nothing. */
function layReference(pen: Pen, groups: string, after: Place): Place {
  if (/\\[1-9k]/.test(groups)) throw new RangeError('the pattern refers to what refers')
  return put(pen, [layAlternatives(pen, parse(groups), after), after])
}
