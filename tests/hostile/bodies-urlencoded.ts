/** Bodies of application/x-www-form-urlencoded that are broken, enormous or meant for another parser. */
import { binary, text, URLENCODED, widen } from './bodies-make.ts'
import type { HostileBody } from './bodies.ts'

const MILLION = 1_000_000

export function createUrlencodedBodies(field: string): HostileBody[] {
  const rows: Readonly<Record<string, string | (() => string)>> = {
    ...escapes(field),
    ...names(field),
    ...shapes(field),
    ...masses(field),
  }
  return [
    ...Object.entries(rows).map(([name, body]) => text(`urlencoded: ${name}`, URLENCODED, body)),
    binary('urlencoded: bytes that are no UTF-8', URLENCODED, `${field}=\xff\xfe\xc3\x28`),
    binary('urlencoded: each byte there is', URLENCODED, `${field}=${everyByte()}`),
    binary(
      'urlencoded: UTF-16 with its mark',
      URLENCODED,
      `\xff\xfe${widen(`${field}=v`, '', '\0')}`,
    ),
  ]
}

function escapes(field: string): Record<string, string> {
  const values: Readonly<Record<string, string>> = {
    'a percent sign': '%',
    'a percent sign and one digit': '%4',
    'two percent signs': '%%',
    'an escape of no digits': '%zz',
    'half an escape of no digits': '%4z',
    'an escape of escapes': '%2541',
    'a Unicode escape of old scripts': '%u0041',
    'a broken character': '%C3%28',
    'half a character': '%F0%9F%98',
    'a surrogate in bytes': '%ED%A0%80',
    'a pair of surrogates in bytes': '%ED%A0%BD%ED%B8%80',
    'an overlong slash': '%C0%AF',
    'an overlong NUL': '%C0%80',
    'a character beyond Unicode': '%F4%90%80%80',
    'bytes of Latin-1': '%FC%DF',
    'a byte order mark': '%EF%BB%BF',
    'a noncharacter': '%EF%BF%BF',
    'a NUL': '%00',
    'NULs around a value': '%00v%00',
    'line ends': '%0D%0ASet-Cookie:%20a=b',
    'an escaped separator': 'a%26admin%3D1',
  }
  const rows: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    rows[`${name} as value`] = `${field}=${value}`
    rows[`${name} as name`] = `${value}=v`
  }
  return rows
}

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  'then',
  'length',
  'toJSON',
  '__proto__[admin]',
  'constructor[prototype][admin]',
  'constructor.prototype.admin',
  'a[b][c]',
  'a[]',
  'a[0]',
  'a[9999999999]',
  'a.b.c',
  'a[[[[[[',
  'a$ne',
  'message[$gt]',
  '_charset_',
  '_method',
  'isindex',
  ' ',
  '0',
  '-1',
  'NaN',
  'undefined',
  'null',
]

function names(field: string): Record<string, string> {
  const rows: Record<string, string> = {}
  for (const name of NAMES) rows[`the name ${JSON.stringify(name)}`] = `${name}=v&${field}=v`
  return rows
}

function shapes(field: string): Record<string, string> {
  return {
    'no bytes': '',
    'one &': '&',
    'many &': '&&&&&&&&',
    'one =': '=',
    'many =': '========',
    'one +': '+',
    'many +': '++++++++',
    '& and =': '&=&=&=',
    '& and = around a field': `&&=&${field}=v&=&&`,
    'a name without =': field,
    'a name without a value': `${field}=`,
    'a value without a name': '=v',
    'a value with =': `${field}=a=b=c`,
    'a value in quotes': `"${field}"="v"`,
    'semicolons as separators': `${field}=a;${field}=b`,
    'line ends as separators': `${field}=a\r\n${field}=b\r\n`,
    'a question mark in front': `?${field}=v`,
    'a hash behind': `${field}=v#${field}=w`,
    'a byte order mark in front': `\ufeff${field}=v`,
    'a whole address': `https://site.example/?${field}=v`,
    'no escapes at all': `${field}=ü 😀 <>"`,
    'JSON for it': `{"${field}":"v"}`,
    'multipart for it': `--x\r\nContent-Disposition: form-data; name="${field}"\r\n\r\nv\r\n--x--`,
    'XML for it': `<?xml version="1.0"?><${field}>v</${field}>`,
    'NULs for it': '\0\0\0\0',
  }
}

function masses(field: string): Record<string, () => string> {
  return {
    '1,000,000 fields of one name': () => `${field}=v&`.repeat(MILLION),
    '1,000,000 empty fields': () => 'a&'.repeat(MILLION),
    '1,000,000 &': () => '&'.repeat(MILLION),
    '1,000,000 =': () => '='.repeat(MILLION),
    '1,000,000 +': () => '+'.repeat(MILLION),
    '1,000,000 percent signs': () => '%'.repeat(MILLION),
    '100,000 names': () =>
      Array.from({ length: 100_000 }, (_, index) => `a${index}=${index}`).join('&'),
    'a name of 100,000 characters': () => `${'a'.repeat(100_000)}=v`,
    'a name of 100,000 escapes': () => `${'%C3%BC'.repeat(100_000)}=v`,
    'a value of 100,000 characters': () => `${field}=${'a'.repeat(100_000)}`,
    'a value of 100,000 escapes': () => `${field}=${'%F0%9F%98%80'.repeat(100_000)}`,
    'a value of 100,000 combining marks': () => `${field}=a${'%CC%81'.repeat(100_000)}`,
    'a name of 100,000 brackets': () => `a${'[b]'.repeat(100_000)}=v`,
  }
}

function everyByte(): string {
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('')
}
