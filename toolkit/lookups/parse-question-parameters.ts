/** Reads single parameters of a question, and says which one is wrong, what was expected and what came. */
import { QuestionError } from './question.ts'

/** Items that a parameter with several values may have at most. */
export const MAX_ITEMS = 100

/** The longest value of a parameter that is one text. UTF-16 code units. */
export const MAX_TEXT_LENGTH = 200

/** A mistake in one parameter. */
export class ParameterError extends QuestionError {
  readonly parameter: string

  constructor(parameter: string, message: string) {
    super(message)
    this.parameter = parameter
  }
}

/** A text as messages show it: quoted, and cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text)
}

const MAX_SHOWN = 100

/** Names as messages list them: the first of very many. */
export function listNames(names: readonly string[]): string {
  const rest = names.length - MAX_NAMES
  return rest > 0 ? `${names.slice(0, MAX_NAMES).join(', ')}, and ${rest} more` : names.join(', ')
}

const MAX_NAMES = 40

/** The values of a parameter. A form sends every field; one that is empty was not filled in. */
export function readAll(parameters: URLSearchParams, name: string): string[] {
  return parameters.getAll(name).filter((value) => value.trim() !== '')
}

/** The value of a parameter that is given once, or `undefined` for none. */
export function readOne(parameters: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = readAll(parameters, name)
  if (more.length > 0) {
    throw new ParameterError(name, `${name} is given ${more.length + 1} times, expected once.`)
  }
  return value
}

/**
 * The items of a parameter: parted by commas where it is given once; whole where it is given more than once, even if
 * the others are empty, so that an item may have a comma.
 */
export function readList(
  parameters: URLSearchParams,
  name: string,
  max: number = MAX_ITEMS,
): string[] {
  const items = splitItems(parameters.getAll(name))
  if (items.length > max) {
    throw new ParameterError(name, `${name} has ${items.length} items, expected at most ${max}.`)
  }
  return items
}

/** As {@link readList}, of the values themselves. */
export function splitItems(values: readonly string[]): string[] {
  const items = values.length === 1 ? (values[0] ?? '').split(',') : values
  return items.filter((item) => item !== '')
}

/** A whole number of a range. */
export function readWhole(
  parameters: URLSearchParams,
  name: string,
  {
    min,
    max,
    otherwise,
  }: { readonly min: number; readonly max: number; readonly otherwise: number },
): number {
  const text = readOne(parameters, name)
  if (text === undefined) return otherwise
  const value = /^\d{1,6}$/.test(text) ? Number(text) : -1
  if (value >= min && value <= max) return value
  const expected = `expected a whole number from ${min} to ${max}`
  throw new ParameterError(name, `${name} is ${quote(text)}, ${expected}.`)
}

/** A switch: `1` or `true` is on; `0`, `false` and nothing are off. */
export function readSwitch(parameters: URLSearchParams, name: string): boolean {
  const text = readOne(parameters, name)
  if (text === undefined || text === '0' || text === 'false') return false
  if (text === '1' || text === 'true') return true
  throw new ParameterError(name, `${name} is ${quote(text)}, expected 1.`)
}

/** A text of a length that people ask for. */
export function readText(parameters: URLSearchParams, name: string): string | undefined {
  const text = readOne(parameters, name)
  if (text === undefined || text.length <= MAX_TEXT_LENGTH) return text
  const expected = `expected at most ${MAX_TEXT_LENGTH}`
  throw new ParameterError(name, `${name} has ${text.length} characters, ${expected}.`)
}

/** A finite number in decimal notation, or `undefined` for what is none. */
export function toNumber(text: string): number | undefined {
  const trimmed = text.trim()
  const isDecimal = /^[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})(e[+-]?\d{1,4})?$/i.test(trimmed)
  const value = isDecimal ? Number(trimmed) : Number.NaN
  // Minus zero is no other number than zero, and must not look like one.
  return Number.isFinite(value) ? value + 0 : undefined
}
