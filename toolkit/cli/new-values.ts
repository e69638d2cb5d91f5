/** What a new site says, by its place in the templates. */
import { rowPath } from '../lookups/address.ts'
import { distanceField } from '../lookups/api-row.ts'
import type { Facts } from '../lookups/build-guess-facts.ts'
import type { Cell } from '../lookups/format.ts'
import { quote, toVariable, UNKNOWN_LICENCE, type NewLookup } from './new-declaration.ts'
import type { Values } from './new-files.ts'
import { exampleAddresses, firstCell, firstKey, type NewPage } from './new-page-examples.ts'
import { writePage } from './new-page.ts'

const LOCAL = 'http://localhost:8787'
const MAX_TESTED = 3

export interface NewSite {
  readonly lookup: NewLookup
  readonly facts: Facts
  /** What the project is called: lower-case letters, digits and hyphens. */
  readonly project: string
  /** What the package is depended on as. */
  readonly leanto: string
}

export function toValues({ lookup, facts, project, leanto }: NewSite): Values {
  const { name, title, file, guess } = lookup
  const page: NewPage = { name, facts, guess, titleOf: createTitles(lookup, facts) }
  const key = firstKey(page)
  const addressed = { name, key: guess.key }
  const isNear = guess.near !== undefined
  const distance = distanceField(facts)
  return {
    ...writePage(page),
    name,
    file,
    project,
    variable: toVariable(name),
    title: quote(title),
    heading: title.replace(/[\\`*_[\]<>#]/g, '\\$&'),
    leanto: JSON.stringify(leanto),
    unknown: UNKNOWN_LICENCE,
    map: isNear ? '      <div class="map" data-when="map" data-fill="text:map"></div>\n\n' : '',
    distanceHead: isNear
      ? '              <th scope="col" class="number" data-when="near">Distance</th>\n'
      : '',
    distanceCell: isNear
      ? `                <td data-label="Distance" class="number" data-when="${distance}" data-fill="text:${distance}"></td>\n`
      : '',
    row: writeRow(page),
    apiPath: quote(rowPath('/api/lookups', addressed, key)),
    pagePath: quote(rowPath('/lookups', addressed, key)),
    curl: exampleAddresses(page)
      .map((path) => `curl '${LOCAL}${path.replaceAll("'", '%27')}'`)
      .join('\n'),
    rewritten: rewritten(lookup),
  }
}

/** What people read of a column: the source's own header, else what is made of its name. */
function createTitles(
  { guess, titles }: NewLookup,
  { columns }: Facts,
): (column: string) => string {
  const own = new Map(columns.map(({ name, title = name }) => [name, title]))
  const said = new Map(Object.entries({ ...titles, ...guess.titles }))
  return (column) => said.get(column) ?? own.get(column) ?? column
}

/** Some cells of the first row, as the API gives them. */
function writeRow(page: NewPage): string {
  const { key, label } = page.guess
  const columns = [...new Set([...key, label])].slice(0, MAX_TESTED)
  const cells = columns.map(
    (column) => `  ${quote(column)}: ${writeCell(firstCell(page, column))},\n`,
  )
  return `{\n${cells.join('')}}`
}

function writeCell(cell: Cell): string {
  return typeof cell === 'string' ? quote(cell) : JSON.stringify(cell)
}

function rewritten({ file, guess }: NewLookup): string {
  const { row, point } = guess.added
  const what = [
    ...(row === undefined ? [] : [`\`${row}\`, which counts the rows`]),
    ...(point === undefined ? [] : [`\`${point.near.join('` and `')}\`, from \`${point.from}\``]),
  ]
  if (what.length === 0) return ''
  return `\`${file}\` has the rows of the file it was made from, and ${what.join('; ')}: newer data needs the same.\n\n`
}
