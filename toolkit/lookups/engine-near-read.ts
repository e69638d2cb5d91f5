/** What questions about places share: the list of blocks, and the rows that filters let through. */
import { createCellTest, createLineCheck } from './filter.ts'
import { readCached, type Source } from './files.ts'
import { blockPath, type LookupIndex } from './format.ts'
import { decodePlaces, parseItems, type PlaceBlock } from './geo-blocks.ts'
import { decodeBoxes, type NearBoxes } from './geo-boxes.ts'
import { MAX_LIMIT, QuestionError, type Filter, type NearOptions } from './question.ts'
import { decodeCells, toCell } from './row.ts'

/** What one question may parse at most, in UTF-16 code units: with filters every row is, and that is most of the work. */
export const MAX_PARSED: number = 1024 * 1024

/** What it takes to parse a line beside its length, as so many more code units. */
const LINE_COST = 64

/** @throws {QuestionError} for a lookup without places */
export async function readBoxes(source: Source): Promise<NearBoxes> {
  const { near } = source.index.parts
  if (near !== undefined) return readCached(source, near, decodeBoxes)
  throw new QuestionError(
    `expected a lookup with places, got "${source.index.name}", which has none`,
  )
}

/** @param block - its number in the list */
export async function readPlaces(
  source: Source,
  boxes: NearBoxes,
  block: number,
): Promise<PlaceBlock> {
  const path = blockPath(source.index.folder, 'near', ['', boxes.hash(block)])
  return readCached(source, path, decodePlaces)
}

/** How many rows are asked for: a whole number up to {@link MAX_LIMIT}. */
export function readLimit({ limit }: NearOptions): number {
  return Math.max(0, Math.min(Math.trunc(limit) || 0, MAX_LIMIT))
}

export interface LineFilter {
  /** Whether it lets all rows through. */
  readonly isEmpty: boolean
  /** How much was parsed, in UTF-16 code units, with {@link LINE_COST}. */
  readonly parsed: number
  /** Whether a text of lines can have one whose row meets all filters. */
  canHave(text: string): boolean
  /** The items of a line whose row meets all filters. */
  read(line: string): readonly unknown[] | undefined
}

/** Reads lines of rows, and lets those through that meet all filters, which were checked. */
export function createLineFilter(index: LookupIndex, filters: readonly Filter[] = []): LineFilter {
  const tests = filters.map((filter) => createItemsTest(index, filter))
  const canHave = createLineCheck(index, filters)
  let parsed = 0
  return {
    isEmpty: filters.length === 0,
    get parsed() {
      return parsed
    },
    canHave,
    read(line) {
      if (!canHave(line)) return undefined
      parsed += line.length + LINE_COST
      const items = parseItems(line)
      return tests.every((test) => test(items)) ? items : undefined
    },
  }
}

/** Whether the row of some items meets a filter; a row is not put together for it. */
function createItemsTest(
  index: LookupIndex,
  filter: Filter,
): (items: readonly unknown[]) => boolean {
  const at = index.columns.findIndex(({ name }) => name === filter.column)
  const test = createCellTest(index.columns[at]?.type ?? 'mixed', filter)
  if (index.key.includes(filter.column))
    return (items) => test(decodeCells(index, items)[at] ?? null)
  const before = index.columns.slice(0, at).filter(({ name }) => !index.key.includes(name))
  return (items) => test(toCell(items[before.length + 1]))
}
