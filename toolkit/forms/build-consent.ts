/** Finds the boxes that a visitor ticks to agree to something, and reads the words that stand beside them. */
import type { Element } from '../page/build-page.ts'
import { has } from './build-attributes.ts'
import type { Markup } from './build-markup.ts'
import { readWords, type ReadControl } from './build-place.ts'
import type { Control } from './format.ts'

/** What a required box of consent is usually called. */
const NAMES = new Set([
  'consent',
  'privacy',
  'gdpr',
  'dsgvo',
  'terms',
  'agree',
  'agreement',
  'datenschutz',
  'einwilligung',
  'rgpd',
  'consentement',
  'privacidad',
  'consenso',
  'privacybeleid',
  'zgoda',
])

const MAX_LENGTH = 2000

/** The words of a consent, with their whitespace collapsed; `undefined` for a control that is none. */
export function readConsent(
  { element, control }: ReadControl,
  markup: Markup,
  warn: (element: Element, message: string) => void,
): string | undefined {
  const isMarked = has(element, 'data-consent')
  if (isMarked && control.type !== 'checkbox') {
    warn(element, `data-consent is for a check box, and does nothing on ${control.type}`)
  }
  if (control.type !== 'checkbox' || !(isMarked || isUsual(control))) return undefined
  if (has(element, 'checked')) {
    // GDPR, recital 32: "Silence, pre-ticked boxes or inactivity should not therefore constitute consent."
    warn(element, `the consent "${control.name}" is ticked beforehand, so it shows no choice`)
  }
  const words = readWords(element, control, markup)
  if (words === control.name) {
    warn(element, `the consent "${control.name}" has no label, so only its name can be recorded`)
  }
  return words.slice(0, MAX_LENGTH)
}

function isUsual({ name, required }: Control): boolean {
  return required === true && NAMES.has(name.toLowerCase())
}
