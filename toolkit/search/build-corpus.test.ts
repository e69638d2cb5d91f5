/** What is searched of manuals that nobody here wrote: all that they say, and nothing of what surrounds it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'

import { fetchManual, SkippedError, type ManualName } from '../../bench/corpora.ts'
import { attribute, elements, parsePage, textContent, type Page } from '../page/build-page.ts'
import { listFiles } from '../site/build-files.ts'
import { extractPage, type SearchPage } from './build-extract.ts'
import { selectPages } from './build-site.ts'

interface Manual {
  readonly name: ManualName
  /** One page of so many is read. */
  readonly step: number
  /** What their generator puts around the text, as it names it. */
  readonly furniture: RegExp
  /** The short lines that stand on so many pages that all but one lose them. */
  readonly repeated: readonly string[]
  /** Words of the furniture that no page says itself. */
  readonly unsaid: RegExp
}

const MANUALS: readonly Manual[] = [
  {
    name: 'postgresql',
    step: 8,
    furniture: /^(?:navheader|navfooter|toc)$/,
    repeated: [],
    unsaid: /\bPrev Up\b|\bHome Next\b/,
  },
  {
    name: 'python',
    step: 10,
    furniture: /^(?:sphinxsidebar|related|footer|contents|headerlink|mobile-nav)\b/,
    repeated: ['Note'],
    unsaid: /Report a Bug|Show Source|Previous topic|¶/,
  },
]

for (const { name, step, furniture, repeated, unsaid } of MANUALS) {
  const folder = findManual(name)
  describe(`the manual of ${name}`, { skip: folder === undefined }, () => {
    const pages = new Map<string, Page>()
    let extracted: readonly SearchPage[]
    let selected: ReadonlyMap<string, SearchPage>

    before(async () => {
      const files = (await listFiles(folder ?? '')).filter((file) => file.endsWith('.html'))
      for (const [at, file] of files.toSorted().entries()) {
        if (at % step !== 0 || /genindex|search/.test(file)) continue
        const page = parsePage(file, readFileSync(join(folder ?? '', file), 'utf8'))
        pages.set(page.path, page)
      }
      extracted = [...pages.values()].flatMap((page) => extractPage(page) ?? [])
      selected = new Map(
        selectPages(extracted).flatMap((index) => index.pages.map((page) => [page.url, page])),
      )
    })

    test('is searched whole', () => {
      assert.ok(pages.size > 40)
      assert.deepEqual(new Set(selected.keys()), new Set(pages.keys()))
    })

    test('loses no paragraph, no code and no row of a table', () => {
      const lost = [...pages].flatMap(([path, page]) => {
        const text = withoutSpace(textOf(selected.get(path)))
        return readParts(page, furniture).filter((part) => !text.includes(part))
      })
      assert.deepEqual(new Set(lost), new Set(repeated))
    })

    test('loses no word to what repeats', () => {
      const kept = new Set([...selected.values()].flatMap((page) => textOf(page).split(/\s+/)))
      const all = extracted.flatMap((page) => textOf(page).split(/\s+/))
      assert.deepEqual(
        all.filter((word) => !kept.has(word)),
        [],
      )
    })

    test('has nothing of its furniture', () => {
      for (const page of selected.values()) assert.doesNotMatch(textOf(page), unsaid, page.url)
    })
  })
}

function findManual(name: ManualName): string | undefined {
  try {
    return fetchManual(name)
  } catch (error) {
    if (error instanceof SkippedError) return undefined
    throw error
  }
}

function textOf(page: SearchPage | undefined): string {
  const sections = page?.sections ?? []
  const texts = sections.flatMap(({ title, pieces }) => [title, ...pieces.map(({ text }) => text)])
  return [page?.title, ...texts].join(' ')
}

/** The paragraphs, code and cells of a page as another reader finds them, without blanks. */
function readParts({ document }: Page, furniture: RegExp): string[] {
  const around = elements(document).filter((element) =>
    furniture.test(attribute(element, 'class') ?? ''),
  )
  const outside = new Set(around.flatMap(elements))
  return elements(document)
    .filter((element) => /^(?:p|pre|td)$/.test(element.tagName) && !outside.has(element))
    .filter((element) => elements(element).every(({ tagName }) => !/^(?:table|ul)$/.test(tagName)))
    .map((element) => withoutSpace(textContent(element).replaceAll('¶', '')))
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '')
}
