/** Which page a question gets that is about no row, list or place. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { cities } from '../../tests/lookup-cities.ts'
import { names, OPTIONS, show } from '../../tests/lookup-page.ts'
import { toText } from '../page/render.ts'
import { answerPage } from './page-answer.ts'

describe('the page of other questions', () => {
  it('has the row whose range holds a value', async () => {
    const { data } = await show('contains=2.0')
    assert.deepEqual([data['value'], data['heading'], data['found']], ['2', '2', true])
    assert.equal((await show('contains=99')).status, 404)
  })

  it('has the rows of several keys', async () => {
    assert.deepEqual(names((await show('keys=2,99,1')).data), ['Parma', 'Paris'])
  })

  it('is another page for any row', async () => {
    const answer = await answerPage(
      cities.index,
      cities.engine,
      '',
      new URLSearchParams('random=1'),
      OPTIONS,
    )
    assert.deepEqual(answer, { goTo: '/lookups/cities/1' })
  })

  it('is none without a question', async () => {
    for (const query of ['', 'find=', 'find=%20&country=', 'utm_source=mail&fbclid=x'])
      assert.equal(
        await answerPage(cities.index, cities.engine, '', new URLSearchParams(query)),
        undefined,
      )
  })

  it('says what is wrong, beside what was typed', async () => {
    for (const [query, mistake] of [
      ['find=par&colour=red', /Unknown parameter "colour"/],
      ['find=par&limit=x', /limit is "x"/],
      ['find=par&near=here', /asked together/],
      ['contains=x&find=', /expected a number, got "x"/],
    ] as const) {
      const { status, data, isKept } = await show(query)
      assert.deepEqual([status, isKept], [400, false])
      assert.match(toText(data['mistake']), mistake)
    }
    assert.equal((await show('find=par&limit=x')).data['query'], 'par')
  })
})
