/** The rows of an answer: several as a table, one as a list of what it holds. */
import { create } from './browser-create.ts'
import type { Answer } from './browser-panel.ts'
import type { Shell } from './browser-shell.ts'
import { languageOf, type Say } from './browser-words.ts'
import type { LookupIndex } from './format.ts'

/** Columns of a table, unless the element names them. */
const DEFAULT_COLUMNS = 4

/** A row as an answer has it, whose cells are not known to be any. */
type Row = Readonly<Record<string, unknown>>

interface View {
  readonly index: LookupIndex
  readonly say: Say
  readonly columns: readonly Named[]
  /** The field of an answer with the distance. */
  readonly distance: string
  readonly language: string
}

interface Named {
  readonly name: string
  readonly title: string
  readonly isNumber: boolean
}

/** Shows the rows of an answer, and gives what is to be said of it. */
export function showRows(host: HTMLElement, shell: Shell, answer: Answer): string {
  const { index, say, results } = shell
  const rows = toRows(answer)
  const isOne = rows.length === 1 && !Array.isArray(answer['results'])
  const view: View = {
    index,
    say,
    columns: chooseColumns(host.getAttribute('columns'), index, isOne),
    distance: index.columns.some(({ name }) => name === 'distance') ? '_distance' : 'distance',
    language: languageOf(host),
  }
  const [first] = rows
  if (first === undefined) return say('none')
  results.append(isOne ? toList(view, first) : toTable(view, rows))
  const { total, corrected } = answer
  return (
    `${say('found')} ${typeof total === 'number' ? total : rows.length}` +
    (typeof corrected === 'string' ? `. ${say('meant')} “${corrected}”` : '')
  )
}

/** The rows of an answer: `results`, some of them by key, or `rows`, or one `row`. */
function toRows({ results, rows, row }: Answer): Row[] {
  if (Array.isArray(results))
    return results.filter(isRow).flatMap((each) => ('href' in each ? [each] : toRows(each)))
  return (Array.isArray(rows) ? rows : [row]).filter(isRow)
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @param wanted - names of columns with commas between; those that are not there are left out */
function chooseColumns(
  wanted: string | null,
  { columns, find, key }: LookupIndex,
  isOne: boolean,
): Named[] {
  const asked = wanted?.split(',').map((name) => name.trim())
  const known = asked?.filter((name) => columns.some((column) => column.name === name)) ?? []
  // What rows are called comes first.
  const all = [...new Set([...find.slice(0, 1), ...columns.map(({ name }) => name)])]
  const others = isOne
    ? all
    : all.filter((name) => find.length === 0 || !key.includes(name) || find.includes(name))
  const names = known.length > 0 ? known : isOne ? others : others.slice(0, DEFAULT_COLUMNS)
  return names.flatMap((name) =>
    columns
      .filter((column) => column.name === name)
      .map(({ title = name, unit, type }) => ({
        name,
        title: unit === undefined ? title : `${title} (${unit})`,
        isNumber: type === 'number' || type === 'integer',
      })),
  )
}

function toTable(view: View, rows: readonly Row[]): HTMLElement {
  const { say, columns, distance } = view
  const hasDistance = rows.some((row) => typeof row[distance] === 'number')
  const heads = columns.map(({ title, isNumber }) => createHead('col', title, isNumber))
  if (hasDistance) heads.push(createHead('col', say('distance'), true))
  const body = rows.map((row) => {
    const [first, ...rest] = columns
    const head = createHead('row', '', first?.isNumber ?? false)
    head.append(toLink(view, row, first?.name ?? ''))
    const cells = rest.map(({ name, isNumber }) =>
      create('td', isNumber ? 'cell number' : 'cell', toText(view, row[name])),
    )
    if (hasDistance) cells.push(create('td', 'cell number', toDistance(view, row[distance])))
    return create('tr', 'item', head, ...cells)
  })
  const table = create(
    'table',
    'table',
    create('thead', '', create('tr', '', ...heads)),
    create('tbody', '', ...body),
  )
  // Who has no mouse scrolls it by keys.
  const scroller = create('div', 'scroller', table)
  scroller.role = 'group'
  scroller.ariaLabel = say('results')
  scroller.tabIndex = 0
  return scroller
}

function createHead(scope: 'col' | 'row', text: string, isNumber: boolean): HTMLTableCellElement {
  const head = create('th', isNumber ? 'cell number' : 'cell', text)
  head.scope = scope
  return head
}

function toList(view: View, row: Row): HTMLElement {
  const items = view.columns.flatMap(({ name, title }, at) => {
    const text = toText(view, row[name])
    if (text === '') return []
    const value = at === 0 ? toLink(view, row, name) : text
    return [create('dt', 'term', title), create('dd', 'value', value)]
  })
  return create('dl', 'row-list', ...items)
}

/** The way to the row’s page on its site. */
function toLink(view: View, row: Row, name: string): HTMLElement {
  const { href } = row
  const text = toText(view, row[name]) || '—'
  const link = create('a', 'link', text)
  if (typeof href === 'string' && /^https?:/i.test(href)) link.href = href
  return link
}

function toText({ say }: View, value: unknown): string {
  if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
  if (Array.isArray(value)) return value.map(String).join(', ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Metres below one kilometre, kilometres from there, as people of the language write them. */
function toDistance({ language }: View, metres: unknown): string {
  if (typeof metres !== 'number') return ''
  const [value, unit] = metres < 1000 ? [metres, 'meter'] : [metres / 1000, 'kilometer']
  const maximumFractionDigits = unit === 'kilometer' && value < 100 ? 1 : 0
  const options = { style: 'unit', unit, maximumFractionDigits } as const
  return new Intl.NumberFormat(language || 'en', options).format(value)
}
