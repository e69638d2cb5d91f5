import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { toBackPath } from './back.ts'

const PATHS: readonly (readonly [asked: string | undefined, path: string])[] = [
  ['/inbox', '/inbox'],
  ['/inbox?form=contact&folder=spam&q=%C3%A9', '/inbox?form=contact&folder=spam&q=%C3%A9'],
  ['/inbox?q=//evil.example', '/inbox?q=//evil.example'],
  ['/inbox/00ff#part', '/inbox/00ff'],
  ['/inbox/a/../data', '/inbox/data'],
  // All others lead to the inbox.
  [undefined, '/inbox'],
  ['', '/inbox'],
  ['/', '/inbox'],
  ['/inboxes', '/inbox'],
  ['/search', '/inbox'],
  ['//evil.example/inbox', '/inbox'],
  ['/\\evil.example/inbox', '/inbox'],
  ['\\\\evil.example', '/inbox'],
  ['https://evil.example/inbox', '/inbox'],
  ['//inbox', '/inbox'],
  ['/%2Fevil.example', '/inbox'],
  ['%2F%2Fevil.example', '/inbox'],
  ['/%5Cevil.example', '/inbox'],
  ['/\t/evil.example', '/inbox'],
  [' /inbox/data', '/inbox'],
  ['/inbox/..//evil.example', '/inbox'],
  ['/inbox/../..//evil.example', '/inbox'],
  ['/inbox/..\\\\evil.example', '/inbox'],
  ['/inbox/%2e%2e//evil.example', '/inbox'],
  ['/inbox/.%2E/search', '/inbox'],
  ['/inbox.evil.example', '/inbox'],
  ['/inbox@evil.example', '/inbox'],
  ['javascript:alert(1)', '/inbox'],
  ['/inbox/sign-in?link=1.a', '/inbox'],
  ['/inbox/sign-out', '/inbox'],
]

describe('the way back', () => {
  for (const [asked, path] of PATHS)
    test(`to ${JSON.stringify(asked)} is ${path}`, () => {
      assert.equal(toBackPath(asked), path)
    })

  test('has no line feed, which would end a header', () => {
    assert.doesNotMatch(toBackPath('/inbox?a\r\nset-cookie: b'), /[\r\n]/)
  })
})
