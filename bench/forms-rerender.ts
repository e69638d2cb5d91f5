/** How long it takes to show a form again: while the page streams, and by two libraries that hold it as a tree. */
import type { Fixture } from '../tests/worker/fixture.ts'
import { attribute, elements, parsePage, textContent } from '../toolkit/page/build-page.ts'
import { runInside, SIZES } from './forms-inside.ts'
import { CONTACT_POSTS } from './forms-pages.ts'
import { toCount } from './forms-repeat.ts'
import { interleave, median } from './statistics.ts'
import { formatMs, type Row } from './forms-table.ts'

const ROUNDS = 7
const WAYS = ['ours', 'parse5', 'linkedom']

export async function measureRerender(site: Fixture): Promise<Row[]> {
  const rows: Row[] = []
  for (const [form, size] of Object.entries(SIZES))
    rows.push(...(await measurePage(site, form, size)))
  return rows
}

async function measurePage(site: Fixture, form: string, size: number): Promise<Row[]> {
  const run = (way: string, count: number): ReturnType<typeof runInside> =>
    runInside(site, `/forms/render?form=${form}&way=${way}`, count, CONTACT_POSTS.wrong)
  assertSame(await Promise.all(WAYS.map(async (way) => (await run(way, 1)).text)))
  const measures = await Promise.all(
    WAYS.map(async (way) => {
      const count = toCount((await run(way, 10)).ms)
      return async () => (await run(way, count)).ms
    }),
  )
  const [ours = 0, ...others] = (await interleave(ROUNDS, measures)).map(median)
  return others.map((other, at) => ({
    what: `show the form again, page of ${size / 1000} KB`,
    here: formatMs(ours),
    beside: `${WAYS[at + 1]}: ${formatMs(other)}`,
    ratio: ours / other,
  }))
}

/** All ways have to show the visitor the same, or they did not do the same work. */
function assertSame([ours = '', ...others]: readonly string[]): void {
  const facts = readFacts(ours)
  for (const other of others.map(readFacts)) {
    const at = facts.findIndex((fact, index) => fact !== other[index])
    if (at < 0 && other.length === facts.length) continue
    throw new Error(`expected what we show, "${facts[at]}", got "${other[at]}"`)
  }
  if (facts.filter((fact) => fact.includes('|true|')).length < 8) {
    throw new Error('expected a page with errors')
  }
}

const SHOWN = ['id', 'value', 'checked', 'selected', 'aria-invalid', 'aria-describedby']
const TAGS = new Set(['title', 'input', 'select', 'option', 'textarea', 'fieldset', 'a', 'p'])

/** What a visitor sees or hears of a page, in tree order. */
function readFacts(html: string): string[] {
  return elements(parsePage('index.html', html).document)
    .filter(({ tagName }) => TAGS.has(tagName))
    .map((element) => {
      const attributes = SHOWN.map((name) => attribute(element, name) ?? '-')
      return [element.tagName, ...attributes, textContent(element)].join('|')
    })
}
