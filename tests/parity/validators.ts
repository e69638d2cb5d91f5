/** Validators: the server's, and broken ones, each of which forgets a rule. */
import { isReversed } from '../../toolkit/forms/check-range.ts'
import type { Control, ControlType, Entry } from '../../toolkit/forms/format.ts'
import { TAMPER_KINDS, type TamperKind } from '../../toolkit/forms/validate-tamper.ts'
import { validate, type Invalid, type Verdict } from '../../toolkit/forms/validate.ts'
import { isStepped } from './known-kind.ts'

/** Decides on entries by the controls of a form, which stand in a markup. */
export interface Validator {
  readonly name: string
  readonly decide: (controls: readonly Control[], entries: readonly Entry[]) => Verdict
  /** Rewrites the markup before its contract is read. */
  readonly rewrite?: (html: string) => string
}

const PARTS = [
  ...(['required', 'min', 'max', 'step', 'pattern', 'minlength', 'maxlength', 'multiple'] as const),
  ...(['disabled', 'unchecked', 'skipsChecks', 'placeholder', 'value', 'direction'] as const),
  ...(['checked', 'options'] as const),
]
const RANGES = ['number', 'range', 'date', 'month', 'week', 'time', 'datetime-local'] as const
const TYPES: readonly ControlType[] = [
  ...RANGES,
  ...(['email', 'url', 'textarea', 'hidden', 'color'] as const),
  ...(['checkbox', 'radio', 'select', 'file', 'submit', 'image'] as const),
]
const REQUIRED = ['text', 'textarea', 'email', 'number', 'checkbox', 'radio', 'select', 'file']

export const SERVER: Validator = {
  name: 'the server',
  decide: (controls, entries) => validate({ controls }, entries),
}

export const BROKEN: readonly Validator[] = [
  ...PARTS.map((part) => byControl(`forgets ${part}`, without(part))),
  ...TYPES.map((type) => byControl(`takes ${type} for text`, ofType(type, asText))),
  ...REQUIRED.map((type) =>
    byControl(`does not require a ${type}`, ofType(type, without('required'))),
  ),
  ...RANGES.map((type) =>
    byControl(`forgets the limits of a ${type}`, ofType(type, withoutLimits)),
  ),
  ...RANGES.map((type) =>
    byControl(`forgets the step of a ${type}`, ofType(type, without('step'))),
  ),
  ...brokenNumbers(),
  ...brokenTexts(),
  ...brokenChoices(),
  ...brokenMarkups(),
  ...brokenSigns(),
]

function brokenNumbers(): Validator[] {
  return [
    byControl('counts steps from 0 without a lower limit', (control) =>
      RANGES.some((type) => type === control.type) ? without('value')(control) : control,
    ),
    byControl('takes times over midnight for those between', (control) =>
      isReversed(control)
        ? { ...control, min: control.max ?? '', max: control.min ?? '' }
        : control,
    ),
    byVerdict('forgives no number', (verdict, controls) => ({
      ...verdict,
      invalid: [
        ...verdict.invalid,
        ...controls.flatMap((control, at): Invalid[] =>
          isOffExactly(control, verdict.bound[at]?.[0])
            ? [{ control: at, flags: ['stepMismatch'] }]
            : [],
        ),
      ],
    })),
  ]
}

function isOffExactly(control: Control, value = ''): boolean {
  return (
    control.type === 'number' &&
    isStepped(value, control, false) &&
    !isStepped(value, control, true)
  )
}

function brokenTexts(): Validator[] {
  return [
    byEntries('trims what it should refuse', ([name, value]) => [name, value.trim()]),
    byEntries('counts characters', ([name, value, ...more]) => [
      name,
      value.replaceAll(/[\u{10000}-\u{10ffff}]/gu, 'x'),
      ...more,
    ]),
    byEntries('counts a line end twice', ([name, value, ...more]) => [
      name,
      value.replaceAll('\r\n', '\n\n'),
      ...more,
    ]),
    byControl('holds the default to the lengths', (control) =>
      (control.maxlength ?? control.minlength) ? without('value')(control) : control,
    ),
    byEntries('takes an empty file for none', ([name, value, upload]) =>
      upload?.size === 0
        ? [name, '']
        : upload === undefined
          ? [name, value]
          : [name, value, upload],
    ),
    byVerdict('takes what no field can hold', (verdict) => ({
      ...verdict,
      invalid: verdict.invalid.filter(({ flags }) => !flags.includes('badInput')),
      tampering: verdict.tampering.filter(({ kind }) => kind !== 'not-offered'),
    })),
  ]
}

function brokenChoices(): Validator[] {
  return [
    byControl(
      'asks for each radio button',
      ofType('radio', (control) => ({ ...control, type: 'checkbox' })),
    ),
    byControl(
      'forgets that a disabled radio button asks for a choice',
      ofType('radio', (control) =>
        control.disabled === true ? without('required')(control) : control,
      ),
    ),
    byControl(
      'takes the options of a select for enabled',
      ofType('select', ({ options = [], ...control }) => ({
        ...control,
        options: options.map(({ value }) => ({ value })),
      })),
    ),
    {
      name: 'binds entries of one name from the last',
      decide: (controls, entries) => SERVER.decide(controls, entries.toReversed()),
    },
  ]
}

function brokenMarkups(): Validator[] {
  return [
    byMarkup('forgets that a datalist bars', /datalist>/g, 'div>'),
    byMarkup('forgets the first legend', /legend>/g, 'p>'),
    byMarkup('takes every legend for the first', /<legend>a<\/legend>/g, ''),
    byMarkup(
      'forgets a fieldset within a legend',
      /<legend><fieldset disabled>/g,
      '<legend><fieldset>',
    ),
    byMarkup('forgets disabled groups of options', /<optgroup disabled>/g, '<optgroup>'),
    byMarkup('forgets controls outside', / form=form/g, ''),
    byMarkup('forgets that a control has another form', / form=other/g, ''),
    byMarkup('forgets the size of a select', / size=2/g, ''),
    byMarkup('forgets hard wraps', / wrap=hard/gi, ''),
  ]
}

function brokenSigns(): Validator[] {
  return [
    byVerdict('finds every submission forged', (verdict) => ({
      ...verdict,
      tampering: [{ control: -1, kind: 'unknown-field' }],
    })),
    ...TAMPER_KINDS.map((kind: TamperKind) =>
      byVerdict(`does not note ${kind}`, (verdict) => ({
        ...verdict,
        tampering: verdict.tampering.filter((sign) => sign.kind !== kind),
      })),
    ),
  ]
}

/** Another view of each control. */
function byControl(name: string, change: (control: Control) => Control): Validator {
  const changed = new WeakMap<readonly Control[], readonly Control[]>()
  return {
    name,
    decide(controls, entries) {
      const own = changed.get(controls) ?? controls.map(change)
      changed.set(controls, own)
      return SERVER.decide(own, entries)
    },
  }
}

function byEntries(name: string, change: (entry: Entry) => Entry): Validator {
  return { name, decide: (controls, entries) => SERVER.decide(controls, entries.map(change)) }
}

function byVerdict(
  name: string,
  change: (verdict: Verdict, controls: readonly Control[]) => Verdict,
): Validator {
  return {
    name,
    decide: (controls, entries) => change(SERVER.decide(controls, entries), controls),
  }
}

function byMarkup(name: string, pattern: RegExp, replacement: string): Validator {
  return { ...SERVER, name, rewrite: (html) => html.replaceAll(pattern, replacement) }
}

function ofType(type: string, change: (control: Control) => Control) {
  return (control: Control): Control => (control.type === type ? change(control) : control)
}

function without(...parts: (typeof PARTS)[number][]) {
  return ({ ...control }: Control): Control => {
    for (const part of parts) delete control[part]
    return control
  }
}

function withoutLimits(control: Control): Control {
  return without('min', 'max')(control)
}

function asText(control: Control): Control {
  return { ...control, type: 'text' }
}
