/** Names of columns and files as words: what they say, and how people would write them. */
import { fold } from '../core/fold.ts'

/** Words that people write in capitals. */
const CAPITALS = new Set(
  'api asn cidr gdp gps hex html iata icao id ip iso isbn issn lei mac oui pdf sku un url utc uuid'.split(
    ' ',
  ),
)
const MAX_NAME_LENGTH = 40

/** The folded words of a name: `countryCode`, `country_code` and `Country code` are `country` and `code`. */
export function wordsOf(name: string): string[] {
  return splitWords(name)
    .map((word) => fold(word))
    .filter((word) => word !== '')
}

/** `iataCode` is `IATA code`, `country_name` is `Country name`; what has blanks stays as it is but for its first letter. */
export function toTitle(name: string): string {
  const text = name.trim()
  if (/\s/.test(text)) return capitalise(text.replace(/[_\s]+/g, ' '))
  const words = splitWords(text).map((word) => {
    const lower = word.toLocaleLowerCase('en')
    if (CAPITALS.has(lower)) return word.toLocaleUpperCase('en')
    return /^\p{Lu}[\p{Ll}\d]+$/u.test(word) ? lower : word
  })
  return capitalise(words.length === 0 ? text : words.join(' '))
}

/** Lower-case letters, digits and hyphens, a letter first, as lookups and packages are called. */
export function toSlug(text: string, otherwise: string): string {
  const slug = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_NAME_LENGTH)
    .replace(/^-+|-+$/g, '')
  if (slug === '') return otherwise
  return /^[a-z]/.test(slug) ? slug : `${otherwise}-${slug}`.slice(0, MAX_NAME_LENGTH)
}

/** The name of a file without its folder and its endings: `cities` of `data/cities.csv.gz`. */
export function stemOf(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? ''
  return name.replace(/\.gz$/i, '').replace(/\.rows\.\w+$|\.[a-z]+$/i, '')
}

function capitalise(text: string): string {
  const [first = ''] = text
  return first.toLocaleUpperCase('en') + text.slice(first.length)
}

function splitWords(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
}
