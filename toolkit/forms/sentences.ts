/** What a language has to say for a form. */

/** The sentences of one language. `{min}`, `{max}`, `{step}`, `{length}`, `{accept}` … stand for the control's own. */
export interface Sentences {
  /** Primary language subtag, by which numbers in the sentences are written. */
  readonly language: string
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
  readonly missingFile: string
  /** `{accept}` is the list that the owner wrote: `image/*, .pdf`. */
  readonly fileType: string
  /** `{maxbytes}` and `{size}` are sizes with their unit: `2.5 MB`. */
  readonly fileSize: string
  /** At a password, and at a file, that the visitor sent and that the page never shows again. */
  readonly passwordAgain: string
  readonly fileAgain: string
  /** Instead of the summary's heading: what was sent is more than `{limit}`, a size with its unit. */
  readonly tooLarge: string
  /** … it did not arrive whole. */
  readonly broken: string
  /** … it could not be kept just now. */
  readonly unavailable: string
  /** … too much came from the same place within a minute. */
  readonly tooOften: string
  /** Beside the field that only programs see and fill in. */
  readonly trap: string
}
