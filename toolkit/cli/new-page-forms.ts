/** Writes the forms of a new site's page: plain HTML that asks by the address. */
import { RANGE_VALUES } from '../lookups/range.ts'
import {
  escapeAstro,
  examplePoint,
  exampleText,
  exampleWithin,
  firstKey,
  isNumber,
  parameterOf,
  type NewPage,
} from './new-page-examples.ts'

const RADII = [1, 10, 50, 100, 500]
const LABELS = {
  ip: 'IP address',
  number: 'Number',
  date: 'Date',
  text: 'Text',
  hex: 'Hardware address',
}

/** One field of a form, and what is said about it. */
interface Field {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly fill: string
  readonly type: 'search' | 'text'
  readonly button: string
  readonly more?: string
}

/** The forms of a page: one above the answer, the others below it, so that the answer is seen on small screens too. */
export function writeForms(page: NewPage): Readonly<Record<'form' | 'moreForms', string>> {
  const { find, near, range, filter, sort } = page.guess
  const [first = '', ...others] = [
    ...(find.length > 0 && range === undefined ? [writeForm(page, findField(page))] : []),
    ...(range === undefined ? [] : [writeForm(page, rangeField(page))]),
    ...(find.length > 0 && range !== undefined ? [writeForm(page, findField(page))] : []),
    ...(near === undefined ? [] : [writeForm(page, nearField(page))]),
    writeForm(page, keyField(page)),
    ...(filter.length + sort.length > 0 ? [writeList(page)] : []),
  ]
  return {
    form: first.replace('<form ', '<form class="wide" '),
    moreForms:
      others.length === 0
        ? ''
        : `      <section class="forms" aria-label="Other questions">\n${others.join('\n')}      </section>\n\n`,
  }
}

function findField(page: NewPage): Field {
  const what = page.guess.find.map((column) => page.titleOf(column)).join(', ')
  return {
    name: 'find',
    label: what,
    hint: `The beginning of a word is enough: ${exampleText(page)}`,
    fill: 'value:query',
    type: 'search',
    button: 'Find',
  }
}

function keyField(page: NewPage): Field {
  const names = page.guess.key.map((column) => page.titleOf(column))
  return {
    name: 'key',
    label: names.join(' / '),
    hint: `${names.length > 1 ? 'All of them, with slashes' : 'All of it'}: ${firstKey(page)}`,
    fill: 'value:form.key',
    type: 'text',
    button: 'Look up',
  }
}

function rangeField(page: NewPage): Field {
  const kind = page.guess.range?.kind ?? 'text'
  const example = exampleWithin(page)
  return {
    name: 'contains',
    label: LABELS[kind],
    hint: `For example ${example === '' ? RANGE_VALUES[kind].example : example}`,
    fill: 'value:form.contains',
    type: 'text',
    button: 'Look up',
  }
}

function nearField(page: NewPage): Field {
  const radii = RADII.map(
    (km) => `                <option value="${km}km">within ${km} km</option>\n`,
  )
  return {
    name: 'near',
    label: 'Near a place',
    hint: `Latitude and longitude, in degrees: ${examplePoint(page)}`,
    fill: 'value:form.near',
    type: 'text',
    button: 'Near',
    more: `            <label>
              <span class="visually-hidden">How far</span>
              <select name="radius">
                <option value="">however far</option>
${radii.join('')}              </select>
            </label>
`,
  }
}

function writeForm({ name: lookup }: NewPage, field: Field): string {
  const { name, label, hint, fill, type, button, more = '' } = field
  return `        <form action="/lookups/${lookup}" role="search" aria-label="${escapeAstro(label)}">
          <label for="${name}">${escapeAstro(label)}</label>
          <p class="hint" id="${name}-hint">${escapeAstro(hint)}</p>
          <div class="row">
            <input
              id="${name}"
              type="${type}"
              name="${name}"
              required
              maxlength="200"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              aria-describedby="${name}-hint"
              data-fill="${fill}"
            />
${more}            <button>${button}</button>
          </div>
        </form>
`
}

/** Rows that meet conditions, in an order. Without any of both it asks for all. */
function writeList(page: NewPage): string {
  const { name, guess } = page
  const selects = guess.filter.map((column) => writeSelect(page, column))
  return `        <form class="wide" action="/lookups/${name}" aria-label="List rows">
          <div class="choices">
${selects.join('')}${guess.sort.length > 0 ? writeSort(page) : ''}          </div>
          <button name="limit" value="20">List rows</button>
        </form>
`
}

function writeSelect(page: NewPage, column: string): string {
  const counts = page.facts.values.get(column) ?? []
  const options = counts.flatMap(({ value, count }) => {
    // Rows without a value are not asked for by one.
    if (value === null || value === '') return []
    const text = escapeAstro(String(value))
    return [
      `                <option value="${text}">${text} (${count.toLocaleString('en')})</option>\n`,
    ]
  })
  return `            <label>
              ${escapeAstro(page.titleOf(column))}
              <select name="${escapeAstro(parameterOf(column))}">
                <option value="">any</option>
${options.join('')}              </select>
            </label>
`
}

function writeSort(page: NewPage): string {
  const options = page.guess.sort.flatMap((column) => {
    const title = escapeAstro(page.titleOf(column))
    const [up, down] = isNumber(page, column)
      ? ['smallest first', 'largest first']
      : isTime(page, column)
        ? ['oldest first', 'newest first']
        : ['A to Z', 'Z to A']
    return [
      `                <option value="${column}">${title}, ${up}</option>\n`,
      `                <option value="-${column}">${title}, ${down}</option>\n`,
    ]
  })
  return `            <label>
              Order
              <select name="sort">
                <option value="">by key</option>
${options.join('')}              </select>
            </label>
`
}

function isTime({ facts }: NewPage, column: string): boolean {
  const type = facts.columns.find(({ name }) => name === column)?.type
  return type === 'date' || type === 'datetime'
}
