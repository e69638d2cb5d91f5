/**
 * What marks add to the score, on the labelled set: taught by one part of the messages, as an owner would mark them, it
 * judges the others.
 */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'

import {
  createCounts,
  judge as judgeWords,
  learn,
  toBuckets,
  type Counts,
} from '../../toolkit/forms/spam-learnt.ts'
import { QUARANTINE } from '../../toolkit/forms/spam.ts'
import { judge, toTexts, type View } from './judge.ts'
import type { Message } from './message.ts'
import { MESSAGES } from './messages.ts'

const EVEN = MESSAGES.filter((_, at) => at % 2 === 0)
const ODD = MESSAGES.filter((_, at) => at % 2 === 1)
const VIEWS: readonly View[] = ['all', 'words']

interface Judged {
  readonly message: Message
  /** How likely it is spam, by what was learnt. */
  readonly learnt: number
}

/** The sum of both ways: each half judged by what the other taught. */
const crossed: readonly Judged[] = [...judgeBy(EVEN, ODD), ...judgeBy(ODD, EVEN)]

describe('what was learnt', () => {
  const spam = crossed.filter(({ message }) => message.label === 'spam')
  const honest = crossed.filter(({ message }) => message.label === 'honest')

  test('is surer of half of the spam than of any honest message', (context) => {
    const share = (all: readonly Judged[], holds: (learnt: number) => boolean): number =>
      all.filter(({ learnt }) => holds(learnt)).length / all.length
    context.diagnostic(
      `of the spam ${toPercent(share(spam, (p) => p > 0.9))} look like spam, ${toPercent(share(spam, (p) => p > 0.99))} beyond doubt, ` +
        `${toPercent(share(spam, (p) => p < 0.05))} like none`,
    )
    context.diagnostic(
      `of the honest ${toPercent(share(honest, (p) => p > 0.9))} look like spam, ${toPercent(share(honest, (p) => p > 0.99))} beyond doubt, ` +
        `${toPercent(share(honest, (p) => p < 0.05))} like none`,
    )
    assert.ok(share(spam, (p) => p > 0.9) >= 0.45)
    assert.equal(
      share(honest, (p) => p > 0.99),
      0,
    )
    assert.ok(share(honest, (p) => p > 0.9) <= 0.02)
    assert.equal(
      share(spam, (p) => p < 0.05),
      0,
    )
  })

  for (const view of VIEWS) {
    test(`lets more spam be put aside, and no honest message: by ${view}`, (context) => {
      const untaught = measure(crossed, view, false)
      const taught = measure(crossed, view, true)
      for (const [name, { precision, recall, honest: aside }] of [
        ['untaught', untaught],
        ['taught', taught],
      ] as const) {
        context.diagnostic(
          `${view}, ${name}: precision ${toPercent(precision)}, recall ${toPercent(recall)}, ` +
            `${aside.length} honest put aside (${aside.join(', ')})`,
        )
      }
      assert.deepEqual(taught.honest, [])
      assert.ok(taught.recall >= untaught.recall + (view === 'words' ? 0.2 : 0.04))
    })
  }

  test('hardly ever puts an honest message aside, whichever messages it was taught', (context) => {
    const figures = Array.from({ length: 10 }, (_, seed) => {
      const all = shuffle(MESSAGES, seed + 1)
      const half = all.length / 2
      return measure(judgeBy(all.slice(0, half), all.slice(half)), 'all', true)
    })
    const precision = average(figures.map((each) => each.precision))
    const recall = average(figures.map((each) => each.recall))
    context.diagnostic(
      `ten random halves: precision ${toPercent(precision)}, recall ${toPercent(recall)}, ` +
        `${figures.flatMap(({ honest: own }) => own).length} honest put aside in all`,
    )
    assert.ok(precision >= 0.99)
    assert.ok(recall >= 0.5)
  })
})

describe('a judgement', () => {
  let counts: Counts
  before(() => {
    counts = teach(EVEN)
  })

  test('takes a small part of a millisecond', (context) => {
    const texts = ODD.map(valuesOf)
    const times = Array.from({ length: 20 }, () => {
      const started = performance.now()
      for (const each of texts) judgeWords(counts, toBuckets(each))
      return ((performance.now() - started) * 1000) / texts.length
    }).toSorted((a, b) => a - b)
    const median = times[10] ?? Infinity
    context.diagnostic(`${median.toFixed(0)} µs a message`)
    // Many times what it takes, for machines that are busy.
    assert.ok(median < 1000)
  })
})

function teach(messages: readonly Message[]): Counts {
  const counts = createCounts()
  for (const message of messages) {
    learn(counts, toBuckets(valuesOf(message)), message.label === 'spam' ? 'spam' : 'ham', 1)
  }
  return counts
}

function judgeBy(lessons: readonly Message[], messages: readonly Message[]): Judged[] {
  const counts = teach(lessons)
  return messages.map((message) => {
    const learnt = judgeWords(counts, toBuckets(valuesOf(message)))
    assert.ok(learnt !== undefined)
    return { message, learnt }
  })
}

function measure(judged: readonly Judged[], view: View, isTaught: boolean) {
  const apart = judged.filter(
    ({ message, learnt }) => judge(message, view, isTaught ? learnt : undefined) >= QUARANTINE,
  )
  const spam = apart.filter(({ message }) => message.label === 'spam').length
  return {
    precision: spam / apart.length,
    recall: spam / judged.filter(({ message }) => message.label === 'spam').length,
    honest: apart.flatMap(({ message }) => (message.label === 'honest' ? message.name : [])),
  }
}

function valuesOf(message: Message): string[] {
  return toTexts(message).map(({ value }) => value)
}

/** The same order for the same seed, by a linear congruential generator (Numerical Recipes, section 7.1). */
function shuffle(messages: readonly Message[], seed: number): Message[] {
  let state = seed
  return messages
    .map((message) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return { message, rank: state }
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ message }) => message)
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length
}

function toPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
