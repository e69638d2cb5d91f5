import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { toDisposition, toSafeName } from './file-names.ts'

describe('a name of a file', () => {
  const long = `${'ä'.repeat(300)}.pdf`
  const cases: readonly (readonly [name: string, safe: string])[] = [
    ['photo.jpg', 'photo.jpg'],
    ['../../etc/passwd', 'passwd'],
    [String.raw`C:\Users\ann\cv.pdf`, 'cv.pdf'],
    ['a/b/', 'file'],
    ['..', 'file'],
    ['', 'file'],
    ['.htaccess', 'htaccess'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['console.txt', 'console.txt'],
    ['a\r\nset-cookie: x=1', 'aset-cookie_ x=1'],
    ['x"; filename="y.exe', 'x_; filename=_y.exe'],
    ['invoice\u202egnp.exe', 'invoicegnp.exe'],
    ['zero\u200bwidth\ufeff.txt', 'zerowidth.txt'],
    ['half\ud800.txt', 'half.txt'],
    ['re\u0301sume\u0301.pdf', 'résumé.pdf'],
    ['trailing. . ', 'trailing'],
    ['日本語.txt', '日本語.txt'],
    [long, `${'ä'.repeat(88)}.pdf`],
    [`a.${'b'.repeat(300)}`, `a.${'b'.repeat(178)}`],
  ]
  for (const [name, safe] of cases)
    test(`${JSON.stringify(name.slice(0, 40))} is saved as ${JSON.stringify(safe.slice(0, 40))}`, () => {
      assert.equal(toSafeName(name), safe)
    })

  test('is one part of a path that any system takes, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const safe = toSafeName(name)
        assert.match(safe, /^[^/\\<>:"|?*\p{C}]+$/u)
        assert.doesNotMatch(safe, /^\.|\.$|^\s|\s$/)
        assert.ok(new TextEncoder().encode(safe).length <= 181)
      }),
    )
  })
})

describe('the header that saves an answer', () => {
  const cases: readonly (readonly [name: string, header: string])[] = [
    ['cv.pdf', `attachment; filename="cv.pdf"; filename*=UTF-8''cv.pdf`],
    [
      'Lebenslauf für Ü.pdf',
      `attachment; filename="Lebenslauf f_r _.pdf"; filename*=UTF-8''Lebenslauf%20f%C3%BCr%20%C3%9C.pdf`,
    ],
    [
      `it's (1)*.txt`,
      `attachment; filename="it's (1)_.txt"; filename*=UTF-8''it%27s%20%281%29_.txt`,
    ],
    ['100%41.txt', `attachment; filename="100_41.txt"; filename*=UTF-8''100%2541.txt`],
    ['a";b=c', `attachment; filename="a__b=c"; filename*=UTF-8''a_%3Bb%3Dc`],
  ]
  for (const [name, header] of cases)
    test(`has ${name}`, () => {
      assert.equal(toDisposition(name), header)
    })

  test('is one header whose encoded name is the safe name, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const header = toDisposition(name)
        const [, ascii, encoded = ''] =
          /^attachment; filename="([ !#-[\]-~]*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]+)$/.exec(
            header,
          ) ?? []
        assert.notEqual(ascii, undefined, header)
        assert.equal(decodeURIComponent(encoded), toSafeName(name))
        assert.equal(
          new Headers({ 'content-disposition': header }).get('content-disposition'),
          header,
        )
      }),
    )
  })
})
