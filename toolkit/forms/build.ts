/** The build-time half of forms: reads every `<form action="/forms/<name>">` of the site's pages into contracts. */
import { BuildError, formatPlace, type Place } from '../core/errors.ts'
import type { Page } from '../page/build-page.ts'
import { readForms, type ReadForm } from './build-form.ts'
import { createPatternCompiler } from './build-pattern.ts'
import { describeControl, describeOptions } from './build-report.ts'
import { joinRevisions, withEarlier, type FormsHistory } from './build-revision.ts'
import { FORMS_VERSION, type Control, type FormContract, type FormContracts } from './format.ts'

/** What the build found, for the owner to read. */
export interface FormsReport {
  readonly forms: readonly {
    readonly name: string
    /** Paths of its pages, sorted. */
    readonly pages: readonly string[]
    /** One line for each control: `email: email, required`. */
    readonly controls: readonly string[]
    /** What the owner asks of the server: `deleted after 90 days`. */
    readonly options: readonly string[]
  }[]
  /** What no server can enforce, with its place. */
  readonly warnings: readonly string[]
}

export interface FormsBuild {
  /** Reads the forms of a page and edits the page where they need it. Says whether it holds any. */
  add(page: Page): boolean
  /**
   * Makes the contracts of all forms.
   * @param history - what earlier builds held the forms to
   * @throws {BuildError} with everything that stops the build: what a form cannot have, pages that do not agree on a
   *   form, thanks that lead nowhere
   */
  finish(history?: FormsHistory): {
    readonly contracts: FormContracts
    readonly report: FormsReport
  }
}

/**
 * Starts reading the forms of a site.
 * @param url - the site's address, where it is known
 */
export function createFormsBuild(url?: string): FormsBuild {
  const origin = url === undefined ? undefined : new URL(url).origin
  const found = new Map<string, ReadForm[]>()
  const paths = new Set<string>()
  const warnings = new Set<string>()
  const errors: BuildError[] = []
  const warn = (place: Place, message: string): void =>
    void warnings.add(`${formatPlace(place)}: ${message}`)
  const fail = (error: BuildError): void => void errors.push(error)
  const compilePattern = createPatternCompiler((message, place) => warn(place, message))
  return {
    add(page) {
      paths.add(page.path)
      const forms = readForms(page, { compilePattern, origin, warn, fail })
      for (const form of forms) found.set(form.name, [...(found.get(form.name) ?? []), form])
      return forms.length > 0
    },
    finish(history = {}) {
      const all = [...found.values()]
      errors.push(...all.flatMap(findDisagreements), ...all.flat().flatMap(missThanks(paths)))
      throwAll(errors)
      const contracts = all
        .map((forms) => withEarlier(toContract(forms), history))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      return {
        contracts: Object.fromEntries(contracts.map((form) => [form.name, form])),
        report: { forms: contracts.map(toReport), warnings: [...warnings].toSorted() },
      }
    },
  }
}

/** The owner learns of every mistake at once. */
function throwAll(errors: readonly BuildError[]): void {
  const [first, ...others] = errors
  if (first === undefined) return
  if (others.length === 0) throw first
  throw new BuildError(errors.map(({ message }) => message).join('\n'))
}

/** One address can hold a submission against one set of controls only, and can follow one set of options. */
function findDisagreements([first, ...others]: readonly ReadForm[]): BuildError[] {
  return first === undefined ? [] : others.flatMap((form) => findDisagreement(first, form) ?? [])
}

function findDisagreement(first: ReadForm, form: ReadForm): BuildError | undefined {
  const there = formatPlace(first.place)
  const count = Math.max(first.controls.length, form.controls.length)
  for (let at = 0; at < count; at += 1) {
    const [before, now] = [first, form].map(({ controls }) => describeChecks(controls[at]))
    if (before === now) continue
    return new BuildError(
      `expected the form "${form.name}" to have the same controls as in ${there}, but control ${at + 1} is ${now ?? 'missing'} here and ${before ?? 'missing'} there`,
      form.place,
    )
  }
  const [before, now] = [first, form].map(({ options }) => JSON.stringify(options))
  if (before === now) return undefined
  return new BuildError(
    `expected the form "${form.name}" to have the same data- options as in ${there}, got ${now} here and ${before} there`,
    form.place,
  )
}

/**
 * All of a control as JSON, but for a hidden value: nothing is held against it, and pages like to say theirs in it. A
 * page says its consents in its own words.
 */
function describeChecks(control: Control | undefined): string | undefined {
  if (control?.type === 'hidden') return JSON.stringify({ ...control, value: '' })
  return JSON.stringify(control?.consent === undefined ? control : { ...control, consent: true })
}

function missThanks(paths: ReadonlySet<string>) {
  return ({ page, place }: ReadForm): BuildError[] => {
    const [path = ''] = page.thanks.split(/[?#]/)
    if (paths.has(path)) return []
    const message = `expected data-thanks to name a page of this site, got "${page.thanks}"`
    return [new BuildError(message, place)]
  }
}

function toContract(forms: readonly ReadForm[]): FormContract {
  const [first] = forms
  if (first === undefined) throw new Error('a form was found on no page')
  const { name, trap, options } = first
  const senders = new Set(forms.flatMap(({ sender }) => sender ?? []))
  return {
    version: FORMS_VERSION,
    name,
    revision: joinRevisions(forms.map(({ revision }) => revision)),
    pages: forms.map(({ page }) => page).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    controls: first.controls.map((control, at) => withAllWords(control, at, forms)),
    trap,
    options,
    ...(senders.size === 0 ? {} : { senders: [...senders].toSorted() }),
  }
}

/** A consent with the words of every page. */
function withAllWords(control: Control, at: number, forms: readonly ReadForm[]): Control {
  if (control.consent === undefined) return control
  const words = forms.flatMap(({ controls }) => Object.entries(controls[at]?.consent ?? {}))
  const sorted = words.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { ...control, consent: Object.fromEntries(sorted) }
}

function toReport({ name, pages, controls, options }: FormContract): FormsReport['forms'][number] {
  return {
    name,
    pages: pages.map(({ path }) => path),
    controls: controls.map(describeControl),
    options: describeOptions(options),
  }
}
