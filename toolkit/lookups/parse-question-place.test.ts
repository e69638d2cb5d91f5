import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { readBox, readPoint, readRadius } from './parse-question-place.ts'
import { QuestionError } from './question.ts'

const point = (text: string) => readPoint(new URLSearchParams({ near: text }))
const radius = (text: string) => readRadius(new URLSearchParams({ radius: text }))
const box = (text: string) => readBox(new URLSearchParams({ box: text }))

describe('what people write about places', () => {
  test('a point is a latitude and a longitude', () => {
    assert.deepEqual(point('48.85,2.35'), { lat: 48.85, lng: 2.35 })
    assert.deepEqual(point(' -90 , 180 '), { lat: -90, lng: 180 })
    assert.deepEqual(point('0.5,-7.25'), { lat: 0.5, lng: -7.25 })
  })

  test('a distance has a unit, or is in metres', () => {
    const cases = { '50km': 50_000, '500m': 500, '500': 500, '10mi': 16_093.44, '1.5 KM': 1500 }
    for (const [text, metres] of Object.entries(cases)) assert.equal(radius(text), metres)
  })

  test('a box is west, south, east, north, and may cross the antimeridian', () => {
    assert.deepEqual(box('170,-20,-170,10'), { west: 170, south: -20, east: -170, north: 10 })
  })

  test('an empty field asks nothing', () => {
    for (const read of [point, radius, box]) assert.equal(read(' '), undefined)
  })

  test('what is none is refused with what was expected and what came', () => {
    const spots = ['1', '1,2,3', '91,0', '0,181', 'a,b', '0x1,2', '1,', 'NaN,1', ',', '1;2']
    const radii = ['km', '-5km', '5 miles', '1,5km', 'Infinity', '5kmh', '.', '1..2km', '0']
    const boxes = ['1,2,3', '1,2,3,4,5', '0,10,0,5', '0,-91,0,5', '181,0,0,1', 'a,b,c,d']
    const refuse = (read: (text: string) => unknown, texts: readonly string[]): void => {
      for (const text of texts) {
        assert.throws(
          () => read(text),
          (error) =>
            error instanceof QuestionError &&
            error.message.includes(` is ${JSON.stringify(text)}, expected `),
          text,
        )
      }
    }
    refuse(point, spots)
    refuse(radius, radii)
    refuse(box, boxes)
  })

  test('a long text is not repeated in whole', () => {
    assert.throws(() => point('9'.repeat(1000)), /near is "9{100}…", expected/)
  })
})
