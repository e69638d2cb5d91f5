/** Writes the page of a new site: the forms that its data allows, with real examples, and the columns of its table. */
import { escapeAstro, exampleAddresses, isNumber, type NewPage } from './new-page-examples.ts'
import { writeForms } from './new-page-forms.ts'

const MAX_LISTED = 6
const MAX_LISTED_LENGTH = 80

/** The parts of the page, by their place in the template. */
export function writePage(page: NewPage): Readonly<Record<string, string>> {
  return {
    ...writeForms(page),
    heads: writeHeads(page),
    cells: writeCells(page),
    examples: writeExamples(page),
    geojson:
      page.guess.near === undefined
        ? ''
        : `\n          <a href="/api/lookups/${page.name}.geojson" download>GeoJSON</a>`,
  }
}

/** The columns that the table of rows has: what names a row first, then what tells most in little space. */
export function listedColumns({ facts, guess }: NewPage): string[] {
  const { label, key, rank, filter, added } = guess
  const near: readonly string[] = guess.near ?? []
  const short = facts.columns.filter(
    ({ name, maxLength, filled }) =>
      maxLength <= MAX_LISTED_LENGTH &&
      filled > 0 &&
      !near.includes(name) &&
      name !== added.point?.from,
  )
  const wanted = [label, ...key, ...(rank === undefined ? [] : [rank]), ...filter]
  const all = [...new Set([...wanted, ...short.map(({ name }) => name)])]
  const chosen = new Set(all.slice(0, MAX_LISTED))
  const inOrder = facts.names.filter((name) => chosen.has(name) && name !== label)
  return [label, ...inOrder]
}

function writeHeads(page: NewPage): string {
  return listedColumns(page)
    .map((column) => {
      const number = isNumber(page, column) ? ' class="number"' : ''
      return `              <th scope="col"${number}>${escapeAstro(page.titleOf(column))}</th>\n`
    })
    .join('')
}

function writeCells(page: NewPage): string {
  const [label = '', ...others] = listedColumns(page)
  const first = `                <th scope="row">\n                  <a data-fill="href:href text:${label}"></a>\n                </th>\n`
  const rest = others.map((column) => {
    const number = isNumber(page, column) ? ' class="number"' : ''
    const title = escapeAstro(page.titleOf(column))
    return `                <td data-label="${title}"${number} data-fill="text:${column}"></td>\n`
  })
  return [first, ...rest].join('')
}

function writeExamples(page: NewPage): string {
  return exampleAddresses(page)
    .map(
      (path) =>
        `          <li><a href="${escapeAstro(path)}"><code>${escapeAstro(path)}</code></a></li>\n`,
    )
    .join('')
}
