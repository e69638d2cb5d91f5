/** Says in one line what the server will hold a control to. */
import type { Control } from './format.ts'

/** `email: email, required, at most 100 characters`. */
export function describeControl(control: Control): string {
  const { name, type, multiple, min, max, step, minlength, maxlength, options } = control
  const constraints = [
    multiple === true ? `${type} (several)` : type,
    control.required === true && 'required',
    control.disabled === true && 'disabled',
    control.unchecked === true && 'not checked (readonly or in a datalist)',
    control.skipsChecks === true && 'skips the checks',
    minlength !== undefined && `at least ${minlength} characters`,
    maxlength !== undefined && `at most ${maxlength} characters`,
    min !== undefined && `from ${min}`,
    max !== undefined && `to ${max}`,
    step !== undefined && `step ${step}`,
    control.pattern?.kind === 'dfa' && `pattern (${control.pattern.dfa.next.length} states)`,
    control.pattern?.kind === 'source' && 'pattern (by the engine)',
    options !== undefined && `${options.length} options`,
  ]
  return `${name}: ${constraints.filter((constraint) => constraint !== false).join(', ')}`
}
