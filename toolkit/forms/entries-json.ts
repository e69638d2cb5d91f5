/** Reads a flat JSON object as the entries that a form would send. */
import { refuse, type Entries } from './entries-result.ts'
import type { Control, Entry } from './format.ts'

/**
 * Parses the text of a body: an object of names, each with text, a number, a boolean or a list of these.
 * @param controls - those of the form, since `true` says the value of a check box
 */
export function parseJsonEntries(text: string, controls: readonly Control[]): Entries {
  const value = parseText(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(400, 'expected a JSON object of field names and values')
  }
  const entries: Entry[] = []
  for (const [name, field] of Object.entries(value)) {
    const values: unknown[] = Array.isArray(field) ? field : [field]
    for (const single of values) {
      const entry = toText(single, name, controls)
      if (entry === undefined) {
        return refuse(400, `expected text, numbers or booleans in "${name.slice(0, 100)}"`)
      }
      if (entry !== false) entries.push([name.toWellFormed(), entry])
    }
  }
  return { kind: 'read', entries }
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The value as a form would send it, `false` where it would send none, `undefined` where JSON holds something else. */
function toText(
  value: unknown,
  name: string,
  controls: readonly Control[],
): string | false | undefined {
  // Text of JSON may hold half a surrogate pair; that of a form cannot.
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'boolean') return undefined
  const box = controls.find((control) => control.type === 'checkbox' && control.name === name)
  if (box === undefined) return String(value)
  return value && (box.value ?? 'on')
}
