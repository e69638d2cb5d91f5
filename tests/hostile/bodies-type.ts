/** Good bodies of the wrong type, charset or length, and types that are none. */
import { JSON_TYPE, MULTIPART, part, text, URLENCODED } from './bodies-make.ts'
import type { HostileBody } from './bodies.ts'

const TYPES: readonly string[] = [
  '',
  ' ',
  ';',
  '/',
  '*/*',
  'application',
  'application/',
  'application/*',
  'text/plain',
  'text/plain; charset=utf-8',
  'text/html',
  'text/json',
  'application/xml',
  'application/octet-stream',
  'application/x-ndjson',
  'application/ld+json',
  'application/problem+json',
  'application/graphql',
  'application/x-protobuf',
  'multipart/mixed; boundary=x',
  'multipart/related; boundary=x',
  'multipart/x-mixed-replace; boundary=x',
  'multipart/form-data/x; boundary=x',
  'image/png',
  `${URLENCODED}, ${JSON_TYPE}`,
  `${URLENCODED}x`,
  `x${URLENCODED}`,
  `"${URLENCODED}"`,
  `${URLENCODED}; charset=latin1`,
  `${URLENCODED}; charset=iso-8859-1`,
  `${URLENCODED}; charset=utf-16`,
  `${URLENCODED}; charset=utf-7`,
  `${URLENCODED}; charset=utf-8; charset=utf-16`,
  `${URLENCODED}; charset=`,
  `${URLENCODED}; charset="utf-8`,
  `${URLENCODED}; charset='utf-8'`,
  `${URLENCODED}; charset=UTF8`,
  `${URLENCODED};charset=UTF-8`,
  `${URLENCODED} ; a=b`,
  `${URLENCODED}; boundary=x`,
  `${URLENCODED};`,
  `${URLENCODED};;;;`,
  `${URLENCODED}; ${'a=b; '.repeat(1000)}c=d`,
  ` ${URLENCODED.toUpperCase()} `,
  'Application/X-WWW-Form-URLEncoded',
]

const JSON_TYPES: readonly string[] = [
  `${JSON_TYPE}; charset=latin1`,
  `${JSON_TYPE}; charset=utf-16`,
  `${JSON_TYPE}; charset=utf-32`,
  `${JSON_TYPE};odata=verbose`,
  'Application/JSON',
  'application/json5',
  'application/jsonp',
  'application/json, text/plain',
]

const MULTIPART_TYPES: readonly string[] = [
  `${MULTIPART}; charset=latin1`,
  `${MULTIPART}; charset=utf-16`,
  'Multipart/Form-Data; Boundary=x',
  'multipart/form-data; charset=utf-8; boundary="x"',
  'multipart/form-dataa; boundary=x',
]

const LENGTHS: readonly string[] = [
  '-1',
  '0',
  '1',
  '1e3',
  '0x10',
  '+9',
  '9, 9',
  '9.0',
  'NaN',
  'abc',
  '100000',
  '99999999999999999999',
]

export function createTypeBodies(field: string): HostileBody[] {
  const fields = `${field}=v`
  const json = `{"${field}":"v"}`
  const multipart = `${part(`name="${field}"`, 'v')}--x--\r\n`
  return [
    text('type: none', undefined, fields),
    text('type: none, and no body', undefined, ''),
    text('type: none, and JSON', undefined, json),
    text('type: none, and multipart', undefined, multipart),
    ...TYPES.map((type) => text(`type: ${show(type)}`, type, fields)),
    ...JSON_TYPES.map((type) => text(`type: ${show(type)}`, type, json)),
    ...MULTIPART_TYPES.map((type) => text(`type: ${show(type)}`, type, multipart)),
    text('type: JSON, and multipart', JSON_TYPE, multipart),
    text('type: multipart, and JSON', MULTIPART, json),
    text('type: multipart, and fields of a URL', MULTIPART, fields),
    ...LENGTHS.map((contentLength) => ({
      ...text(`length: ${contentLength}`, URLENCODED, fields),
      contentLength,
    })),
    { ...text('length: too much, of multipart', MULTIPART, multipart), contentLength: '1000' },
    { ...text('length: too little, of multipart', MULTIPART, multipart), contentLength: '20' },
    { ...text('length: too much, of JSON', JSON_TYPE, json), contentLength: '1000' },
  ]
}

function show(type: string): string {
  return JSON.stringify(type.length > 80 ? `${type.slice(0, 80)}…` : type)
}
