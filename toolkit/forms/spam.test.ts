import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import {
  findSigns,
  QUARANTINE,
  SIGNS,
  toScore,
  type Evidence,
  type SignName,
  type SpamText,
} from './spam.ts'

const INNOCENT: Evidence = {
  texts: [],
  language: 'en',
  trap: '',
  elapsed: 30_000,
  tampering: 0,
  unproven: false,
  isOriginUnknown: false,
  disposable: false,
  learnt: undefined,
}

describe('a sender', () => {
  const filled = [written('name', 'Ann'), message('When do you open on Sunday?')]
  const cases: readonly (readonly [string, Partial<Evidence>, ...SignName[]])[] = [
    ['of whom nothing is odd', {}],
    ['that fills in the trap', { trap: 'x' }, 'trapFilled'],
    ['that sends no trap', { trap: undefined }, 'trapMissing'],
    ['without a script', { elapsed: undefined }, 'noScript'],
    ['that took two seconds', { elapsed: 2000, texts: filled }],
    ['that took less', { elapsed: 1999, texts: filled }, 'time'],
    ['that took less for one field', { elapsed: 1999, texts: filled.slice(1) }],
    ['that took no time', { elapsed: 0, texts: filled }, 'time'],
    ['from the future', { elapsed: -1 }, 'time'],
    ['of no time', { elapsed: Number.NaN }, 'time'],
    ['of all time', { elapsed: Number.POSITIVE_INFINITY }, 'time'],
    ['that left the page open for a week', { elapsed: 6e8, texts: filled }],
    ['that tampered', { tampering: 1 }, 'tampering'],
    ['that tampered more', { tampering: 7 }, 'tamperings'],
    ['without the proof', { unproven: true }, 'unproven'],
    ['without proof and script', { unproven: true, elapsed: undefined }, 'unproven'],
    ['from nowhere', { isOriginUnknown: true }, 'unknownOrigin'],
    ['with a throw-away address', { disposable: true }, 'disposable'],
    ['of whom the marks say nothing', { learnt: 0.5 }],
    ['that nearly looks like what was marked', { learnt: 0.9 }],
    ['that looks like what was marked as spam', { learnt: 0.91 }, 'learntSpam'],
    ['that cannot be told from it', { learnt: 0.995 }, 'learntSpams'],
    ['that looks like what was marked as none', { learnt: 0.04 }, 'learntHam'],
  ]
  for (const [name, evidence, ...signs] of cases) {
    test(`${name} gives ${signs.join(', ') || 'no sign'}`, () => {
      assert.deepEqual(namesOf(evidence), signs)
    })
  }
})

describe('a message', () => {
  const cases: readonly (readonly [text: string, signs: readonly SignName[], language?: string])[] =
    [
      ['', []],
      ['Thanks!', []],
      ['We are example.com, and you will find us at 1.5/2 in the list, e.g. in and/or.', []],
      ['Have a look at https://example.org/a please.', ['link']],
      ['Have a look at www.example.org please.', ['link']],
      ['Have a look at example.org/a please, or write to me@example.org/.', ['link']],
      ['请看https://example.org/a和example.org/b吧，谢谢你们的帮助', ['links'], 'zh'],
      ['One is http://a.example, two ftp://b.example, three www.c.example.', ['manyLinks']],
      ['https://example.org/this-is-all-that-there-is-to-say', ['link', 'bareLinks']],
      ['I took it from https://bit.ly/3abc, is it yours?', ['link', 'shortLink']],
      ['We are at https://maps.app.goo.gl/abc, is it far?', ['link']],
      ['The page sends me to hxxps://evil[.]example, beware!', ['hiddenLink']],
      ['Find all about it at example dot com.', ['hiddenLink']],
      ['See <a href="https://a.example">my site</a> for it.', ['link', 'linkMarkup']],
      ['See [url=https://a.example]my site[/url] for it.', ['link', 'linkMarkup']],
      ['The button <button type="submit" disabled> does nothing.', []],
      ['Write to me at t.me/example, please.', ['link', 'chat']],
      ['Pay to 0x52908400098527886E0F7030069857D2E4169EE7 by Monday.', ['wallet']],
      ['Pay to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq by Monday.', ['wallet']],
      ['It broke with commit 52908400098527886e0f7030069857d2e4169ee7.', []],
      ['Please unsubscribe me from your letter, thank you.', []],
      ['To opt out of these offers: https://a.example/x', ['link', 'unsubscribe']],
      ['cheap bags, cheap shoes, cheap bags, cheap shoes, cheap bags, cheap', ['repetition']],
      ['No, no, no, no, no and no, and once again no: it is not mine.', []],
      ['Здравствуйте, сколько стоит доставка в Мюнхен?', ['foreign'], 'de'],
      ['Здравствуйте, сколько стоит доставка в Мюнхен?', [], 'ru-RU'],
      ['Здравствуйте, сколько стоит доставка в Мюнхен?', [], 'bg'],
      ['Здравствуйте, сколько стоит доставка в Мюнхен?', [], 'no such language'],
      ['Kind regards from Ольга Смирнова', []],
      ['Do you deliver to Munich, and what would that cost me?', [], 'ja'],
      ['ガイドツアーはありますか。コーヒーも飲めますか。ありがとうございます。', [], 'ja'],
      ['भैया, मुझे पचास किलो चावल चाहिए, कृपया कीमत बताइए। धन्यवाद जी।', [], 'hi'],
      ['Jоin оur сhаnnеl today', ['mixedLetters']],
      ['Ich brauche 5 µm oder 10 kΩ, gern auch über WLAN.', []],
      ['OqGgQTXrkzPcdXTf', ['gibberish']],
      ['Angstschweiß', []],
      ['getElementsByTagName', []],
      ['McDonald DeLaCruz', []],
    ]
  for (const [text, signs, language = 'en'] of cases) {
    test(`"${text}" gives ${signs.join(', ') || 'no sign'} on a page in ${language}`, () => {
      assert.deepEqual(namesOf({ texts: [message(text)], language }), signs)
    })
  }
})

describe('a form', () => {
  const link = 'https://a.example/b'
  const cases: readonly (readonly [string, readonly SpamText[], ...SignName[]])[] = [
    ['with a link for a name', [written('full-name', link)], 'link', 'misplacedLink'],
    ['with a link for a number', [written('x', link, 'tel')], 'link', 'misplacedLink'],
    ['that asks for a site', [written('site-name', link)], 'link'],
    ['that asks for a URL', [written('x', link, 'url')]],
    ['that asks for a password', [written('x', 'OqGgQTXrkzPc', 'password')]],
    ['that asks for a wallet', [written('x', '0x52908400098527886E0F7030069857D2E4169EE7')]],
    ['with its message as a name', [written('name', 'win now'), message('win now')], 'equalTexts'],
    ['with "Thanks" twice', [written('subject', 'Hello'), message('Hello')]],
    ['with two equal streets', [written('from', '1 Long Road'), written('to', '1 Long Road')]],
    [
      'with random letters throughout',
      [written('name', 'DkQOaqoUgZaqmEtN'), message('UPrwWwJGpvFpfbkS')],
      'gibberishes',
    ],
  ]
  for (const [name, texts, ...signs] of cases) {
    test(`${name} gives ${signs.join(', ') || 'no sign'}`, () => {
      assert.deepEqual(namesOf({ texts }), signs)
    })
  }
})

test('only what no honest visitor does, or what the owner has marked, is enough by itself', () => {
  const enough = Object.entries(SIGNS).filter(([, points]) => points >= QUARANTINE)
  assert.deepEqual(
    enough.map(([sign]) => sign),
    ['trapFilled', 'gibberishes', 'learntSpams'],
  )
})

test('the score is the sum of the points', () => {
  const signs = findSigns({ ...INNOCENT, trap: 'x', isOriginUnknown: true })
  assert.equal(toScore(signs), SIGNS.trapFilled + SIGNS.unknownOrigin)
  assert.equal(toScore([]), 0)
})

test('trust makes up for signs, and for no more than there are', () => {
  const texts = [message('I took it from https://bit.ly/3abc, is it yours?')]
  assert.equal(toScore(findSigns({ ...INNOCENT, texts })), 4)
  assert.equal(toScore(findSigns({ ...INNOCENT, texts, learnt: 0 })), 1)
  assert.equal(toScore(findSigns({ ...INNOCENT, learnt: 0 })), 0)
})

// Each would take minutes if any expression were quadratic; most take some milliseconds.
const HOSTILE =
  'a|a.|a-|a/|.a/|www.|http://|http://www.| www.a|<a |<a href|[url|xX|Qw| |\n|dot |[.] |a[.|t.me/|hxxp|1|0x|bc1|aв|в|字|字 |word |e\u0301|😀|opt-out '
for (const part of HOSTILE.split('|')) {
  test(`100,000 characters of ${JSON.stringify(part)} are judged at once`, () => {
    const text = part.repeat(Math.ceil(100_000 / part.length))
    const started = performance.now()
    findSigns({ ...INNOCENT, texts: [written('name', text), message(text)] })
    assert.ok(performance.now() - started < 2000)
  })
}

function namesOf(evidence: Partial<Evidence>): SignName[] {
  return findSigns({ ...INNOCENT, ...evidence }).map(({ sign }) => sign)
}

function written(name: string, value: string, type: SpamText['type'] = 'text'): SpamText {
  return { type, name, value, isMultiline: false }
}

function message(value: string): SpamText {
  return { type: 'textarea', name: 'message', value, isMultiline: true }
}
