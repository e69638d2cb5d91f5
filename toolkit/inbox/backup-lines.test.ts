import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { splitLines } from './backup-lines.ts'

async function* cut(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('the lines of a stream', () => {
  const cases: readonly (readonly [text: string, lines: readonly string[]])[] = [
    ['', []],
    ['\n', ['']],
    ['one', ['one']],
    ['one\ntwo\n', ['one', 'two']],
    ['one\n\ntwo', ['one', '', 'two']],
    ['ü😀\u2028\r\nß\n', ['ü😀\u2028\r', 'ß']],
  ]
  for (const [text, lines] of cases)
    test(`of ${JSON.stringify(text)} are the same, wherever it is cut`, async () => {
      for (const size of [1, 2, 3, 5, 100]) {
        const found: string[] = []
        for await (const line of splitLines(cut(text, size))) found.push(line)
        assert.deepEqual(found, lines, `by ${size}`)
      }
    })
})
