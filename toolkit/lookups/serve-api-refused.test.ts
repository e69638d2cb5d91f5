/** What programs are told where there is no answer. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { createProgram, SITE } from '../../tests/lookup-api.ts'
import { UnavailableError } from '../core/errors.ts'
import { parseAddress } from './address.ts'
import { QuestionError } from './question.ts'
import { answerCall } from './serve-api.ts'

const { ask } = createProgram(answerCall)

describe('a request that cannot be answered', () => {
  it('is told which parameter is wrong', async () => {
    const response = await ask('cities?limit=0')
    assert.equal(response.status, 400)
    assert.equal(response.headers.get('content-type'), 'application/problem+json')
    const problem = JSON.parse(await response.text())
    assert.deepEqual(Object.keys(problem), ['status', 'title', 'detail', 'errors'])
    assert.equal(problem.errors[0].parameter, 'limit')
  })

  it('is told what the engine refuses', async () => {
    const list = (): Promise<never> => Promise.reject(new QuestionError('cursor: expected one'))
    const response = await ask('cities?cursor=x', { engine: { list } })
    assert.equal(response.status, 400)
    assert.match(await response.text(), /cursor: expected one/)
  })

  it('is told to come again where a file does not come', async (context) => {
    context.mock.method(console, 'error', () => undefined)
    const get = (): Promise<never> => Promise.reject(new UnavailableError('gone'))
    const response = await ask('cities/1', { engine: { get } })
    assert.equal(response.status, 503)
    assert.equal(response.headers.get('retry-after'), '10')
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
  })

  it('is never the fault of the site, whatever it is', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '?',
        '&',
        '=',
        'find',
        'keys',
        '%00',
        '%ff',
        '/',
        '..',
        '__proto__',
        '.csv',
        'near=',
        '1,2',
        "'--",
        'limit=-1',
        '%F0%9F%98%80',
        'key',
      ),
      fc.string({ maxLength: 5 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('cities', 'subdivisions'),
        fc.array(piece, { maxLength: 8 }),
        async (name, pieces) => {
          const path = `${name}/${pieces.join('')}`
          const { pathname } = new URL(`/api/lookups/${path}`, SITE)
          const address = parseAddress(pathname, '/api/lookups')
          if (address?.name !== name) return
          const { status } = await ask(path)
          assert.ok(status < 500, `${status} ${path}`)
        },
      ),
      { numRuns: 300 },
    )
  })
})
