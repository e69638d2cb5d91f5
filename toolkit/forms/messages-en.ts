/** What the forms say in English. */
import type { Sentences } from './sentences.ts'

export const ENGLISH: Sentences = {
  titlePrefix: 'Error: ',
  summary: 'There is a problem with what you entered',
  thanks: 'Thank you. Your message has been received.',
  missing: 'Fill in this field.',
  missingChoice: 'Choose one of the options.',
  missingTick: 'Tick this box to go on.',
  email: 'Enter an email address, such as name@example.org.',
  url: 'Enter a full address, such as https://example.org.',
  pattern: 'Enter this in the format that is asked for.',
  patternPrefix: 'Enter this in the format that is asked for:',
  tooLong: 'Enter at most {maxlength} characters. You entered {length}.',
  tooShort: 'Enter at least {minlength} characters. You entered {length}.',
  underflow: 'Enter {min} or more.',
  overflow: 'Enter {max} or less.',
  later: 'Enter {min} or later.',
  earlier: 'Enter {max} or earlier.',
  outside: 'Enter a time from {min} to {max}.',
  wholeNumber: 'Enter a whole number.',
  step: 'Enter a number in steps of {step}.',
  timeStep: 'Enter one of the times or dates that can be picked here.',
  number: 'Enter a number, such as 12 or 12.5.',
  example: 'Enter this in the form {example}.',
  notOffered: 'Choose one of the options that are offered here.',
  badText: 'Enter this on one line, without blanks around it.',
}
