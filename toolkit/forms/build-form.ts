/** Finds the forms of one page, and reads each into its part of a contract. */
import { BuildError, formatPlace, type Place } from '../core/errors.ts'
import { stopsOwnStyles } from '../page/build-csp.ts'
import { lineOf, type Element, type Page } from '../page/build-page.ts'
import { assertStreamable } from '../page/build-streamable.ts'
import { readAddresses } from './build-address.ts'
import { readConsent } from './build-consent.ts'
import { readControl, type ControlContext } from './build-control.ts'
import { insertFields } from './build-insert.ts'
import { isControl, parseMarkup, type Markup } from './build-markup.ts'
import { readOptions } from './build-options.ts'
import type { PatternCompiler } from './build-pattern.ts'
import { readPlaces, type ReadControl } from './build-place.ts'
import { toRevision } from './build-revision.ts'
import { linkStyle } from './build-style.ts'
import { assertSubmittable } from './build-submittable.ts'
import { placeThanks } from './build-thanks.ts'
import { findUnseen, warnOfUnenforceable } from './build-unseen.ts'
import type { Control, FormContract, FormPage } from './format.ts'

/** A form as one page has it. */
export interface ReadForm extends Pick<
  FormContract,
  'name' | 'revision' | 'controls' | 'options' | 'trap'
> {
  readonly element: Element
  readonly place: Place
  readonly page: FormPage
  /** The form whose button sends here, where it is another. */
  readonly sender: string | undefined
}

export interface ReadOptions {
  readonly compilePattern: PatternCompiler
  /** Of the site: an action may be written with it. */
  readonly origin: string | undefined
  /** Told what no server can enforce. */
  readonly warn: (place: Place, message: string) => void
  /** Told of what stops the build; the page is read on, so that the owner learns of all at once. */
  readonly fail: (error: BuildError) => void
}

// Every control that a page shows again costs time at the edge.
const MAX_CONTROLS = 500

/** Reads the forms of a page that are sent to `/forms/<name>`, and edits the page where they need it. */
export function readForms(page: Page, options: ReadOptions): ReadForm[] {
  // Most pages have no form: they need no second parse.
  if (!/forms(?:\/|&|%2f)/i.test(page.source)) return []
  const markup = parseMarkup(page.source)
  const read: ReadForm[] = []
  for (const element of markup.elements.filter(({ tagName }) => tagName === 'form')) {
    orFail(options, () => {
      for (const form of readForm(page, element, markup, options)) {
        assertNoTwin(read, form)
        read.push(form)
      }
    })
  }
  const [first] = read
  if (first === undefined) return []
  linkStyle(page, first.element, markup)
  if (stopsOwnStyles(page)) {
    options.warn(
      first.place,
      "the page's own policy stops the style of forms; add 'self' to its style-src",
    )
  }
  orFail(options, () => assertStreamable(page))
  return read
}

/** A mistake in one form does not hide those in the next. */
function orFail({ fail }: ReadOptions, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    fail(error)
  }
}

function assertNoTwin(read: readonly ReadForm[], form: ReadForm): void {
  const twin = read.find(({ name }) => name === form.name)
  if (twin === undefined) return
  throw new BuildError(
    `expected one form "${form.name}" on a page, but there is one at ${formatPlace(twin.place)} too`,
    form.place,
  )
}

/** One form has an address for its action, and one for each button that sends it elsewhere on this site. */
function readForm(page: Page, form: Element, markup: Markup, options: ReadOptions): ReadForm[] {
  const place: Place = { file: page.file, line: lineOf(form) }
  const owned = markup.elements.filter(
    (element) => isControl(element) && markup.ownerOf(element) === form,
  )
  const warn = (element: Element, message: string): void =>
    options.warn({ file: page.file, line: lineOf(element) }, message)
  const site = { origin: options.origin, warn }
  const [name, ...others] = readAddresses(page, form, owned, markup, site)
  if (name === undefined) return []
  assertSubmittable(page, form, owned, markup)
  warnOfUnenforceable(form, owned, markup, warn)
  const context = { file: page.file, compilePattern: options.compilePattern, warn }
  const seen = readControls(owned, context, options)
  const unseen = findUnseen(form, markup, warn)
  if (seen.length === 0) warn(form, `the form "${name}" has no field with a name`)
  assertFew(seen, place)

  const words = seen.map((read) => readConsent(read, markup, warn))
  const bare = [...seen.map(({ control }) => control), ...unseen]
  const revision = toRevision(bare, words)
  const controls = bare.map((control, at) => withWords(control, revision, words[at]))
  const trap = insertFields(page, form, { name, revision, controls })
  const formPage: FormPage = {
    path: page.path,
    language: page.language,
    thanks: placeThanks(page, form, name, markup),
    ...(words.some((text) => text !== undefined) ? { revision } : {}),
    form: markup.rankOf('form', form),
    places: [
      ...readPlaces(name, seen, markup),
      ...unseen.map((control) => ({ at: -1, id: '', label: control.name })),
    ],
  }
  const found = {
    element: form,
    place,
    page: formPage,
    revision,
    controls,
    trap,
    options: readOptions(form, page),
  }
  return [
    { ...found, name, sender: undefined },
    ...others.map((other) => ({ ...found, name: other, sender: name })),
  ]
}

function readControls(
  owned: readonly Element[],
  context: ControlContext,
  options: ReadOptions,
): ReadControl[] {
  const read: ReadControl[] = []
  for (const element of owned) {
    orFail(options, () => {
      const control = readControl(element, context)
      if (control !== undefined) read.push({ element, control })
    })
  }
  return read
}

function withWords(control: Control, revision: string, text: string | undefined): Control {
  return text === undefined ? control : { ...control, consent: { [revision]: text } }
}

function assertFew(controls: readonly ReadControl[], place: Place): void {
  if (controls.length <= MAX_CONTROLS) return
  throw new BuildError(`expected at most ${MAX_CONTROLS} controls, got ${controls.length}`, place)
}
