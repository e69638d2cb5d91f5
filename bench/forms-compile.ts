/** How long the build takes to make a contract of a page's form, beside parsing that page alone. */
import { parse } from 'parse5'

import { buildForms, SIGNUP_PAGE, toContactPage } from './forms-pages.ts'
import { timeRuns, toCount } from './forms-repeat.ts'
import { interleave, median } from './statistics.ts'
import { formatMs, type Row } from './forms-table.ts'

const ROUNDS = 9

const CONTACT = toContactPage('contact')
const PAGES: readonly (readonly [what: string, html: string])[] = [
  ['contact, without its pattern', withoutPatterns(CONTACT)],
  ['contact', CONTACT],
  ['signup, without its patterns', withoutPatterns(SIGNUP_PAGE)],
  ['signup, with one for no automaton', SIGNUP_PAGE],
]

export async function measureCompilation(): Promise<Row[]> {
  const works = PAGES.flatMap(([, html]) => [() => buildForms(html), () => parse(html)])
  const measures = await Promise.all(
    works.map(async (work) => {
      const count = toCount(await timeRuns(20, work))
      return () => timeRuns(count, work)
    }),
  )
  const times = (await interleave(ROUNDS, measures)).map(median)
  return PAGES.map(([what], at) => {
    const [here = Number.NaN, parsing = Number.NaN] = times.slice(2 * at)
    return {
      what: `compile, ${what}`,
      here: formatMs(here),
      beside: `parse5 alone: ${formatMs(parsing)}`,
      ratio: here / parsing,
    }
  })
}

function withoutPatterns(html: string): string {
  return html.replaceAll(/\spattern="[^"]*"/g, '')
}
