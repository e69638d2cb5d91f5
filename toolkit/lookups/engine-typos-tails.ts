/** Looks in `typos` for texts that are alike on one side of a mistake. */
import { editDistance } from '../search/distance.ts'
import { addMeant, sharedLength, type FoundMeant } from './engine-typos-meant.ts'
import { locatePrefix, readBlock, type Source } from './files.ts'
import { correctStart, correctText } from './find-correct.ts'
import {
  decodeTypoLine,
  END,
  MIN_GROUP,
  START,
  START_LENGTH,
  TAIL_LENGTH,
  type TypoEntry,
} from './find-typo-line.ts'
import { findEqual, findPrefix } from './format.ts'

/** So many blocks are read at a time. */
const MAX_BLOCKS = 2

/**
 * Texts that go on from `cut` as `asked` does.
 * @param isEnd - whether only those are meant that end as it does
 */
export async function meetTail(
  source: Source,
  asked: string,
  cut: number,
  found: FoundMeant,
  isEnd = false,
): Promise<void> {
  const head = asked.slice(0, cut)
  const tail = asked.slice(cut)
  const whole = tail + END
  const start = isEnd ? whole : tail.slice(0, TAIL_LENGTH)
  for (const { head: other, tail: otherTail, likelihood } of await readEntries(source, start)) {
    // A text that is shorter does not go on alike.
    if (otherTail.endsWith(END) && !otherTail.startsWith(tail)) continue
    if (editDistance(head, other, 1) !== 1) continue
    addMeant(found, asked, { text: other + tail, isWhole: otherTail === whole, likelihood })
  }
}

/** Texts that begin as the text does: as little of it as leads to one block of those that stand uncut. */
export async function meetShort(source: Source, asked: string, found: FoundMeant): Promise<void> {
  const shared = await sharedLength(source, 'typos', (START + asked).slice(0, START_LENGTH))
  const start = (START + asked).slice(0, Math.max(shared, MIN_GROUP))
  for (const { tail, likelihood } of await readEntries(source, start)) {
    const isEnd = tail.endsWith(END)
    const text = tail.slice(START.length, isEnd ? -END.length : undefined)
    const correction = correctText(asked, text)
    if (correction !== undefined) {
      addMeant(found, asked, { ...correction, isWhole: isEnd && correction.isWhole, likelihood })
    } else if (!isEnd) {
      for (const meant of correctStart(asked, text)) {
        addMeant(found, asked, { text: meant, isWhole: false, likelihood })
      }
    }
  }
}

/** The entries whose tail begins with `start`. */
async function readEntries(source: Source, start: string): Promise<TypoEntry[]> {
  const blocks = await locatePrefix(source, 'typos', start, MAX_BLOCKS)
  const texts = await Promise.all(blocks.map((block) => readBlock(source, 'typos', block)))
  // A line has all tails that begin with its text: which begins with `start`, or `start` with it.
  const count = Math.max(0, start.length - MIN_GROUP)
  const groups = Array.from({ length: count }, (_, at) => start.slice(0, at + MIN_GROUP))
  const lines = texts.flatMap((text) => [
    ...groups.flatMap((group) => findEqual(text, group)),
    ...findPrefix(text, start),
  ])
  return lines.flatMap(decodeTypoLine).filter(({ tail }) => tail.startsWith(start))
}
