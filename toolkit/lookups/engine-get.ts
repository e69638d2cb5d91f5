/** The rows of keys: one block is read for each key, and once for all keys that are in it. */
import { locateText, readBlock, type Source } from './files.ts'
import { findEqual, type Block, type LookupRow } from './format.ts'
import { MAX_KEY_LENGTH, MAX_LIMIT, MAX_READS, type Batch } from './question.ts'
import { decodeRow } from './row.ts'

/** Rows in one batch at most, but for the rows of its first key: what the CPU time of a request can decode. */
const MAX_BATCH_ROWS = 1000

/** So many files are read at the same time; a Worker waits with more than six. */
const CONCURRENCY = 6

/** The rows of a canonical key; of very many the first {@link MAX_LIMIT}, as their lines are sorted. */
export async function getRows(source: Source, key: string): Promise<readonly LookupRow[]> {
  const rows: LookupRow[] = []
  for (const block of await locateKey(source, key)) {
    rows.push(...decodeRows(source, await readBlock(source, 'rows', block), key))
    if (rows.length >= MAX_LIMIT) break
  }
  return rows.slice(0, MAX_LIMIT)
}

/** The rows of several keys, in at most {@link MAX_READS} reads. */
export async function getBatch(source: Source, keys: readonly string[]): Promise<Batch> {
  const plan = await planReads(source, keys)
  const texts = await readBlocks(source, plan)
  const rows: LookupRow[][] = []
  let count = 0
  for (const [at, blocks] of plan.entries()) {
    const key = keys[at] ?? ''
    const found: LookupRow[] = []
    for (const [, hash] of blocks) {
      if (found.length < MAX_LIMIT) found.push(...decodeRows(source, texts.get(hash) ?? '', key))
    }
    count += Math.min(found.length, MAX_LIMIT)
    if (at > 0 && count > MAX_BATCH_ROWS) return { rows, next: at }
    rows.push(found.slice(0, MAX_LIMIT))
  }
  return plan.length < keys.length ? { rows, next: plan.length } : { rows }
}

/** The blocks of the first keys, as many keys as the reads suffice for. */
async function planReads(
  source: Source,
  keys: readonly string[],
): Promise<readonly (readonly Block[])[]> {
  let reads = 0
  const read: Source['read'] = (path) => {
    reads++
    return source.read(path)
  }
  const plan: (readonly Block[])[] = []
  const wanted = new Set<string>()
  const { level } = source.index.parts.rows
  for (const key of keys) {
    // The first key is answered in any case: `getRows` reads no fewer blocks.
    if (plan.length > 0 && reads + wanted.size + level > MAX_READS) break
    const blocks = await locateKey({ ...source, read }, key)
    const more = blocks.filter(([, hash]) => !wanted.has(hash))
    if (plan.length > 0 && reads + wanted.size + more.length > MAX_READS) break
    for (const [, hash] of more) wanted.add(hash)
    plan.push(blocks)
  }
  return plan
}

/** The texts of blocks by their hashes, each read once. */
async function readBlocks(
  source: Source,
  plan: readonly (readonly Block[])[],
): Promise<ReadonlyMap<string, string>> {
  const blocks = [...new Map(plan.flat().map((block) => [block[1], block])).values()]
  const texts = new Map<string, string>()
  for (let at = 0; at < blocks.length; at += CONCURRENCY) {
    const read = blocks.slice(at, at + CONCURRENCY).map(async (block) => {
      texts.set(block[1], await readBlock(source, 'rows', block))
    })
    await Promise.all(read)
  }
  return texts
}

async function locateKey(source: Source, key: string): Promise<readonly Block[]> {
  if (key === '' || key.length > MAX_KEY_LENGTH) return []
  // Each level of a list may be read in two places.
  const max = MAX_READS - source.index.parts.rows.level * 2
  const blocks = await locateText(source, 'rows', key, max)
  // Only rows of one key that fill more than a block go on in the next.
  return source.index.duplicates ? blocks : blocks.slice(-1)
}

function decodeRows({ index }: Source, block: string, key: string): LookupRow[] {
  return findEqual(block, key, MAX_LIMIT).map((items) => decodeRow(index, items))
}
