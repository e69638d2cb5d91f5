import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { CONTROL_TYPES, FLAGS, type Control, type ControlPlace, type Flag } from './format.ts'
import { toSummaryText } from './render-markup.ts'
import { messagesOf } from './build-messages.ts'
import { describeInvalid } from './messages.ts'

const PLACE: ControlPlace = { at: 0, id: 'x', label: 'X' }

const OTHERS = ['de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'zh'] as const

// What two languages happen to say alike.
const ALIKE = new Set(['es titlePrefix'])

// A control, what is wrong with it, and what it is told in English.
const SAID: readonly (readonly [Omit<Control, 'name'>, readonly Flag[], string])[] = [
  [{ type: 'text' }, ['valueMissing'], 'Fill in this field.'],
  [{ type: 'checkbox' }, ['valueMissing'], 'Tick this box to go on.'],
  [{ type: 'select' }, ['valueMissing'], 'Choose one of the options.'],
  [
    { type: 'url' },
    ['typeMismatch', 'tooLong'],
    'Enter a full address, such as https://example.org.',
  ],
  [{ type: 'text', maxlength: 3 }, ['tooLong'], 'Enter at most 3 characters. You entered 5.'],
  [{ type: 'number', min: '2' }, ['rangeUnderflow'], 'Enter 2 or more.'],
  [{ type: 'date', max: '2026-01-01' }, ['rangeOverflow'], 'Enter 2026-01-01 or earlier.'],
  [
    { type: 'time', min: '22:00', max: '02:00' },
    ['rangeUnderflow', 'rangeOverflow'],
    'Enter a time from 22:00 to 02:00.',
  ],
  [{ type: 'number' }, ['stepMismatch'], 'Enter a whole number.'],
  [{ type: 'number', step: '0.5' }, ['stepMismatch'], 'Enter a number in steps of 0.5.'],
  [{ type: 'number' }, ['badInput'], 'Enter a number, such as 12 or 12.5.'],
  [{ type: 'month' }, ['badInput'], 'Enter this in the form 2026-11.'],
  [{ type: 'radio' }, ['badInput'], 'Choose one of the options that are offered here.'],
  [{ type: 'file' }, ['valueMissing'], 'Choose a file.'],
  [
    { type: 'file', accept: 'image/*,.pdf ,' },
    ['typeMismatch', 'tooLong'],
    'Choose a file of one of these types: image/*, .pdf.',
  ],
  [
    { type: 'file', maxbytes: 2_000_000 },
    ['tooLong'],
    'Choose a file of at most 2 MB. Yours has 2.1 MB.',
  ],
]

for (const [control, flags, message] of SAID) {
  test(`${control.type} with ${flags.join(' ')} is told: ${message}`, () => {
    const said = describeInvalid(
      messagesOf('en'),
      { name: 'x', ...control },
      PLACE,
      flags,
      'abcde',
      2_000_001,
    )
    assert.equal(said, message)
  })
}

test("the owner's words come first, and the title explains a pattern", () => {
  const control: Control = { type: 'text', name: 'x' }
  const say = (place: Partial<ControlPlace>, flag: Flag): string =>
    describeInvalid(messagesOf('en'), control, { ...PLACE, ...place }, [flag], '')
  assert.equal(
    say({ messages: { valueMissing: 'Please!' }, title: 'T' }, 'valueMissing'),
    'Please!',
  )
  assert.equal(
    say({ title: 'Two letters' }, 'patternMismatch'),
    'Enter this in the format that is asked for: Two letters',
  )
})

test('a language is found by its tag, and an unknown one is English', () => {
  assert.equal(messagesOf('de-AT').titlePrefix, 'Fehler: ')
  assert.equal(messagesOf('FR').titlePrefix, 'Erreur : ')
  assert.equal(messagesOf('pt-BR'), messagesOf('pt'))
  assert.equal(messagesOf('zh-Hant-TW').titlePrefix, '错误：')
  assert.equal(messagesOf('tlh'), messagesOf('en'))
  assert.equal(messagesOf('constructor'), messagesOf('en'))
})

test('a size has the decimal sign of the sentence, which is English where the page is not known', () => {
  const control: Control = { type: 'file', name: 'x', maxbytes: 1_500_000 }
  const say = (language: string): string =>
    describeInvalid(messagesOf(language), control, PLACE, ['tooLong'], 'x.pdf', 2_500_000)
  assert.equal(say('de-CH'), 'Bitte wählen Sie eine Datei von höchstens 1,5 MB. Ihre hat 2,5 MB.')
  assert.equal(say('da'), 'Choose a file of at most 1.5 MB. Yours has 2.5 MB.')
})

for (const language of OTHERS) {
  test(`${language} says all that English says, with the same figures and in its own words`, () => {
    const figures = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()
    const messages = new Map<string, string>(Object.entries(messagesOf(language)))
    const english = Object.entries(messagesOf('en'))
    assert.deepEqual([...messages.keys()].toSorted(), english.map(([key]) => key).toSorted())
    for (const [key, text] of english) {
      const said = messages.get(key) ?? ''
      assert.ok(said.trim() !== '', key)
      assert.deepEqual(figures(said), figures(text), key)
      assert.equal(said === text, ALIKE.has(`${language} ${key}`), key)
    }
  })
}

for (const language of ['en', ...OTHERS]) {
  test(`every flag of every type has a sentence in ${language}`, () => {
    for (const type of CONTROL_TYPES) {
      for (const flag of FLAGS) {
        const control: Control = { type, name: 'x' }
        const said = describeInvalid(messagesOf(language), control, PLACE, [flag], '')
        assert.match(said, /^[^{}]+[.。]$/, `${type} ${flag}`)
      }
    }
  })
}

describe('the summary', () => {
  const lines: readonly (readonly [label: string, line: string])[] = [
    ['Email', 'Email: Fill in this field.'],
    ['How may we reply?', 'How may we reply? Fill in this field.'],
    ['Name:', 'Name: Fill in this field.'],
    ['お名前。', 'お名前。 Fill in this field.'],
  ]
  for (const [label, line] of lines)
    test(`says "${line}"`, () => {
      assert.equal(toSummaryText(label, 'Fill in this field.'), line)
    })
})
