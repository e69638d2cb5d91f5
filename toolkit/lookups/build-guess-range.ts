/** Guesses which columns say what range a row stands for. */
import type { InspectedColumn } from './build-source-inspect.ts'
import { wordsOf } from './build-guess-words.ts'
import { readBlockOfAddresses } from './build-range-ip.ts'
import type { RangeOptions } from './define.ts'
import { parseAddress } from './range-ip.ts'

const STARTS = 'start from first begin beginning lower low von beginn since'.split(' ')
const ENDS = 'end to last finish upper high bis ende until'.split(' ')
const HEX = /^[0-9a-f]{2}(?:[:.-]?[0-9a-f]{2}){2,5}(?:\/\d{1,2})?$/i

/** What may be the ranges of rows, the best first. Every row must be tried: one without a range stops the build. */
export function rangeCandidates(columns: readonly InspectedColumn[]): RangeOptions[] {
  return [...blockCandidates(columns), ...pairCandidates(columns), ...prefixCandidates(columns)]
}

/** Columns of blocks of addresses; an address alone is none. */
function blockCandidates(columns: readonly InspectedColumn[]): RangeOptions[] {
  return columns.filter(isBlocks).map(({ name }) => ({ kind: 'ip', cidr: name }))
}

function isBlocks({ min, max }: InspectedColumn): boolean {
  const isBlock = (value: string | number | undefined): boolean =>
    typeof value === 'string' && typeof readBlockOfAddresses(value) !== 'string'
  return isBlock(min) && isBlock(max) && `${min}${max}`.includes('/')
}

function pairCandidates(columns: readonly InspectedColumn[]): RangeOptions[] {
  return columns.flatMap((from, at) => {
    const to = findEnd(columns, from, at)
    const kind = to === undefined ? undefined : kindOf(from, to)
    return to === undefined || kind === undefined ? [] : [{ kind, from: from.name, to: to.name }]
  })
}

/** The column with the other end: called alike but for the end, or two neighbours that hold addresses. */
function findEnd(
  columns: readonly InspectedColumn[],
  from: InspectedColumn,
  at: number,
): InspectedColumn | undefined {
  const words = wordsOf(from.name)
  const start = words.find((word) => STARTS.includes(word))
  if (start === undefined) {
    const next = columns[at + 1]
    return at === 0 && next !== undefined && isAddresses(from) && isAddresses(next)
      ? next
      : undefined
  }
  const rest = words.filter((word) => word !== start).join(' ')
  return columns.find((column) => {
    const others = wordsOf(column.name)
    const end = others.find((word) => ENDS.includes(word))
    return end !== undefined && others.filter((word) => word !== end).join(' ') === rest
  })
}

function isAddresses({ min, max }: InspectedColumn): boolean {
  const isAddress = (value: string | number | undefined): boolean =>
    typeof value === 'string' && parseAddress(value) !== undefined
  return isAddress(min) && isAddress(max)
}

function kindOf(
  from: InspectedColumn,
  to: InspectedColumn,
): 'ip' | 'number' | 'date' | 'text' | undefined {
  const words = wordsOf(from.name)
  const isOf = (...types: readonly string[]): boolean =>
    [from, to].every(({ type }) => types.includes(type))
  if (isAddresses(from) && isAddresses(to)) return 'ip'
  if (isOf('integer', 'string') && words.some((word) => /^(?:ip|ipv4|ipv6|address)$/.test(word))) {
    return 'ip'
  }
  if (isOf('integer', 'number')) return 'number'
  if (isOf('date', 'datetime')) return 'date'
  const isPostal = words.some((word) => /^(?:zip|plz|postal|postcode|post)$/.test(word))
  return isPostal && from.maxLength === to.maxLength && isOf('string') ? 'text' : undefined
}

/** What begins with a text: prefixes of network cards, of telephone numbers. */
function prefixCandidates(columns: readonly InspectedColumn[]): RangeOptions[] {
  return columns.flatMap((column): RangeOptions[] => {
    const { name, min, max, type, filled } = column
    const words = wordsOf(name)
    const isHex = [min, max].every((value) => value !== undefined && HEX.test(String(value)))
    const isCard = words.some((word) => /^(?:mac|oui|assignment)$/.test(word))
    if (filled === 0 || isBlocks(column)) return []
    if (isHex && (isCard || (words.includes('prefix') && /[:-]/.test(String(min))))) {
      return [{ kind: 'hex', prefix: name }]
    }
    const isText = type === 'string' || type === 'integer'
    return words.includes('prefix') && isText && !isHex ? [{ kind: 'text', prefix: name }] : []
  })
}
