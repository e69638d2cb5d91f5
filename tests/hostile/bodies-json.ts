/** JSON that is none, that is no object of fields, or that is meant to hurt whoever reads it. */
import { binary, JSON_TYPE, text, widen } from './bodies-make.ts'
import type { HostileBody } from './bodies.ts'

export function createJsonBodies(field: string): HostileBody[] {
  const rows: Readonly<Record<string, string | (() => string)>> = {
    ...notObjects(),
    ...broken(field),
    ...values(field),
    ...names(field),
    ...masses(field),
  }
  const object = `{"${field}":"v"}`
  return [
    ...Object.entries(rows).map(([name, body]) => text(`JSON: ${name}`, JSON_TYPE, body)),
    binary('JSON: UTF-16, little-endian', JSON_TYPE, `\xff\xfe${widen(object, '', '\0')}`),
    binary('JSON: UTF-16, big-endian', JSON_TYPE, `\xfe\xff${widen(object, '\0', '')}`),
    binary('JSON: UTF-16 without a mark', JSON_TYPE, widen(object, '', '\0')),
    binary('JSON: UTF-32', JSON_TYPE, widen(object, '\0\0\0', '')),
    binary('JSON: bytes that are no UTF-8', JSON_TYPE, `{"${field}":"\xff\xc3\x28"}`),
    binary('JSON: half a character', JSON_TYPE, `{"${field}":"\xf0\x9f\x98"}`),
    binary('JSON: a name that is no UTF-8', JSON_TYPE, '{"\xff\xfe":"v"}'),
  ]
}

function notObjects(): Record<string, string> {
  return {
    'no bytes': '',
    blanks: ' \r\n\t ',
    null: 'null',
    true: 'true',
    'a number': '42',
    'a string': '"message"',
    'an empty string': '""',
    'an array': '[]',
    'an array of fields': '[{"name":"message","value":"v"}]',
    'an array of pairs': '[["message","v"]]',
    'an empty object': '{}',
    undefined: 'undefined',
    NaN: 'NaN',
    Infinity: '-Infinity',
  }
}

function broken(field: string): Record<string, string> {
  return {
    'an object that is not closed': `{"${field}":"v"`,
    'a string that is not closed': `{"${field}":"v`,
    'a name that is not closed': `{"${field}`,
    'only a brace': '{',
    'only a closing brace': '}',
    'a comma at the end': `{"${field}":"v",}`,
    'two commas': `{"${field}":"v",,"b":"c"}`,
    'no colon': `{"${field}" "v"}`,
    'single quotes': `{'${field}':'v'}`,
    'no quotes': `{${field}:v}`,
    'a comment': `{/* a */"${field}":"v"}`,
    'two objects': `{"${field}":"v"}{"${field}":"w"}`,
    'text behind': `{"${field}":"v"} and more`,
    'a prefix against hijacking': `)]}',\n{"${field}":"v"}`,
    'a byte order mark in front': `\ufeff{"${field}":"v"}`,
    'a NUL behind': `{"${field}":"v"}\0`,
    'a line end in a string': `{"${field}":"a\nb"}`,
    'a NUL in a string': `{"${field}":"a\0b"}`,
    'an escape that is none': String.raw`{"${field}":"\x41"}`,
    'half a Unicode escape': String.raw`{"${field}":"\u12"}`,
    'a script': `{"${field}":alert(1)}`,
    'a blank of Unicode': `{\u00a0"${field}":"v"}`,
    'fields of a URL': `${field}=v`,
  }
}

const VALUES: Readonly<Record<string, string>> = {
  'null as value': 'null',
  'an object as value': '{"a":"b"}',
  'an empty object as value': '{}',
  'an empty array as value': '[]',
  'an array of nulls as value': '[null,null]',
  'an array of arrays as value': '[["a"]]',
  'an array of objects as value': '[{"a":"b"}]',
  'a huge number': '1e400',
  'a tiny number': '1e-400',
  'a number beyond doubles': '123456789012345678901234567890',
  'minus zero': '-0',
  'a number with zeros': '007',
  'a number with a plus sign': '+1',
  'a hexadecimal number': '0x1F',
  'NaN as value': 'NaN',
  'a lone surrogate': String.raw`"\ud800"`,
  'a surrogate behind a letter': String.raw`"a\udc00"`,
  'surrogates the wrong way round': String.raw`"\udc00\ud800"`,
  'an escaped NUL': String.raw`"\u0000"`,
  'an escaped line end': String.raw`"a\r\nSet-Cookie: a=b"`,
  'an escaped line separator': String.raw`"\u2028\u2029"`,
  'an object like that of a file': '{"name":"a.png","type":"image/png","size":1e9}',
  'an operator of a query': '{"$gt":""}',
  'a method of objects': '{"toString":"v","toJSON":"w"}',
}

function values(field: string): Record<string, string> {
  const rows: Record<string, string> = {}
  for (const [name, value] of Object.entries(VALUES)) rows[name] = `{"${field}":${value}}`
  return rows
}

function names(field: string): Record<string, string> {
  return {
    '__proto__ as name': '{"__proto__":"v"}',
    '__proto__ with an object': '{"__proto__":{"admin":true}}',
    'an escaped __proto__': String.raw`{"\u005f_proto__":{"admin":true}}`,
    'constructor as name': '{"constructor":{"prototype":{"admin":true}}}',
    'toString as name': '{"toString":"v"}',
    'toJSON as name': '{"toJSON":"v"}',
    'then as name': '{"then":"v"}',
    'length as name': '{"length":-1}',
    'an empty name': '{"":"v"}',
    'a name of numbers': '{"0":"v","length":1}',
    'a lone surrogate as name': String.raw`{"\ud800":"v"}`,
    'a NUL as name': String.raw`{"\u0000":"v"}`,
    'a name twice': `{"${field}":"a","${field}":"b"}`,
    'a name twice, the first of another kind': `{"${field}":{},"${field}":"b"}`,
    'a name in another case': `{"${field.toUpperCase()}":"v"}`,
  }
}

function masses(field: string): Record<string, () => string> {
  const deep = (open: string, close: string): string => open.repeat(100_000) + close.repeat(100_000)
  return {
    '100,000 arrays deep': () => deep('[', ']'),
    '100,000 arrays deep in a field': () => `{"${field}":${deep('[', ']')}}`,
    '100,000 arrays deep and not closed': () => `{"${field}":${'['.repeat(100_000)}`,
    '100,000 objects deep': () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    '100,000 values in a field': () => `{"${field}":[${'"v",'.repeat(99_999)}"v"]}`,
    '100,000 names': () =>
      `{${Array.from({ length: 100_000 }, (_, index) => `"a${index}":${index}`).join()}}`,
    '100,000 times one name': () => `{${`"${field}":"v",`.repeat(99_999)}"${field}":"v"}`,
    'a name of 100,000 characters': () => `{"${'a'.repeat(100_000)}":"v"}`,
    'a value of 100,000 characters': () => `{"${field}":"${'a'.repeat(100_000)}"}`,
    'a value of 100,000 escapes': () => `{"${field}":"${String.raw`\u00fc`.repeat(100_000)}"}`,
    'a number of 100,000 digits': () => `{"${field}":${'1'.repeat(100_000)}}`,
    '1,000,000 blanks': () => `{${' '.repeat(1_000_000)}}`,
  }
}
