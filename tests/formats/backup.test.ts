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

const HASH = '0'.repeat(64)

/** In columns that do not take every text. */
const FIXED: Readonly<Record<string, string>> = {
  submission: '0'.repeat(32),
  at: '2026-01-01T00:00:00.000Z',
  first_at: '2026-01-01T00:00:00.000Z',
  controls: '[]',
}

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
    [
      `{"tombstone":{"hash":"${HASH}"}}`,
      /expected a time like .* in "erased_at" of "tombstone", got nothing/,
    ],
    [
      `{"tombstone":{"hash":"${HASH}","erased_at":null}}`,
      /expected a time .* in "erased_at".*got null/,
    ],
    ['{"tombstone":{"hash":1,"erased_at":""}}', /expected a hash .* in "hash".*got 1/],
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

  const time = /expected a time like 2026-01-31T12:00:00.000Z( or null)? in "\w+" of "\w+", got /
  const list = /expected a JSON list as a text of at most 1900000 bytes in "\w+" of "\w+", got /
  const short = /expected a text of at most 1900000 bytes( or null)? in "\w+" of "\w+", got /
  const id = /expected an id of 32 hexadecimal digits in "\w+" of "\w+", got /
  const meaningless: readonly (readonly [
    kind: string,
    column: string,
    json: string,
    message: RegExp,
  ])[] = [
    [
      'secret',
      'base64',
      '"AAAA"',
      /expected 32 bytes as Base64 in "base64" of "secret", got "AAAA"/,
    ],
    ['secret', 'base64', `"${'A'.repeat(44)}"`, /expected 32 bytes as Base64/],
    ['secret', 'base64', `"${'!'.repeat(43)}="`, /expected 32 bytes as Base64/],
    ['tombstone', 'hash', '"63b6"', /expected a hash of 64 hexadecimal digits in "hash"/],
    ['tombstone', 'hash', `"${HASH}\\n"`, /expected a hash/],
    ['tombstone', 'erased_at', '"never"', time],
    ['contract', 'controls', '"{}"', list],
    ['contract', 'first_at', '"2026"', time],
    ['submission', 'id', '"1"', id],
    ['submission', 'id', `"${'A'.repeat(32)}"`, id],
    ['submission', 'received_at', '"2026-02-30T00:00:00.000Z"', time],
    ['submission', 'received_at', '"2026-01-01T24:00:00.000Z"', time],
    ['submission', 'received_at', '"2026-01-01"', time],
    ['submission', 'received_at', '"2026-01-01T00:00:00+01:00"', time],
    ['submission', 'read_at', '""', time],
    ['submission', 'expires_at', '"soon"', time],
    [
      'submission',
      'state',
      '"new"',
      /expected "accepted" or "quarantined" or "archived" in "state"/,
    ],
    [
      'submission',
      'mark',
      '""',
      /expected "spam" or "ham" or null in "mark" of "submission", got ""/,
    ],
    ['submission', 'score', '1e999', /expected a number in "score" of "submission", got Infinity/],
    ['submission', 'signs', '"links"', list],
    ['submission', 'entries', '"[[\\"name\\""', list],
    ['submission', 'extra', '""', list],
    ['submission', 'consent', '"null"', list],
    ['submission', 'author', `"${'a'.repeat(1_900_001)}"`, short],
    ['submission', 'key', `"${'ü'.repeat(950_001)}"`, short],
    ['submission', 'entries', `"[\\"${'東'.repeat(633_333)}\\"]"`, list],
    ['submission', 'files', '[{"id":"x"}]', /expected an id .* in "id" of "files", got "x"/],
    ['history', 'submission', '"1"', id],
    ['history', 'at', '"2026-01-02"', time],
    ['delivery', 'state', '"sent"', /expected "new" or "done" or "dead" in "state" of "delivery"/],
    ['delivery', 'kind', '"digest"', /expected "notify" or "autoresponse" in "kind" of "delivery"/],
    ['delivery', 'due_at', '"x"', time],
    ['delivery', 'created_at', '"x"', time],
    ['delivery', 'done_at', '"x"', time],
    ['audit', 'at', '"x"', time],
  ]
  for (const [kind, column, json, message] of meaningless)
    test(`refuses ${json.slice(0, 40)} as ${column} of ${kind}`, async () => {
      const line = (await readGolden()).find((golden) => golden.startsWith(`{"${kind}"`)) ?? ''
      const start = line.indexOf(`"${column}":`) + column.length + 3
      const value: unknown = JSON.parse(line)[kind][column]
      const damage = line.slice(0, start) + json + line.slice(start + JSON.stringify(value).length)
      assert.throws(
        () => decodeLine(damage),
        (error) =>
          error instanceof FormatError && message.test(error.message) && error.message.length < 250,
      )
    })

  test('takes the longest texts, and times with and without parts of a second', async () => {
    const [line = ''] = (await readGolden()).filter((golden) => golden.startsWith('{"history"'))
    for (const detail of ['a'.repeat(1_900_000), 'ü'.repeat(950_000)])
      assert.doesNotThrow(() => decodeLine(line.replace('"detail":""', `"detail":"${detail}"`)))
    for (const at of ['2024-02-29T23:59:59Z', '2026-01-01T00:00:00.123456Z'])
      assert.doesNotThrow(() => decodeLine(line.replace('2026-11-03T09:00:00.000Z', at)))
  })

  test('reads whatever it has written', () => {
    const texts = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed())
    fc.assert(
      fc.property(texts, fc.constantFrom('history', 'contract'), (text, kind) => {
        const row = listColumns(kind).map((name) => FIXED[name] ?? `${name} ${text}`)
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
