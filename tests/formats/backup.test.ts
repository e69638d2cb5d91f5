/**
 * The format of a backup, version 1, as published: what this folder holds was written once and is read for good.
 * Write a new version to a new folder; this one stays. `tests/worker/inbox-backup.test.ts` restores it.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'

import fc from 'fast-check'

import { FormatError } from '../../toolkit/core/errors.ts'
import { listColumns, ROW_KINDS } from '../../toolkit/inbox/backup-columns.ts'
import { countBytes, decodeLine, encodeLine } from '../../toolkit/inbox/backup-format.ts'

const GOLDEN = join(import.meta.dirname, 'backup-1', 'backup.ndjson')

const readGolden = async (): Promise<string[]> =>
  (await readFile(GOLDEN, 'utf8')).trimEnd().split('\n')

describe('a backup of version 1', () => {
  test('is read, and written again as it was', async () => {
    const lines = await readGolden()
    assert.deepEqual(lines.map(decodeLine).map(encodeLine), lines)
  })

  test('has a line of each kind, in the order of the kinds', async () => {
    const kinds = (await readGolden()).map((line) => decodeLine(line).kind)
    assert.deepEqual([...new Set(kinds)], ['head', ...ROW_KINDS, 'bytes', 'end'])
  })

  const damaged: readonly (readonly [line: string, message: RegExp])[] = [
    ['', /expected a JSON object, got /],
    ['{"submission":{"id":"1', /expected a JSON object/],
    ['[]', /expected a JSON object/],
    ['{}', /expected a line of a backup of version 1/],
    ['{"other":{}}', /expected a line of a backup of version 1/],
    ['{"leanto":"backup","version":2,"at":""}', /expected .*"version":1\}, got .*"version":2/],
    ['{"leanto":"forms","version":1,"at":""}', /got \{"leanto":"forms"/],
    ['{"tombstone":null}', /expected an object in "tombstone", got null/],
    ['{"tombstone":{"hash":"x"}}', /expected a text in "erased_at" of "tombstone", got nothing/],
    ['{"tombstone":{"hash":"x","erased_at":null}}', /expected a text in "erased_at".*got null/],
    ['{"tombstone":{"hash":1,"erased_at":""}}', /expected a text in "hash".*got 1/],
    [
      '{"tombstone":{"hash":"","erased_at":"","x":1}}',
      /expected hash, erased_at in "tombstone", got "x"/,
    ],
    ['{"scorer":{"version":1.5,"base64":""}}', /expected a whole number in "version"/],
    ['{"scorer":{"version":1,"base64":"","files":[]}}', /expected no "files" in "scorer"/],
    ['{"submission":{}}', /expected a list "files" in "submission"/],
    ['{"bytes":{"file":"a","at":0,"base64":"a"}}', /expected Base64 in "base64", got a/],
    ['{"bytes":{"file":"a","at":-1,"base64":""}}', /expected a number of bytes in "at", got -1/],
    ['{"bytes":{"file":"a","at":0}}', /expected a text in "base64", got nothing/],
    ['{"next":1}', /expected a text in "next", got 1/],
    ['{"end":true,"counts":{"audit":"1"}}', /expected numbers in "counts"/],
    ['{"end":true}', /expected numbers in "counts", got nothing/],
  ]
  for (const [line, message] of damaged)
    test(`refuses ${line || 'an empty line'}`, () => {
      assert.throws(
        () => decodeLine(line),
        (error) => error instanceof FormatError && message.test(error.message),
      )
    })

  test('reads whatever it has written', () => {
    const texts = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed())
    fc.assert(
      fc.property(texts, fc.constantFrom('tombstone', 'history', 'contract'), (text, kind) => {
        const row = listColumns(kind).map((name) => `${name} ${text}`)
        const line = { kind, row, files: [] } as const
        assert.deepEqual(decodeLine(encodeLine(line)), line)
        assert.ok(!encodeLine(line).includes('\n'))
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        assert.equal(countBytes(Buffer.from(bytes).toString('base64')), bytes.length)
      }),
    )
  })
})
