/** Says how well a search finds what the site has, in lines for the terminal. */
import { fold } from '../core/fold.ts'
import type { QuestionKind } from './build-check-questions.ts'
import { shareWithin, type CheckedAnswer, type SearchCheck } from './build-check.ts'

/** How many of the worst answers, and of the shared titles, are listed. */
const MAX_LISTED = 10
const KINDS: readonly (readonly [kind: QuestionKind, hasTypo: boolean, label: string])[] = [
  ['title', false, 'titles'],
  ['title', true, 'titles, one mistake'],
  ['heading', false, 'headings'],
  ['heading', true, 'headings, one mistake'],
]

export function formatCheck({ index, answers, sharedTitles, sharedHeadings }: SearchCheck): string {
  const shared = `${count(sharedHeadings, 'heading')} ${sharedHeadings === 1 ? 'is' : 'are'}`
  const lines = [
    `search ${index.name}: ${count(index.pages, 'page')}, ${count(index.sections, 'section')}; ${shared} on several pages and not asked for`,
    '',
    ...formatTable(answers),
    ...formatWorst(answers),
    ...formatShared(sharedTitles),
  ]
  return `${lines.join('\n')}\n`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function formatTable(answers: readonly CheckedAnswer[]): string[] {
  const rows = KINDS.map(([kind, hasTypo, label]) => {
    const asked = answers.filter((answer) => answer.kind === kind && answer.hasTypo === hasTypo)
    const shares = [1, 3, 10].map((first) => `${(shareWithin(asked, first) * 100).toFixed(1)} %`)
    return [label, String(asked.length), ...(asked.length === 0 ? ['', '', ''] : shares)]
  })
  return [['asked for', 'count', 'first', 'in three', 'in ten'], ...rows].map(
    ([label = '', ...cells]) => label.padEnd(22) + cells.map((cell) => cell.padStart(10)).join(''),
  )
}

function formatWorst(answers: readonly CheckedAnswer[]): string[] {
  const worst = answers
    .filter(({ place }) => place < 0 || place > 2)
    // A mistake that is not seen through is the lesser fault, and a title the greater.
    .toSorted((a, b) => weight(b) - weight(a) || rank(b) - rank(a))
  if (worst.length === 0) return []
  const more = worst.length > MAX_LISTED ? `, the worst ${MAX_LISTED} of ${worst.length}` : ''
  return ['', `not among the first three${more}:`, ...worst.slice(0, MAX_LISTED).map(formatAnswer)]
}

function weight({ kind, hasTypo }: CheckedAnswer): number {
  return (kind === 'title' ? 1 : 0) + (hasTypo ? 0 : 2)
}

function rank({ place }: CheckedAnswer): number {
  return place < 0 ? Infinity : place
}

function formatAnswer(answer: CheckedAnswer): string {
  const { query, kind, pages, place, first } = answer
  const found = place < 0 ? 'not in ten' : `place ${place + 1}`
  const instead = first === undefined ? 'nothing came' : `first came ${first.url} "${first.title}"`
  const reason = findReason(answer)
  return `  "${query}", ${kind} of ${pages.join(', ')}: ${found}; ${instead}${reason && ` (${reason})`}`
}

/** Why another page may have come first, as far as the answer tells. */
function findReason({ query, name, hasTypo, first, corrected }: CheckedAnswer): string {
  if (first === undefined) return 'no page has these words'
  if (corrected !== undefined && !isSame(corrected, name)) return `taken for "${corrected}"`
  if (hasTypo && corrected === undefined) return 'the mistake was not seen'
  if (isSame(first.title, name)) return 'that is its title'
  const words = fold(first.title).split(/[^\p{L}\p{N}]+/u)
  const asked = fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  return asked.every((word) => words.includes(word)) ? 'its title has all these words' : ''
}

function isSame(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) =>
    fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )
  return first === second
}

function formatShared(sharedTitles: SearchCheck['sharedTitles']): string[] {
  if (sharedTitles.size === 0) return []
  const listed = [...sharedTitles].slice(0, MAX_LISTED)
  const more = sharedTitles.size > MAX_LISTED ? `, ${MAX_LISTED} of ${sharedTitles.size}` : ''
  return [
    '',
    `titles of more than one page, which visitors cannot tell apart${more}:`,
    ...listed.map(([title, pages]) => `  "${title}": ${formatPages(pages)}`),
  ]
}

function formatPages(pages: readonly string[]): string {
  const shown = pages.slice(0, 3).join(', ')
  return pages.length > 3 ? `${shown} and ${pages.length - 3} more` : shown
}
