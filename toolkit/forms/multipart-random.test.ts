import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'

import { FORM_DATA, read, split, toStream } from '../../tests/multipart-outcome.ts'
import { readBoundary } from './multipart.ts'

const encoder = new TextEncoder()

describe('random bodies', () => {
  const BOUNDARY = '--bound-x'
  const DELIMITER = `\r\n--${BOUNDARY}`
  const PIECES = ['\r', '\n', '\r\n', '-', '--', '\r\n--', DELIMITER.slice(0, -1), BOUNDARY, '-x']
  const CONTENT = fc
    .array(
      fc.oneof(
        fc.uint8Array({ maxLength: 10 }),
        fc.constantFrom(...PIECES).map((piece) => encoder.encode(piece)),
      ),
      { maxLength: 20 },
    )
    .map((pieces) => Buffer.concat(pieces))
    .filter((content) => !`\r\n${content.toString('latin1')}`.includes(DELIMITER))
  const NAME = fc.string({ unit: 'grapheme', maxLength: 10 })
  const SIZES = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 300 })),
    {
      minLength: 1,
      maxLength: 10,
    },
  )

  /** As HTML encodes it. */
  const escape = (name: string): string =>
    name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const unescape = (name: string): string =>
    name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n')

  test('are read back from whatever chunks', async () => {
    const parts = fc.array(fc.record({ name: NAME, content: CONTENT, isFile: fc.boolean() }), {
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(parts, CONTENT, SIZES, async (sent, epilogue, sizes) => {
        const pieces = sent.flatMap(({ name, content, isFile }) => [
          encoder.encode(
            `${DELIMITER}\r\n${FORM_DATA}name="${escape(name)}"${isFile ? '; filename="f"' : ''}\r\n\r\n`,
          ),
          content,
        ])
        const body = Buffer.concat([...pieces, encoder.encode(`${DELIMITER}--\r\n`), epilogue])
        const { end, parts: got } = await read(toStream(split(body, sizes)), BOUNDARY)
        assert.deepEqual(end, { kind: 'read' })
        assert.deepEqual(
          got,
          sent.map(({ name, content, isFile }) => ({
            name: unescape(name),
            filename: isFile ? 'f' : undefined,
            type: '',
            content,
            isWhole: true,
          })),
        )
      }),
      { numRuns: 500 },
    )
  })

  // Node takes a file without a name for text.
  const FILENAME = NAME.filter((name) => name !== '')
  const FORM = fc
    .array(fc.tuple(NAME, fc.oneof(NAME, fc.tuple(FILENAME, CONTENT))), {
      minLength: 1,
      maxLength: 5,
    })
    .map((fields) => {
      const form = new FormData()
      for (const [name, value] of fields) {
        if (typeof value === 'string') form.append(name, value)
        else form.append(name, new File([value[1]], value[0], { type: 'image/png' }))
      }
      return form
    })

  test('of a form give the entries that the platform reads', async () => {
    await fc.assert(
      fc.asyncProperty(FORM, SIZES, async (form, sizes) => {
        const encoded = new Response(form)
        const contentType = encoded.headers.get('content-type') ?? ''
        const bytes = await encoded.bytes()
        const { end, parts } = await read(toStream(split(bytes, sizes)), readBoundary(contentType))
        assert.deepEqual(end, { kind: 'read' })
        const again = new Response(bytes, { headers: { 'content-type': contentType } })
        const expected = []
        for (const [name, value] of await again.formData()) {
          if (typeof value === 'string') expected.push([name, undefined, '', value])
          else {
            const filename = value.name.split(/[/\\]/).at(-1)
            expected.push([name, filename, value.type, Buffer.from(await value.bytes()).toString()])
          }
        }
        assert.deepEqual(
          parts.map(({ name, filename, type, content }) => [
            name,
            filename,
            type,
            content.toString(),
          ]),
          expected,
        )
      }),
      { numRuns: 300 },
    )
  })

  const CHANGE = fc.record({
    at: fc.nat(1000),
    cut: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(400)),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 3 }),
      fc.constantFrom(...PIECES, DELIMITER, ';', '"').map((piece) => encoder.encode(piece)),
    ),
  })

  test('that were changed never throw, and end the same in whatever chunks', async () => {
    const part0 = fc.record({ name: NAME, content: CONTENT })
    const kinds = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        fc.array(part0, { maxLength: 4 }),
        fc.array(CHANGE, { minLength: 1, maxLength: 4 }),
        SIZES,
        async (sent, changes, sizes) => {
          let body: Buffer = Buffer.concat([
            ...sent.flatMap(({ name, content }) => [
              encoder.encode(`${DELIMITER}\r\n${FORM_DATA}name="${escape(name)}"\r\n\r\n`),
              content,
            ]),
            encoder.encode(`${DELIMITER}--`),
          ])
          for (const { at, cut, insert } of changes) {
            const from = at % (body.length + 1)
            body = Buffer.concat([body.subarray(0, from), insert, body.subarray(from + cut)])
          }
          const limits = { bytes: 300, parts: 3, nameLength: 20 }
          const whole = await read(toStream([body]), BOUNDARY, limits)
          kinds.add(whole.end.kind)
          assert.deepEqual(await read(toStream(split(body, sizes)), BOUNDARY, limits), whole)
        },
      ),
      { numRuns: 2000 },
    )
    assert.deepEqual([...kinds].toSorted(), ['broken', 'read', 'too-long', 'too-many'])
  })
})
