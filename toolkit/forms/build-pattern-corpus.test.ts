import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkSync } from 'recheck'
import fc from 'fast-check'

import { createPatternCompiler } from './build-pattern.ts'
import { toPlainPattern } from './build-pattern-plain.ts'
import { matchesDfa } from './dfa.ts'
import type { Pattern } from './format.ts'

const S = String.raw

// What sites ask for: a pattern, a text that matches it, and one that does not.
const CORPUS: readonly (readonly [source: string, good: string, bad: string])[] = [
  // Postal codes
  [S`[0-9]{5}`, '10115', '1011'],
  [S`\d{5}(-\d{4})?`, '94107-1234', '94107-12'],
  [S`[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}`, 'SW1A 1AA', 'SW1A 1A'],
  [S`[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d`, 'K1A 0B1', 'K1A 0O1'],
  [S`[1-9][0-9]{3} ?(?!SA|SD|SS)[A-Z]{2}`, '1012 AB', '1012 SA'],
  [S`(?:0[1-9]|[1-8]\d|9[0-8])\d{3}`, '75001', '00100'],
  [S`\d{2}-\d{3}`, '00-950', '00950'],
  [S`〒?\d{3}-?\d{4}`, '〒100-0001', '〒100-001'],
  [S`\d{3} ?\d{2}`, '114 55', '114 5'],
  [S`(?:D6W|[AC-FHKNPRTV-Y]\d{2}) ?[0-9AC-FHKNPRTV-Y]{4}`, 'D02 X285', 'D02 X28'],
  // Telephones
  [S`\+[1-9]\d{1,14}`, '+4312345678', '+012'],
  [S`[+]?[0-9 \(\)\-]{5,20}`, '+43 (1) 234-5', '+43'],
  [S`(?:\+1[ \-.]?)?\(?\d{3}\)?[ \-.]?\d{3}[ \-.]?\d{4}`, '+1 (415) 555-2671', '415-555-267'],
  [S`(?:(?:\+|00)33|0)\s*[1-9](?:[\s.\-]*\d{2}){4}`, '+33 6 12 34 56 78', '0612 34 56'],
  // Numbers of banks, cards, taxes and books
  [S`[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?`, 'AT61 1904 3002 3457 3201', 'AT6'],
  [S`[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?`, 'DEUTDEFF500', 'DEUTDEF'],
  [S`(?:\d{4}[ \-]?){3}\d{4}`, '4111 1111-11111111', '4111 1111'],
  [S`(?:DE|ATU)?[0-9]{8,9}`, 'DE123456789', 'DE1234'],
  [S`(?:97[89][\- ]?)?\d{1,5}[\- ]?\d+[\- ]?\d+[\- ]?[\dX]`, '978-3-16-148410-0', '978-3-16-'],
  [S`(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}`, '078-05-1120', '078-00-1120'],
  // Dates, times and amounts
  [S`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`, '2026-11-23', '2026-13-01'],
  [S`(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.\d{4}`, '23.11.2026', '32.1.2026'],
  [S`\d{4}([\-\/.])\d{2}\1\d{2}`, '2026/11/23', '2026/11-23'],
  [S`(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?`, '23:59:01', '24:00'],
  [S`\d{1,3}(?:\.\d{3})*,\d{2}`, '1.234.567,89', '1234,5'],
  [S`\$?(?:0|[1-9]\d{0,2}(?:,?\d{3})*)(?:\.\d{1,2})?`, '$1,234.50', '01.5'],
  [S`[\-+]?\d+(?:[.,]\d+)?`, '-12,5', '12,'],
  [S`(?=.)M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})`, 'MCMXCIV', 'IIII'],
  // What programs read
  [S`#(?:[0-9a-fA-F]{3}){1,2}`, '#1a2b3c', '#1a2b'],
  [S`[a-z0-9]+(?:-[a-z0-9]+)*`, 'my-first-post', 'my--post'],
  [S`[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`, '123e4567-e89b-12d3-a456-426614174000', '12'],
  [S`\d+\.\d+\.\d+(?:-[\w.]+)?(?:\+[\w.]+)?`, '1.0.0-rc.1+5', '1.0'],
  [S`(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}`, '192.168.0.1', '192.168.0.256'],
  [S`(?:[0-9A-F]{2}:){5}[0-9A-F]{2}`, '00:1A:2B:3C:4D:5E', '00:1A'],
  [S`(?:[A-Za-z0-9+\/]{4})*(?:[A-Za-z0-9+\/]{2}==|[A-Za-z0-9+\/]{3}=)?`, 'TGVhbnRv', 'TGV'],
  [S`(?:(?!-)[a-z0-9\-]{1,63}(?<!-)\.)+[a-z]{2,63}`, 'a-b.example.org', '-a.example.org'],
  [S`[a-zA-Z0-9._%+\-]+@[a-zA-Z0-9.\-]+\.[a-zA-Z]{2,}`, 'ada@example.org', 'ada@example'],
  [S`https?:\/\/(?:www\.)?[^\s\/]+(?:\/\S*)?`, 'https://example.org/a', 'http://'],
  [
    S`-?(?:[1-8]?\d(?:\.\d+)?|90(?:\.0+)?), ?-?(?:180|(?:1[0-7]\d|[1-9]?\d)(?:\.\d+)?)`,
    '48.2,16',
    '91,1',
  ],
  // Names of users, and passwords
  [S`[a-z][a-z0-9_]{2,15}`, 'ada_1815', '1ada'],
  [S`(?!.*__)(?!_)[a-z0-9_]{3,16}(?<!_)`, 'ada_1815', 'ada__1815'],
  [S`(?=.{8,20}$)(?![_.])(?!.*[_.]{2})[a-zA-Z0-9._]+(?<![_.])`, 'ada.lovelace', 'ada..lovelace'],
  [S`@?\w{1,15}`, '@ada', '@'],
  [S`(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{8,}`, 'Passw0rds', 'passw0rds'],
  [S`^(?=.*[A-Za-z])(?=.*\d)[A-Za-z\d]{8,}$`, 'passw0rds', 'passwords'],
  [S`(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[@$!%*?&])[A-Za-z\d@$!%*?\&]{8,}`, 'Passw0rd!', 'Passw0rd'],
  [S`(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[^\w\s]).{8,64}`, 'Passw0rd!', 'Passw0rd'],
  [S`(?=(?:.*\d){2})(?=.*\p{Lu})(?!.*\s).{10,}`, 'Pässw0rds99', 'pässw0rds99'],
  [S`(?!.*(?:admin|root)).{3,40}`, 'ada', 'the admin'],
  [S`(?!.*admin).+`, 'ada', 'badmins'],
  [S`(?:(?!--).)*`, 'a-b', 'a--b'],
  // Plates
  [S`[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?[1-9]\d{0,3}[EH]?`, 'MÜ-AB 123H', 'MÜ-0'],
  [S`[A-Z]{2}\d{2} ?[A-Z]{3}`, 'AB12 CDE', 'AB1 CDE'],
  [S`[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2}`, 'AB-123-CD', 'AI-123-CD'],
  // Words of people
  [S`\p{L}[\p{L}\p{M}'’ .\-]*`, 'Zoë O’Neil-Żak', ' Zoë'],
  [S`\p{Lu}\p{Ll}+(?:[ \-]\p{Lu}\p{Ll}+)*`, 'Ärger Öl', 'Ärger öl'],
  [S`\p{Script=Cyrillic}+(?: \p{Script=Cyrillic}+)?`, 'Лев Толстой', 'Lev'],
  [S`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+`, '東京タワー', '東京tower'],
  [S`[\p{L}--[a-z]]+`, 'ÄÖÜß', 'äöüx'],
  [S`[\w&&[^_]]+`, 'abc', 'a_c'],
  [S`[[a-z]&&[^aeiou]]+`, 'xyz', 'xaz'],
  [S`[\q{abc|d}x]{2}`, 'abcx', 'ab'],
  [S`[\p{L}\p{N}\p{P}\p{Zs}]{2,60}`, 'Straße 7, 2. Stock', '😀😀'],
  [S`(?i:yes|no|straße)`, 'YES', 'maybe'],
  [S`\p{Emoji_Presentation}`, '😀', ':)'],
  [S`[😀-🙏]+`, '😀🙏', '🚀'],
  [S`\p{RGI_Emoji}`, '👨‍👩‍👧', '👨a'],
  [S`[^\x00-\x1f<>]*`, 'a 字 😀', 'a<b'],
  [S`.*\S.*`, ' a ', '   '],
  [S`(?!\s*$).+`, ' a ', '   '],
  [S`\b(?:Mr|Ms|Dr)\b\.? .+`, 'Dr. No', 'Drago Vic'],
  [S`#\w+(?:\s+#\w+)*`, '#one #two', '#one two'],
  [S`(["'])[^"']*\1`, '"a"', '"a'],
  [S`(?:[^,]+,){2}[^,]+`, 'a,b,c', 'a,,c'],
]

// What no engine is fast at, or what is slow only for long texts.
const HARD = [
  '(a+)+b',
  '(a|a)*b',
  '(a*)*b',
  S`(\w+\s?)*`,
  '.*.*=.*',
  S`([a-z]+\s?)+`,
  S`^(([a-z])+.)+[A-Z]([a-z])+$`,
  '(.*a){12}',
  '(x+x+)+y',
  S`(\d+)*\.?\d*%`,
  '(?:a|b|ab)*c',
  '(a?){30}a{30}',
  S`(\p{L}?){30}\p{L}{30}`,
  '(?:a{0,3}){0,50}b',
  '((?!.*x).)*',
  S`([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))`,
  S`(?!.*(admin|root|test|password|letmein)).{8,200}`,
  '.*a.{12}',
  S`.*\p{L}.{12}`,
  '.{1,5000}',
  S`\p{L}{1,400}`,
  S`(\w+) \1`,
  S`(?!.*(.)\1{2}).+`,
  S`(?!.*([a-c])\1).+`,
  S`(?i:([a-z]+)-\1)`,
  S`\p{RGI_Emoji}{1,3}`,
]

const LENGTH = 20_000
// On a quiet machine all take less than 10 ms; the rest is for others who use it.
const MAX_MS = 100

function compile(source: string): Pattern {
  const pattern = createPatternCompiler(() => undefined)(source, { file: 'index.html' })
  assert.ok(pattern !== undefined, `browsers ignore ${source}`)
  return pattern
}

function matches(pattern: Pattern, text: string): boolean {
  return pattern.kind === 'dfa'
    ? matchesDfa(pattern.dfa, text)
    : toEngine(pattern.source).test(text)
}

function toEngine(source: string): RegExp {
  return new RegExp(`^(?:${source})$`, 'v')
}

/** Texts of a pattern's own characters: any, and those near one that matches. */
function createTexts(source: string, good: string, bad: string): fc.Arbitrary<string> {
  const characters = fc.constantFrom(...new Set(Array.from(`${source}${good}${bad}aZ0 _\n😀ſ`)))
  const near = fc
    .tuple(fc.nat(good.length), fc.nat(3), fc.string({ unit: characters, maxLength: 3 }))
    .map(([at, cut, more]) => good.slice(0, at) + more + good.slice(at + cut))
  return fc.oneof(fc.string({ unit: characters, maxLength: 12 }), near)
}

/** Long texts that go far into a pattern, and then fail. */
function* listAttacks(source: string, pattern: Pattern, good: string): Generator<string> {
  const starts = pattern.kind === 'dfa' ? pattern.dfa.starts.slice(0, 40) : []
  const units = new Set([
    good,
    'a',
    '0',
    ' ',
    'aA0!',
    '字',
    ...starts.map((at) => String.fromCodePoint(at)),
  ])
  units.delete('')
  for (const unit of units) {
    const long = unit.repeat(LENGTH / unit.length)
    yield long
    yield `${long.slice(1)}\n`
    yield `${good}${long.slice(good.length + 1)}\0`
  }
  const found = checkSync(`^(?:${toPlainPattern(source)})$`, 'u', { timeout: 300 })
  if (found.status !== 'vulnerable') return
  const { pumps, suffix } = found.attack
  const size = pumps.reduce((sum, { pump }) => sum + pump.length, 0)
  const text = pumps.map(({ prefix, pump }) => prefix + pump.repeat(LENGTH / size)).join('')
  yield text + suffix
}

/** Milliseconds, of the fastest of three: what else the machine does is not the pattern's. */
function measure(run: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return Math.min(...times)
}

describe('the automaton agrees with the engine', () => {
  for (const [source, good, bad] of CORPUS)
    test(`on /${source}/`, () => {
      const pattern = compile(source)
      const engine = toEngine(source)
      assert.equal(pattern.kind, 'dfa')
      assert.ok(engine.test(good), `the engine does not match ${good}`)
      assert.ok(!engine.test(bad), `the engine matches ${bad}`)
      fc.assert(
        fc.property(createTexts(source, good, bad), (text) => {
          assert.equal(matches(pattern, text), engine.test(text))
        }),
        { numRuns: 300, examples: [[good], [bad], ['']] },
      )
    })
})

describe('20,000 characters are matched at once', () => {
  const patterns = [...CORPUS, ...HARD.map((source) => [source, 'aa', ''] as const)]
  for (const [source, good] of patterns)
    test(`by /${source}/`, (context) => {
      const pattern = compile(source)
      let worst = 0
      for (const text of listAttacks(source, pattern, good)) {
        worst = Math.max(
          worst,
          measure(() => matches(pattern, text)),
        )
      }
      context.diagnostic(`${pattern.kind}: ${worst.toFixed(2)} ms`)
      assert.ok(worst < MAX_MS, `${worst} ms`)
    })
})
