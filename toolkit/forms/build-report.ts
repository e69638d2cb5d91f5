/** Says in a line what the server will hold a control to, or do with a submission. */
import type { Control, FormOptions } from './format.ts'

/** `email: email, required, at most 100 characters`. */
export function describeControl(control: Control): string {
  const { name, type, multiple, min, max, step, minlength, maxlength, options } = control
  const { accept, maxbytes } = control
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
    accept !== undefined && `accepts ${accept}`,
    maxbytes !== undefined && `at most ${maxbytes} bytes a file`,
    type === 'custom' && 'not checked',
    control.consent !== undefined && 'a consent, recorded with its words',
  ]
  return `${name}: ${constraints.filter((constraint) => constraint !== false).join(', ')}`
}

/** `deleted after 90 days`, one for each option that is set. */
export function describeOptions(options: FormOptions): string[] {
  const { notify, retention, quarantine, proof, turnstile, autoresponse, maxbytes } = options
  const lines = [
    notify !== undefined && `notifies ${notify.replaceAll(' ', ', ')}`,
    retention !== undefined && `deleted after ${retention} days`,
    quarantine !== undefined && `put aside from ${quarantine} points`,
    proof === true && 'asks for a proof of work',
    turnstile === true && 'asks for a Turnstile token',
    autoresponse !== undefined && `answers with ${autoresponse}`,
    maxbytes !== undefined && `at most ${maxbytes} bytes of files`,
  ]
  return lines.filter((line) => line !== false)
}
