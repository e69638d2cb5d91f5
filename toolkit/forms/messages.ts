/** Says what is wrong with a control, in the language of its page. */
import { primarySubtag } from '../core/language.ts'
import { isReversed } from './check-range.ts'
import type { Control, ControlPlace, Flag } from './format.ts'
import { ENGLISH } from './messages-en.ts'
import type { Sentences } from './sentences.ts'
import { formatSize } from './size.ts'

// How a value of each type is written, for who has to type it: some browsers offer no picker.
const EXAMPLES: Readonly<Partial<Record<Control['type'], string>>> = {
  date: '2026-11-23',
  month: '2026-11',
  week: '2026-W48',
  time: '13:05',
  'datetime-local': '2026-11-23T13:05',
  color: '#1a2b3c',
}

/**
 * The sentences of a language by its BCP 47 tag, or the English ones.
 * @param known - by primary language subtag
 */
export function findMessages(
  known: Readonly<Record<string, Sentences>>,
  language: string,
): Sentences {
  const primary = primarySubtag(language)
  return (Object.hasOwn(known, primary) ? known[primary] : undefined) ?? ENGLISH
}

/**
 * What is wrong with a control, by the first of its flags: the owner's words, or those of the language.
 * @param size - in bytes, of a file that is too large
 */
export function describeInvalid(
  messages: Sentences,
  control: Control,
  place: ControlPlace,
  flags: readonly Flag[],
  value: string,
  size = 0,
): string {
  const flag = flags[0] ?? 'badInput'
  const own = place.messages?.[flag]
  if (own !== undefined) return own
  if (flag === 'patternMismatch' && place.title !== undefined) {
    return `${messages.patternPrefix} ${place.title}`
  }
  const figures = { ...toFigures(control, value), ...toSizes(messages, control, size) }
  return fillIn(choose(messages, control, flags), figures)
}

function choose(messages: Sentences, control: Control, flags: readonly Flag[]): string {
  const isTimed = EXAMPLES[control.type] !== undefined
  switch (flags[0]) {
    case 'valueMissing':
      return chooseMissing(messages, control)
    case 'typeMismatch':
      return chooseMistyped(messages, control)
    case 'patternMismatch':
      return messages.pattern
    case 'tooLong':
      return control.type === 'file' ? messages.fileSize : messages.tooLong
    case 'tooShort':
      return messages.tooShort
    case 'rangeUnderflow':
      if (isReversed(control)) return messages.outside
      return isTimed ? messages.later : messages.underflow
    case 'rangeOverflow':
      return isTimed ? messages.earlier : messages.overflow
    case 'stepMismatch':
      return chooseStep(messages, control)
    default:
      return chooseBadInput(messages, control)
  }
}

function chooseMissing(messages: Sentences, { type }: Control): string {
  if (type === 'checkbox') return messages.missingTick
  if (type === 'file') return messages.missingFile
  return type === 'radio' || type === 'select' ? messages.missingChoice : messages.missing
}

function chooseMistyped(messages: Sentences, { type }: Control): string {
  if (type === 'file') return messages.fileType
  return type === 'email' ? messages.email : messages.url
}

function chooseStep(messages: Sentences, { type, step, min, value }: Control): string {
  if (EXAMPLES[type] !== undefined) return messages.timeStep
  const isWhole = [step ?? '1', min ?? value ?? '0'].every((text) => /^-?\d+$/.test(text))
  return isWhole && Number(step ?? 1) === 1 ? messages.wholeNumber : messages.step
}

function chooseBadInput(messages: Sentences, { type }: Control): string {
  if (type === 'number' || type === 'range') return messages.number
  if (type === 'checkbox' || type === 'radio' || type === 'select') return messages.notOffered
  return EXAMPLES[type] === undefined ? messages.badText : messages.example
}

type Figures = Readonly<Record<string, string | number | undefined>>

function toFigures(control: Control, value: string): Figures {
  return {
    min: control.min,
    max: control.max,
    step: control.step ?? '1',
    minlength: control.minlength,
    maxlength: control.maxlength,
    length: value.length,
    example: EXAMPLES[control.type],
    accept: control.accept
      ?.split(',')
      .flatMap((token) => token.trim() || [])
      .join(', '),
  }
}

function toSizes(messages: Sentences, { maxbytes = 0 }: Control, size: number): Figures {
  // The decimal sign is that of the sentence, which may be English on a page that is not.
  const { language } = messages
  return { maxbytes: formatSize(maxbytes, language), size: formatSize(size, language, 'ceil') }
}

function fillIn(message: string, figures: Figures): string {
  return message.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(figures[name] ?? ''))
}
