/**
 * How well the score tells spam from honest messages, on a labelled set. The signs and their points were chosen with
 * the even half of the set in view; the odd one shows how they do on messages that nobody chose them by.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'

import { QUARANTINE } from '../../toolkit/forms/spam.ts'
import { judge, type View } from './judge.ts'
import type { Message } from './message.ts'
import { MESSAGES } from './messages.ts'

const VIEWS: readonly View[] = ['all', 'proof', 'words']
const HALVES: readonly (readonly [name: string, messages: readonly Message[]])[] = [
  ['even', MESSAGES.filter((_, at) => at % 2 === 0)],
  ['odd', MESSAGES.filter((_, at) => at % 2 === 1)],
]

interface Figures {
  readonly precision: number
  readonly recall: number
  /** The honest messages that are kept apart, by name. */
  readonly honest: readonly string[]
}

describe('the labelled set', () => {
  const spam = MESSAGES.filter(({ label }) => label === 'spam')

  test('has at least 240 messages in ten languages, about half of them spam', () => {
    assert.ok(MESSAGES.length >= 240)
    for (const language of ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'ja', 'zh']) {
      const count = MESSAGES.filter((message) => message.language === language).length
      assert.ok(count >= 20, `${language}: ${count}`)
    }
    assert.ok(Math.abs(spam.length / MESSAGES.length - 0.5) < 0.05)
  })

  test('has a third of spam as a person would send it: no trap, no haste, one link at most', () => {
    const quiet = spam.filter(
      ({ trap = '', elapsed = 45_000, message }) =>
        trap === '' && elapsed !== null && elapsed > 2000 && countLinks(message) <= 1,
    )
    assert.ok(quiet.length >= spam.length / 3, String(quiet.length))
  })

  test('has honest messages that are hard: links, capitals, letters from elsewhere', () => {
    const hard = MESSAGES.filter(
      ({ label, message, language }) =>
        label === 'honest' &&
        (countLinks(message) > 1 ||
          /\p{Lu}{2}[^\p{Ll}]{40}/u.test(message) ||
          (language !== 'ja' && language !== 'zh' && /\p{Script=Han}/u.test(message)) ||
          (language !== 'ru' && /\p{Script=Cyrillic}/u.test(message))),
    )
    assert.ok(hard.length >= 15, String(hard.length))
  })
})

describe('the score', () => {
  for (const [name, messages] of HALVES) {
    for (const view of VIEWS) {
      test(`hardly ever keeps an honest message apart: ${name} half, by ${view}`, (context) => {
        const { precision, recall, honest } = measure(messages, view)
        context.diagnostic(
          `${name} half by ${view}: precision ${toPercent(precision)}, recall ${toPercent(recall)}, ` +
            `${honest.length} honest kept apart (${honest.join(', ')})`,
        )
        context.diagnostic(`points of honest ${toHistogram(messages, 'honest', view)}`)
        context.diagnostic(`points of spam   ${toHistogram(messages, 'spam', view)}`)
        assert.ok(precision >= 0.97, `precision ${precision}`)
      })
    }

    test(`keeps about half of the spam apart: ${name} half`, () => {
      assert.ok(measure(messages, 'all').recall >= 0.45)
      assert.ok(measure(messages, 'proof').recall >= 0.5)
      assert.ok(measure(messages, 'words').recall >= 0.15)
    })
  }
})

function measure(messages: readonly Message[], view: View): Figures {
  const apart = messages.filter((message) => judge(message, view) >= QUARANTINE)
  const spam = apart.filter(({ label }) => label === 'spam').length
  return {
    precision: spam / apart.length,
    recall: spam / messages.filter(({ label }) => label === 'spam').length,
    honest: apart.filter(({ label }) => label === 'honest').map((message) => message.name),
  }
}

/** How many messages have 0 points, 1 point, 2 points … */
function toHistogram(messages: readonly Message[], label: Message['label'], view: View): string {
  const points = messages.filter((each) => each.label === label).map((each) => judge(each, view))
  const counts = Array.from({ length: Math.max(...points) + 1 }, (_, at) =>
    points.filter((each) => each === at).length.toString(),
  )
  return counts.join(' ')
}

function countLinks(text: string): number {
  return text.match(/https?:|www\.|t\.me\/|\.example\//g)?.length ?? 0
}

function toPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
