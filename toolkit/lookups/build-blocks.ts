/** Writes sorted lines as the blocks of a part, and lists them. */
import type { PartContext } from './build-part.ts'
import type { SortedLine } from './build-sorter.ts'
import { createBlockCutter, type CutBlock } from './build-blocks-cut.ts'
import { fitSizes, type CutSizes } from './cut.ts'
import type { Block, BlockList } from './format.ts'

export interface BlocksOptions {
  /** How many UTF-8 bytes all lines have, as the sorter tells: the more, the larger the blocks. */
  readonly length?: number
  /** Whether the first text of a block is listed whole, for who looks for the last text that is not after another. */
  readonly exact?: boolean
  /** Told each block of the part in order, also where the list becomes a tree. */
  readonly onBlock?: (block: Block) => void
}

/** Writes blocks in their order; some are on their way at the same time. */
export interface BlockWriter<B extends CutBlock> {
  /** Takes the next block; waits where too many are on their way. */
  write(cut: B): Promise<void>
  /** Waits for all, and gives them in order. */
  finish(): Promise<Block[]>
}

type BlocksContext = Pick<PartContext, 'lookup' | 'output' | 'sizes'>

/** A longer list, in UTF-16 code units of its JSON, becomes blocks of its own: what stays is in the Worker. */
const MAX_INLINE = 3 * 1024

/** So many blocks are on their way at a time. */
const CONCURRENCY = 24

/** The smallest blocks of lists. Smaller ones would list so little that a tree had no top. */
const LIST_SIZES: CutSizes = { min: 512, spread: 1024, max: 4096 }

/** Writes sorted lines, each a JSON array that begins with its text. */
export async function writeBlocks(
  context: BlocksContext,
  part: string,
  lines: Iterable<SortedLine>,
  options: BlocksOptions = {},
): Promise<BlockList> {
  const { length = 0, exact = false, onBlock } = options
  const writer = createBlockWriter(context, part, (block) => onBlock?.(block))
  const cutter = createBlockCutter(fitSizes(length, context.sizes), exact)
  for (const { text, line } of lines) {
    const cut = cutter.add(text, line)
    if (cut !== undefined) await writer.write(cut)
  }
  const last = cutter.finish()
  if (last !== undefined) await writer.write(last)
  return listBlocks(context, part, await writer.finish())
}

/** @param onBlock - told each block that was written, in order, with what was given for it; the next ones wait for it */
export function createBlockWriter<B extends CutBlock>(
  context: BlocksContext,
  part: string,
  onBlock: (block: Block, cut: B) => void | Promise<void>,
): BlockWriter<B> {
  const blocks: Block[] = []
  const pending: (() => Promise<void>)[] = []
  const settle = async (): Promise<void> => pending.shift()?.()
  return {
    async write(cut) {
      const hashed = writeBlock(context, part, cut.content)
      // It is waited for later; if it fails until then, that is no failure nobody sees.
      hashed.catch(() => undefined)
      pending.push(async () => {
        const block: Block = [cut.first, await hashed]
        blocks.push(block)
        await onBlock(block, cut)
      })
      if (pending.length > CONCURRENCY) await settle()
    },
    async finish() {
      while (pending.length > 0) await settle()
      return blocks
    },
  }
}

/** Lists blocks. Of a long list it makes blocks of lines `[first, hash]`, and lists those, until a list is short. */
export async function listBlocks(
  context: BlocksContext,
  part: string,
  blocks: readonly Block[],
  level = 0,
): Promise<BlockList> {
  if (JSON.stringify(blocks).length <= MAX_INLINE) return { level, blocks }
  const writer = createBlockWriter(context, `${part}-list`, () => undefined)
  // A block is found under the last text that is not after what is asked: lists must know the texts of their blocks whole.
  const cutter = createBlockCutter(toListSizes(context.sizes), true)
  for (const block of blocks) {
    const cut = cutter.add(block[0], JSON.stringify(block))
    if (cut !== undefined) await writer.write(cut)
  }
  const last = cutter.finish()
  if (last !== undefined) await writer.write(last)
  const listed = await writer.finish()
  return listed.length < blocks.length
    ? listBlocks(context, part, listed, level + 1)
    : { level: level + 1, blocks: listed }
}

function toListSizes({ min, spread, max }: CutSizes): CutSizes {
  return {
    min: Math.max(min, LIST_SIZES.min),
    spread: Math.max(spread, LIST_SIZES.spread),
    max: Math.max(max, LIST_SIZES.max),
  }
}

/** Writes a block and gives the hash in its name. */
async function writeBlock(
  { lookup, output }: BlocksContext,
  part: string,
  content: Uint8Array,
): Promise<string> {
  const path = await output.writeHashed(`lookups/${lookup.name}/${part}`, 'txt', content)
  const [hash = ''] = path.split('.').slice(-2)
  return hash
}
