/**
 * How far a submission is to be distrusted. A score never refuses anything: from a number of points on, a submission is
 * kept apart from the others.
 *
 * No sign depends on the page's language but by its letters, and none that an honest visitor may give is enough by
 * itself. What the owner has marked as spam teaches the signs that are learnt; without it there are none of them.
 */
import type { ControlType } from './format.ts'
import { countGibberish } from './spam-gibberish.ts'
import { hasMixedWords, isForeign } from './spam-letters.ts'
import { findLinkSigns } from './spam-links.ts'
import { hasEqualTexts, isRepetitive } from './spam-repetition.ts'

/** Every sign with its points. */
export const SIGNS = {
  /** The field that only programs see is filled in. */
  trapFilled: 6,
  /** That field was not sent, as by a program; or by a page that is older than the field. */
  trapMissing: 2,
  /** Sent faster than a person can fill in a form, or after a time that no clock measures. */
  time: 4,
  /** No script of the page ran, as with nearly every program and with few people. */
  noScript: 1,
  /** One part of the submission is what the page cannot have sent. */
  tampering: 1,
  /** … two parts or more, instead. */
  tamperings: 3,
  /** The form asks for a proof of work and got none. It needs a script: `noScript` does not count beside it. */
  unproven: 3,
  /** No header says which page the submission comes from. */
  unknownOrigin: 1,
  /** An e-mail address of a throw-away domain. */
  disposable: 2,
  /** One link in what was typed. */
  link: 1,
  /** … two links, instead. */
  links: 2,
  /** … three links or more, instead. */
  manyLinks: 3,
  /** Hardly any words around the links. */
  bareLinks: 2,
  /** A link in a field for a name or a telephone number. */
  misplacedLink: 4,
  /** A link by way of a service that hides where it leads. */
  shortLink: 3,
  /** A link written so that programs do not see it: `hxxp`, `example[.]com`, `example dot com`. */
  hiddenLink: 2,
  /** A link in the markup of HTML or of a forum. */
  linkMarkup: 3,
  /** A link to a chat. */
  chat: 3,
  /** The address of a wallet for a currency of the net. */
  wallet: 4,
  /** A link, and an offer to unsubscribe from what nobody has subscribed to. */
  unsubscribe: 2,
  /** Another field holds the same text as a long one. */
  equalTexts: 3,
  /** The same words again and again. */
  repetition: 2,
  /** Most of a long text is in letters that the page's language does not use. */
  foreign: 4,
  /** Words that mix the letters of two alphabets that look alike. */
  mixedLetters: 3,
  /** A field holds nothing but random letters. */
  gibberish: 4,
  /** … two fields or more, instead. */
  gibberishes: 6,
  /** Its words are those of submissions that the owner has marked as spam. */
  learntSpam: 3,
  /** … nearly beyond doubt, instead. */
  learntSpams: 5,
  /** Its words are those of submissions that the owner has marked as no spam: that makes up for other signs. */
  learntHam: -3,
} as const

export type SignName = keyof typeof SIGNS

/** A reason to distrust a submission, with its weight in points; fewer than none are a reason to trust it. */
export interface Sign {
  readonly sign: SignName
  readonly points: number
}

/** From how many points on a submission is kept apart, where the form does not say otherwise. */
export const QUARANTINE = 5

/** A text that a person typed. */
export interface SpamText {
  readonly type: ControlType
  /** The control's name. */
  readonly name: string
  readonly value: string
  readonly isMultiline: boolean
}

/** All that is known of a submission. */
export interface Evidence {
  readonly texts: readonly SpamText[]
  /** BCP 47 tag of the page. */
  readonly language: string
  /** What the trap sent: '' when left empty, `undefined` when absent altogether. */
  readonly trap: string | undefined
  /** Milliseconds that the page's script measured between showing the form and sending it; `undefined` without one. */
  readonly elapsed: number | undefined
  /** How many parts of the submission the page cannot have sent. */
  readonly tampering: number
  /** Whether the form asks for a proof of work or a Turnstile token, and no valid one came. */
  readonly unproven: boolean
  /** Whether neither Sec-Fetch-Site nor Origin came. */
  readonly isOriginUnknown: boolean
  /** Whether an e-mail address is of a throw-away domain. */
  readonly disposable: boolean
  /** How likely it is spam by what the owner has marked, from 0 to 1; `undefined` where that says nothing yet. */
  readonly learnt: number | undefined
}

// The others hold what they are for: a URL, an address, a password.
const WRITTEN: ReadonlySet<ControlType> = new Set(['text', 'search', 'tel', 'textarea', 'custom'])

// Reading, tabbing and one click take this long, even where the browser fills in every field.
const FASTEST = 2000

// From which likelihood on, and up to which, what was learnt is a sign.
const LEARNT_SPAM = 0.9
const LEARNT_SPAMS = 0.99
const LEARNT_HAM = 0.05

/** The signs of a submission, each at most once. */
export function findSigns(evidence: Evidence): Sign[] {
  const signs = [
    ...findSenderSigns(evidence),
    ...findTextSigns(evidence),
    ...findLearntSigns(evidence),
  ]
  return signs.map((sign) => ({ sign, points: SIGNS[sign] }))
}

/** The points of some signs together, never fewer than none. */
export function toScore(signs: readonly Sign[]): number {
  const sum = signs.reduce((total, { points }) => total + points, 0)
  return Math.max(0, sum)
}

function* findSenderSigns(evidence: Evidence): Generator<SignName> {
  const { trap, elapsed, tampering, unproven } = evidence
  if (trap === undefined) yield 'trapMissing'
  else if (trap !== '') yield 'trapFilled'
  if (unproven) yield 'unproven'
  else if (elapsed === undefined) yield 'noScript'
  if (elapsed !== undefined && isImpossible(elapsed, evidence.texts)) yield 'time'
  if (tampering > 0) yield tampering === 1 ? 'tampering' : 'tamperings'
  if (evidence.isOriginUnknown) yield 'unknownOrigin'
  if (evidence.disposable) yield 'disposable'
}

function isImpossible(elapsed: number, texts: readonly SpamText[]): boolean {
  if (!Number.isFinite(elapsed) || elapsed < 0) return true
  return elapsed < FASTEST && texts.filter(({ value }) => value !== '').length > 1
}

function* findTextSigns({ texts, language }: Evidence): Generator<SignName> {
  const written = texts.filter(({ type }) => WRITTEN.has(type))
  const values = written.map(({ value }) => value)
  yield* findLinkSigns(written)
  if (hasEqualTexts(written)) yield 'equalTexts'
  if (values.some(isRepetitive)) yield 'repetition'
  if (values.some((value) => isForeign(value, language))) yield 'foreign'
  if (values.some(hasMixedWords)) yield 'mixedLetters'
  const gibberish = countGibberish(values)
  if (gibberish > 0) yield gibberish === 1 ? 'gibberish' : 'gibberishes'
}

function* findLearntSigns({ learnt, trap = '' }: Evidence): Generator<SignName> {
  if (learnt === undefined) return
  if (learnt > LEARNT_SPAM) yield learnt > LEARNT_SPAMS ? 'learntSpams' : 'learntSpam'
  // No words make up for what no person fills in.
  if (learnt < LEARNT_HAM && trap === '') yield 'learntHam'
}
