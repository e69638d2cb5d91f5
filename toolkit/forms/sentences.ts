/** What a language has to say for a form. */

/** The sentences of one language. `{min}`, `{max}`, `{step}`, `{length}` stand for the control's own. */
export interface Sentences {
  /** Before the page's title. */
  readonly titlePrefix: string
  readonly summary: string
  readonly thanks: string
  readonly missing: string
  readonly missingChoice: string
  readonly missingTick: string
  readonly email: string
  readonly url: string
  readonly pattern: string
  /** Before the owner's own words for the pattern. */
  readonly patternPrefix: string
  readonly tooLong: string
  readonly tooShort: string
  readonly underflow: string
  readonly overflow: string
  readonly earlier: string
  readonly later: string
  readonly outside: string
  readonly wholeNumber: string
  readonly step: string
  readonly timeStep: string
  readonly number: string
  readonly example: string
  readonly notOffered: string
  readonly badText: string
}
