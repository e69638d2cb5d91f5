/** Has the forms of a page say what was asked last, as those of a page from the Worker do. */
import { findAsked, type Asked } from './browser-asked.ts'

const LEFT_ALONE = /^(hidden|submit|button|image|reset|file)$/

/** Sets the controls of the lookup's forms by the address. What a visitor is at is theirs. */
export function showControls({ name, url, form: asking, how }: Asked): void {
  for (const form of document.forms) {
    if (findAsked(form)?.name !== name) continue
    if (form === asking && how !== 'opened') continue
    for (const control of form.elements) showControl(control, url.searchParams)
  }
}

function showControl(control: Element, parameters: URLSearchParams): void {
  if (control === document.activeElement) return
  if (control instanceof HTMLSelectElement) {
    const values = parameters.getAll(control.name)
    // A menu without the value shows its first option, as one that was never used.
    const isKnown = [...control.options].some((option) => values.includes(option.value))
    for (const [at, option] of [...control.options].entries())
      option.selected = isKnown ? values.includes(option.value) : !control.multiple && at === 0
  } else if (control instanceof HTMLInputElement && !LEFT_ALONE.test(control.type)) {
    const values = parameters.getAll(control.name)
    if (control.type === 'checkbox' || control.type === 'radio')
      control.checked = values.includes(control.value)
    else control.value = values[0] ?? ''
  }
}
