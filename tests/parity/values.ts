/** Odd values for controls: what their types take, nearly take, and do not take. */
import type { Random } from './random.ts'

// prettier-ignore
const WORDS = [
  '', ' ', 'a', 'ab', 'abc', 'abcdef', 'a\nb', 'a\r\nb', '\n', 'Ünï', '😀', '😀😀', 'e\u0301', ' a ',
  'on', 'a1', 'x-1', 'aaa', 'A', '\ta', 'a\u2028b', '123',
]
// prettier-ignore
const NUMBERS = [
  '', '0', '1', '-1', '5', '6', '1.5', '0.3', '10', '1e2', '1e400', '+1', '1.', '.5', '-0', 'abc',
  ' 1', '0.1', '2', '100', '101', '0x1', '1e-7', '-1.5e1', '5E0', '00.10',
  '1e+1', '.5e1', '-.5', '1e-320', '0.30000000000000004', '7', '50',
]
// prettier-ignore
const VALUES: Readonly<Record<string, readonly string[]>> = {
  url: [
    '', 'https://a.b', 'a.b', 'x:', 'javascript:1', ' http://a ', 'http://', '/a', 'http://a b',
    'HTTP://A', 'https://a.b/ü?x#y', 'mailto:a', 'http://[::1]', 'http://[::1', 'http://1.2.3.4.5',
    'http://a:99999', 'data:,x', '//a.b', 'http:a', 'https:\\\\a.b', 'http://ü.de', 'ht!tp://a',
    'http://xn--', 'file:///x', 'http://u:p@h/', 'a:b c', 'http://a\tb', 'http://%41', 'http://a%',
    'http://', 'http://?', 'http://a|b', 'a1+-.:x', '1a:x', 'https://a.b\n', 'http://256.1.1.1',
  ],
  email: [
    '', 'a@b', 'ab', 'a@b,c@d', 'a@b, c@d', 'a@b,', ' , a@b', 'a@b ,c@d', '.a@b.c', 'a@-b', ' a@b',
    '@', 'a@b.', `a@${'x'.repeat(63)}.de`, `a@${'x'.repeat(64)}.de`, 'ü@b.de', 'A@B.DE', 'a@b..c',
    '"a"@b', 'a@[1.2.3.4]', 'a@xn--tda.de', 'a@1', 'a\'b@c', 'a b@c', 'a@b c', 'a@b\n', 'a@@b',
  ],
  number: [...NUMBERS, '1.00000001', '0.1000000001'],
  range: NUMBERS,
  date: [
    '', '2024-02-29', '2023-02-29', '2024-01-01', '2024-01-08', '0001-01-01', '24-1-1', 'x',
    '10000-01-01', '275760-09-13', '275760-09-14', '02024-01-01', '1969-12-31', '0000-12-31',
    '2024-12-30', '2024-13-01', '1970-01-01', '2024-1-01', '2024-01-01 ',
  ],
  month: [
    '', '2024-01', '2024-04', '2024-13', '2023-12', '0000-01', 'May 2024', '275760-09', '275760-10',
    '10000-01', '1970-01', '0001-01', '2024-00', '02024-01', '1969-12',
  ],
  week: [
    '', '2024-W01', '2024-W10', '2020-W53', '2024-W53', '1970-W01', '2024-W0', '2021-W53', '2015-W53',
    '275760-W37', '275760-W38', '10000-W01', '1969-W52', '0001-W01', '2024-W00', '2024-w10',
  ],
  time: [
    '', '12:30', '23:00', '01:00', '12:30:15', '12:30:15.5', '24:00', '1:00', '22:00', '02:00',
    '00:00', '23:59:59.999', '12:30:15.05', '12:30:15.', '12:30:60', '12:30:15.1234', '12:30:00',
  ],
  'datetime-local': [
    '', '2024-01-01T12:00', '2024-01-02T00:00', '2024-01-01T12:00:30', '2024-01-01',
    '2024-01-01 12:00', '2024-01-01T12:00:00', '2024-01-01T12:00:15.500', '275760-09-13T00:00',
    '275760-09-13T00:01', '10000-01-01T00:00', '0001-01-01T00:00', '2024-01-01T24:00',
    '2024-02-30T10:00', '1970-01-01T00:00', '2024-01-01t12:00',
  ],
  color: ['', '#a1b2c3', '#A1B2C3', 'red', '#abc', '#a1b2c3d4', ' #a1b2c3', '#00000g'],
  file: ['a.txt', 'Ünï 1.pdf', '😀.png', 'noext', '.htaccess', 'a"b.txt', 'a;b=c.tar.gz'],
}

// A double holds none of them exactly.
const LONG_NUMBERS = ['9007199254740993', '12345678901234567890', '1e20', '9007199254740992.5']

/** What engines disagree on, or what cannot be told apart; a few of each are enough. */
const RARE: Readonly<Record<string, readonly string[]>> = {
  email: ['a@ü.de', 'a@b,c@ü.de', 'a@ü/c'],
  number: LONG_NUMBERS,
  range: [...LONG_NUMBERS, '1.00000001', '0.1000000001'],
}

/** A value for a control: mostly one of its type. */
export function randomValue(random: Random, type: string): string {
  const rare = RARE[type]
  if (rare !== undefined && random.once(400)) return random.pick(rare)
  return random.pick(random.once(8) && type !== 'file' ? WORDS : (VALUES[type] ?? WORDS))
}
