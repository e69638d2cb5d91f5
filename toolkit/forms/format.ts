/**
 * The contract of a form: what the build read from the pages' HTML, and what the Worker holds a submission against.
 * `format.md` specifies it.
 */
import { FormatError } from '../core/errors.ts'
import type { Dfa } from './dfa.ts'

/** The version that this module writes and reads. */
export const FORMS_VERSION = 1

/** What a form may be called; it is the last part of its address, `/forms/<name>`. */
export const FORM_NAME: RegExp = /^[a-z][a-z0-9-]*$/

/** Every form of a site, by name. */
export type FormContracts = Readonly<Record<string, FormContract>>

export interface FormContract {
  readonly version: number
  readonly name: string
  /**
   * Changes with the controls, and with the words of consent: a page says by it which contract it was built with. Where
   * these words are not the same on all pages, each page says its own instead.
   */
  readonly revision: string
  /** Where the form stands, sorted by path. The constraints are the same on every page; the texts may differ. */
  readonly pages: readonly FormPage[]
  /** The named controls that the form owns, in tree order. */
  readonly controls: readonly Control[]
  /** Name of the field that only programs fill in. */
  readonly trap: string
  readonly options: FormOptions
  /** What pages that were loaded before the last builds may still send, newest first. */
  readonly earlier?: readonly EarlierContract[]
  /** Other forms that send here by the `formaction` of a button. */
  readonly senders?: readonly string[]
}

/** The controls of a form as an earlier build had them. */
export interface EarlierContract {
  readonly revision: string
  readonly controls: readonly Control[]
}

/** What the owner asks for in `data-` attributes of the form. */
export interface FormOptions {
  /** Names of whom to tell of a submission, parted by blanks. */
  readonly notify?: string
  /** After how many days a submission is deleted. */
  readonly retention?: number
  /** From how many points on a submission is put aside as spam. */
  readonly quarantine?: number | 'never'
  /** Whether a script has to compute a proof of work. */
  readonly proof?: true
  /** Whether the form holds a Turnstile widget. */
  readonly turnstile?: true
  /** Name of the message that answers the visitor; without it none is sent. */
  readonly autoresponse?: string
  /** The most bytes that the files of a submission may have together. */
  readonly maxbytes?: number
}

/** One page that holds the form. Ranks count start tags in the page's source from 0, as HTMLRewriter meets them. */
export interface FormPage {
  readonly path: string
  /** BCP 47 tag. */
  readonly language: string
  /** Where a visitor goes after a submission, as a path with an optional fragment: `/contact/#contact-thanks`. */
  readonly thanks: string
  /** What the page says it was built with; only of a form with a box of consent. */
  readonly revision?: string
  /** Rank among `form`. */
  readonly form: number
  /** One for each control of the contract, in the same order. */
  readonly places: readonly ControlPlace[]
}

/** Where a control stands on a page, and what it is called there. */
export interface ControlPlace {
  /** Rank among `input`, `select`, `textarea` and `button` together; -1 for a control that is none of these. */
  readonly at: number
  /** The control's own id, or one that is free on the page. */
  readonly id: string
  /** Text of the label (of the legend for a group), or the name. */
  readonly label: string
  /** Rank among `label` of the label behind which the message belongs: the one around the control, or behind a box. */
  readonly after?: number
  /** Ranks among `fieldset` and `legend` of the group that a radio button or check box belongs to. */
  readonly fieldset?: number
  readonly legend?: number
  /** Rank among `option` of a select's first option. */
  readonly options?: number
  /** The `title`, which explains a pattern. */
  readonly title?: string
  /** The owner's own messages: `data-error-value-missing`, … */
  readonly messages?: Readonly<Partial<Record<Flag, string>>>
}

export const CONTROL_TYPES = [
  'text',
  'search',
  'tel',
  'password',
  'url',
  'email',
  'textarea',
  'hidden',
  'number',
  'range',
  'date',
  'month',
  'week',
  'time',
  'datetime-local',
  'color',
  'checkbox',
  'radio',
  'select',
  'file',
  'submit',
  'image',
  // An element of a script, or a control within <noscript>: it may send anything.
  'custom',
] as const

export type ControlType = (typeof CONTROL_TYPES)[number]

/** A control with its decoded attributes. What is absent is not set, or does not apply to the type. */
export interface Control {
  readonly type: ControlType
  readonly name: string
  /** The default; for a check box, radio button or submit button what it sends. */
  readonly value?: string
  readonly required?: true
  /**
   * Of a radio button, by default. Of a select, where the default choice is a disabled option: it satisfies `required`,
   * though it sends nothing.
   */
  readonly checked?: true
  /** Never submitted: its own `disabled`, or that of a fieldset around it. */
  readonly disabled?: true
  /** Submitted but barred from validation: `readonly`, or inside a `datalist`. */
  readonly unchecked?: true
  /** Of `email`, `file` and `select`. */
  readonly multiple?: true
  /** Of `file`: what it takes, as written: `image/*,.pdf`. */
  readonly accept?: string
  /** Of `file`: the most bytes that one file may have. */
  readonly maxbytes?: number
  readonly min?: string
  readonly max?: string
  readonly step?: string
  readonly minlength?: number
  readonly maxlength?: number
  readonly pattern?: Pattern
  readonly options?: readonly Option[]
  /** The first option of a required select stands for "nothing chosen". */
  readonly placeholder?: true
  /** The `dirname`: the name under which the direction of the text is submitted. */
  readonly direction?: string
  /** `formnovalidate`: a submission by this button is not validated. */
  readonly skipsChecks?: true
  /**
   * Of a check box that a visitor ticks to agree to something: the words beside it, by the revision of the pages that
   * have them.
   */
  readonly consent?: Readonly<Record<string, string>>
}

/** One option of a select: its decoded value, and whether it can be chosen. */
export interface Option {
  readonly value: string
  readonly disabled?: true
}

/** A `pattern` that is valid under the `v` flag: an automaton, or a source that is proved safe for the engine. */
export type Pattern =
  { readonly kind: 'dfa'; readonly dfa: Dfa } | { readonly kind: 'source'; readonly source: string }

/** What can be wrong with a control, as `ValidityState` names it. */
export const FLAGS = [
  'valueMissing',
  'typeMismatch',
  'patternMismatch',
  'tooLong',
  'tooShort',
  'rangeUnderflow',
  'rangeOverflow',
  'stepMismatch',
  'badInput',
] as const

export type Flag = (typeof FLAGS)[number]

/**
 * One name and value of a submission, as the browser's entry list holds it. For a file the value is its name, '' where
 * none was chosen, and its upload comes third.
 */
export type Entry = readonly [name: string, value: string, upload?: Upload]

/** What the server knows of a file whose bytes have gone past. */
export interface Upload {
  /** Random; the bytes are kept under it, if they are. */
  readonly id: string
  /** In bytes, also of those that were too many to be kept. */
  readonly size: number
  /** The media type that the browser claims, in lower case, without parameters; '' where it claims none. */
  readonly type: string
  /** Whether the bytes are of a type that the control accepts. */
  readonly isAccepted: boolean
}

/**
 * The contract of a form, or `undefined` where the site has no form of that name.
 * @throws {FormatError} when it was compiled by a build of another version
 */
export function findContract(contracts: FormContracts, name: string): FormContract | undefined {
  const contract = Object.hasOwn(contracts, name) ? contracts[name] : undefined
  if (contract !== undefined && contract.version !== FORMS_VERSION) {
    throw new FormatError(
      `the contract of the form "${name}" has version ${contract.version}, expected ${FORMS_VERSION}: build the site again`,
    )
  }
  return contract
}
