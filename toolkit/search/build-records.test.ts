import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { parsePage } from '../page/build-page.ts'
import { extractPage } from './build-extract.ts'
import { buildRecords } from './build-records-thread.ts'
import { createRecordCoder, sampleTexts, toRecord } from './build-records.ts'

describe('the records of a large site', () => {
  test('are in a thread what they are without one, in the order of the pages', async () => {
    const pages = Array.from({ length: 1203 }, (_, at) => {
      const text = `<title>Page ${at}</title><main><p>The words of page ${at}, said ${'again '.repeat(at % 9)}</main>`
      return extractPage(parsePage(`p/${at}.html`, text)) ?? assert.fail()
    })
    const { codes, encode } = createRecordCoder(sampleTexts(pages))
    const wanted = { codes, records: pages.map((page) => encode(toRecord(page))) }
    assert.deepEqual(await buildRecords(pages), wanted)
  })
})
