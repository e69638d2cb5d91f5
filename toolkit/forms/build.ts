/** The build-time half of forms: reads every `<form action="/forms/<name>">` of the site's pages into contracts. */
import { BuildError, formatPlace } from '../core/errors.ts'
import type { Page } from '../page/build-page.ts'
import { readForms, type ReadForm } from './build-form.ts'
import { createPatternCompiler } from './build-pattern.ts'
import { describeControl } from './build-report.ts'
import { FORMS_VERSION, type Control, type FormContract, type FormContracts } from './format.ts'

/** What the build found, for the owner to read. */
export interface FormsReport {
  readonly forms: readonly {
    readonly name: string
    /** Paths of its pages, sorted. */
    readonly pages: readonly string[]
    /** One line for each control: `email: email, required`. */
    readonly controls: readonly string[]
  }[]
  /** What no server can enforce, with its place. */
  readonly warnings: readonly string[]
}

export interface FormsBuild {
  /**
   * Reads the forms of a page and edits the page where they need it. Says whether it holds any.
   * @throws {BuildError} for what a form cannot have
   */
  add(page: Page): boolean
  /** @throws {BuildError} when pages do not agree on a form, or thanks lead nowhere */
  finish(): { readonly contracts: FormContracts; readonly report: FormsReport }
}

/** Starts reading the forms of a site. */
export function createFormsBuild(): FormsBuild {
  const found = new Map<string, ReadForm[]>()
  const paths = new Set<string>()
  const warnings: string[] = []
  const compilePattern = createPatternCompiler((message, place) => {
    warnings.push(`${formatPlace(place)}: ${message}`)
  })
  return {
    add(page) {
      paths.add(page.path)
      const forms = readForms(page, { compilePattern, warnings })
      for (const form of forms) {
        const others = found.get(form.name) ?? []
        assertSameControls(others[0], form)
        found.set(form.name, [...others, form])
      }
      return forms.length > 0
    },
    finish() {
      const forms = [...found.values()].map((pages) => toContract(pages, paths))
      const sorted = forms.toSorted((a, b) => (a.name < b.name ? -1 : 1))
      return {
        contracts: Object.fromEntries(sorted.map((form) => [form.name, form])),
        report: { forms: sorted.map(toReport), warnings: warnings.toSorted() },
      }
    },
  }
}

/** One address can hold a submission against one set of controls only. */
function assertSameControls(first: ReadForm | undefined, form: ReadForm): void {
  if (first === undefined) return
  const count = Math.max(first.controls.length, form.controls.length)
  for (let at = 0; at < count; at += 1) {
    const [before, now] = [first, form].map(({ controls }) => describeChecks(controls[at]))
    if (before === now) continue
    throw new BuildError(
      `expected the form "${form.name}" to have the same controls as in ${formatPlace(first.place)}, but control ${at + 1} is ${now ?? 'missing'} here and ${before ?? 'missing'} there`,
      form.place,
    )
  }
}

/** All of a control as JSON, but for a hidden value: nothing is held against it, and pages like to say theirs in it. */
function describeChecks(control: Control | undefined): string | undefined {
  return JSON.stringify(control?.type === 'hidden' ? { ...control, value: '' } : control)
}

function toContract(forms: readonly ReadForm[], paths: ReadonlySet<string>): FormContract {
  const [first] = forms
  if (first === undefined) throw new Error('a form was found on no page')
  for (const form of forms) assertThanks(form, paths)
  return {
    version: FORMS_VERSION,
    name: first.name,
    pages: forms.map(({ page }) => page).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    controls: first.controls,
  }
}

function assertThanks({ page, place }: ReadForm, paths: ReadonlySet<string>): void {
  const [path = ''] = page.thanks.split(/[?#]/)
  if (paths.has(path)) return
  throw new BuildError(
    `expected data-thanks to name a page of this site, got "${page.thanks}"`,
    place,
  )
}

function toReport({ name, pages, controls }: FormContract): FormsReport['forms'][number] {
  return {
    name,
    pages: pages.map(({ path }) => path),
    controls: controls.map(describeControl),
  }
}
