/** The errors that a caller branches on. */

/** Where in the owner's files a mistake is. */
export interface Place {
  /** A path or URL path that the owner recognises: `contact/index.html`, `functions/lookups/cities.ts`. */
  readonly file: string
  /** One-based. */
  readonly line?: number
}

/** The owner's input cannot be built: says what was expected, what came, and where. */
export class BuildError extends Error {
  override readonly name = 'BuildError'
  readonly place: Place | undefined

  constructor(message: string, place?: Place, options?: ErrorOptions) {
    super(place === undefined ? message : `${formatPlace(place)}: ${message}`, options)
    this.place = place
  }
}

/** Bytes or text are not of the format or version that the reader knows. */
export class FormatError extends Error {
  override readonly name = 'FormatError'
}

/** Something that the site stands on did not answer: a database, a file. Trying again later may help. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError'
}

/** `file:line`, the form that editors and terminals make clickable. */
export function formatPlace({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`
}
