/** Whether a submission is from a person, or speaks of one, by the person's e-mail address. */
import { findAddresses, hasAddress, isAddress, normalizeAddress } from './addresses.ts'
import { parseFields, parsePairs } from './entries.ts'

/** What strangers wrote into a submission. */
export interface PersonalTexts {
  /** JSON, as the columns of `leanto_submissions` have it. */
  readonly entries: string
  readonly extra: string
  /** JSON list of the names of its files. */
  readonly files: string
}

/** Whether a value of a field is the address. */
export function isFrom(texts: PersonalTexts, address: string): boolean {
  return listValues(texts).some((value) => isAddress(value, address))
}

/** Whether the address stands anywhere in it. */
export function isAbout(texts: PersonalTexts, address: string): boolean {
  return listTexts(texts).some((text) => hasAddress(text, address))
}

export interface Addresses {
  /** Those that are a value of a field. */
  readonly own: readonly string[]
  /** All that stand anywhere in it. */
  readonly all: readonly string[]
}

/** The addresses in a submission, normalized. */
export function listAddresses(texts: PersonalTexts): Addresses {
  const all = new Set(listTexts(texts).flatMap(findAddresses))
  const own = listValues(texts)
    .filter((value) => value.includes('@') && isAddress(value, value))
    .map(normalizeAddress)
  return { own: [...new Set(own)], all: [...all.union(new Set(own))] }
}

function listValues({ entries, extra }: PersonalTexts): string[] {
  return [
    ...parseFields(entries).flatMap(([, values]) => values),
    ...parsePairs(extra).map(([, value]) => value),
  ]
}

function listTexts({ entries, extra, files }: PersonalTexts): string[] {
  return [...[entries, extra].flatMap(listStrings), ...listStrings(files).flatMap(toNames)]
}

/** In a name, an address has an end of the file's behind it, and other words are joined to it. */
function toNames(name: string): string[] {
  const stem = name.replace(/\.[^.]*$/, '')
  return [name, stem, stem.replaceAll('_', ' ')]
}

/** All strings within JSON; where it is damaged, what there is of it. */
function listStrings(json: string): string[] {
  try {
    return collect(JSON.parse(json))
  } catch {
    return [json]
  }
}

function collect(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => [name, ...collect(item)])
}
