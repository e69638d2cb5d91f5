import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { readCsvBytes as read } from '../../tests/build-source-csv.ts'

describe('the encoding of CSV', () => {
  const utf16 = (text: string, isBig: boolean): Uint8Array => {
    const bytes = Buffer.from(text, 'utf16le')
    return isBig ? bytes.swap16() : bytes
  }

  it('is told by the byte order mark, or by its zeros', async () => {
    const text = 'näme,ort\n東京,😀\n'
    const expected = [['東京', '😀']]
    for (const bytes of [
      Buffer.from(`\ufeff${text}`),
      utf16(`\ufeff${text}`, false),
      utf16(`\ufeff${text}`, true),
      utf16(text, false),
      utf16(text, true),
    ]) {
      for (const size of [4, 7, 1000]) {
        const { names, records, warnings } = await read(bytes, {}, size)
        assert.deepEqual([names, records, warnings], [['näme', 'ort'], expected, []])
      }
    }
  })

  it('is windows-1252 where it is not UTF-8, and the owner is told', async () => {
    const bytes = Buffer.concat([Buffer.from('name,price\nCaf'), Buffer.of(0xe9, 0x2c, 0x80, 0x0a)])
    for (const size of [4, 14, 1000]) {
      const { records, warnings } = await read(bytes, {}, size)
      assert.deepEqual(records, [['Café', '€']])
      assert.deepEqual(warnings, ['rows.csv is not UTF-8: it is read as windows-1252'])
    }
  })

  it('is as declared', async () => {
    const { records } = await read(Buffer.of(0x61, 0x0a, 0x93, 0x8c, 0x8b, 0x9e), {
      encoding: 'shift_jis',
    })
    assert.deepEqual(records, [['東京']])
    await assert.rejects(read('a', { encoding: 'klingon' }), /the encoding "klingon" is not known/)
  })

  it('is refused with the line where UTF-8 is damaged', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\né,ü\nö,'),
      Buffer.of(0xe9),
      Buffer.from('\nß,ä\n'),
    ])
    for (const size of [5, 1000]) {
      await assert.rejects(read(bytes, {}, size), {
        message:
          'rows.csv:3: expected utf-8, got bytes that are none; `csv.encoding` declares another',
      })
    }
    await assert.rejects(read(Buffer.concat([Buffer.from('a\né\n'), Buffer.of(0xe2, 0x82)])), {
      message: /^rows\.csv:3: expected utf-8/,
    })
  })
})
