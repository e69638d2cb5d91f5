/** Reads the options of a select, and what it takes to have chosen one. */
import { attribute, elements, textContent, type Element } from '../page/build-page.ts'
import { collapse, has, readLength } from './build-attributes.ts'
import { ancestors } from './build-markup.ts'
import type { Control, Option } from './format.ts'

type SelectParts = Pick<Control, 'options' | 'multiple' | 'placeholder' | 'checked'>

/** Reads what only a select has. */
export function readSelect(select: Element, warn: (message: string) => void): SelectParts {
  const elementsOfOptions = findOptions(select)
  const options = elementsOfOptions.map(readOption)
  const isMultiple = has(select, 'multiple')
  const hasPlaceholder = !isMultiple && startsWithPlaceholder(select, elementsOfOptions[0])
  if (hasPlaceholder && options.slice(1).some(isEmptyChoice)) {
    warn('a second option with an empty value cannot be told from the placeholder')
  }
  return {
    options,
    ...(isMultiple ? { multiple: true } : {}),
    ...(hasPlaceholder ? { placeholder: true } : {}),
    ...(hasSilentDefault(elementsOfOptions, isMultiple, hasPlaceholder) ? { checked: true } : {}),
  }
}

/** The options of a select, in tree order. */
export function findOptions(select: Element): Element[] {
  return elements(select).filter(({ tagName }) => tagName === 'option')
}

/** HTML, "placeholder label option". */
function startsWithPlaceholder(select: Element, first: Element | undefined): boolean {
  return (
    has(select, 'required') &&
    (readLength(select, 'size') ?? 1) <= 1 &&
    first?.parentNode === select &&
    readOption(first).value === ''
  )
}

function isEmptyChoice({ value, disabled }: Option): boolean {
  return value === '' && disabled !== true
}

/** Whether the choice that the page starts with is a disabled option, which sends nothing. */
function hasSilentDefault(
  options: readonly Element[],
  isMultiple: boolean,
  hasPlaceholder: boolean,
): boolean {
  const selected = options.filter((option) => has(option, 'selected'))
  const chosen = isMultiple ? selected : selected.slice(-1)
  return chosen.some((option) => isOff(option) && !(hasPlaceholder && option === options[0]))
}

function readOption(option: Element): Option {
  const value = attribute(option, 'value') ?? collapse(textContent(option))
  return isOff(option) ? { value, disabled: true } : { value }
}

function isOff(option: Element): boolean {
  return (
    has(option, 'disabled') ||
    [...ancestors(option)].some((outer) => outer.tagName === 'optgroup' && has(outer, 'disabled'))
  )
}
