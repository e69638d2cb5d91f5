/** Reads what a row of the database holds as JSON. What is damaged is left out, so that the rest can be read. */
import type { ConsentRecord, SubmissionView } from './views.ts'

/** Reads `[[name, [value, …]], …]`. */
export function parseFields(json: string): SubmissionView['fields'] {
  return parseList(json).flatMap((item) => {
    const [name, values]: readonly unknown[] = Array.isArray(item) ? item : []
    if (typeof name !== 'string' || !Array.isArray(values)) return []
    return [[name, values.filter((value) => typeof value === 'string')] as const]
  })
}

/** Reads `[[name, value], …]`. */
export function parsePairs(json: string): SubmissionView['extra'] {
  return parseList(json).flatMap((item) => {
    const [name, value]: readonly unknown[] = Array.isArray(item) ? item : []
    return typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : []
  })
}

/** Reads `[{"name": …, "text": …}, …]`. */
export function parseConsent(json: string): readonly ConsentRecord[] {
  return parseList(json).flatMap((item) => {
    if (typeof item !== 'object' || item === null) return []
    const name: unknown = Reflect.get(item, 'name')
    const text: unknown = Reflect.get(item, 'text')
    return typeof name === 'string' && typeof text === 'string' ? [{ name, text }] : []
  })
}

/** Reads `[text, …]`. */
export function parseTexts(json: string): readonly string[] {
  return parseList(json).filter((item) => typeof item === 'string')
}

function parseList(json: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
