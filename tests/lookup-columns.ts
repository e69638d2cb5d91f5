/** Compiles rows and their columns as the build does, for tests of lists. */
import { createBlockCutter } from '../toolkit/lookups/build-blocks-cut.ts'
import { listBlocks } from '../toolkit/lookups/build-blocks.ts'
import { createColumnsPart } from '../toolkit/lookups/build-columns-part.ts'
import type { CutSizes } from '../toolkit/lookups/cut.ts'
import type { Block, LookupParts } from '../toolkit/lookups/format.ts'
import type { PartScene } from './lookup-parts.ts'

/** Writes the parts `rows` and `columns`. @param sizes - of chunks, in rows */
export async function compileColumns(
  { context, rows }: Pick<PartScene, 'context' | 'rows'>,
  sizes?: CutSizes,
): Promise<Pick<LookupParts, 'rows' | 'columns'>> {
  const part = createColumnsPart(context, sizes)
  const cutter = createBlockCutter(context.sizes)
  const blocks: Block[] = []
  let start = 0
  const write = async (cut: ReturnType<typeof cutter.finish>, end: number): Promise<void> => {
    if (cut === undefined) return
    const path = await context.output.writeHashed(
      `lookups/${context.lookup.name}/rows`,
      'txt',
      cut.content,
    )
    const block: Block = [cut.first, path.split('.').at(-2) ?? '']
    blocks.push(block)
    await part.add(rows.slice(start, end), block)
    start = end
  }
  for (const [at, { key, line }] of rows.entries()) await write(cutter.add(key, line), at)
  await write(cutter.finish(), rows.length)
  return { rows: await listBlocks(context, 'rows', blocks), columns: await part.finish() }
}
