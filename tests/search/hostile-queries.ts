/** Queries that nobody means well with, the same ones for each seed. */
import { NAUGHTY } from '../hostile/bodies-naughty.ts'
import { createRandom, type Random } from '../parity/random.ts'

/** What a query language takes for its own, arranged as no grammar has it. */
const SIGNS = ['"', '“', '”', '„', '«', '»', "'", '-', '--', '–', '+', '*', '~', ':', '/', '(', ')']
const BLANKS = [' ', '  ', '\t', '\n', '\u00a0', '\u3000', '\u200b', '']
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'then',
  'length',
  'undefined',
  'null',
  'NaN',
]
/** Texts that send a careless pattern into the woods. */
const BOMBS = [
  'a'.repeat(500) + '!',
  '-"'.repeat(200),
  '"a '.repeat(100),
  '_'.repeat(300) + 'a',
  'aA'.repeat(200),
  'a.b'.repeat(150),
  'a-'.repeat(200),
  '\u0301'.repeat(400),
  '1,'.repeat(200),
  '((((a*)*)*)*)*$',
  '日'.repeat(300),
]
const LONG = 100_000

/** @param words - words that the index has, so that much is found */
export function hostileQueries(count: number, seed: number, words: readonly string[]): string[] {
  const random = createRandom(seed)
  const texts = [...Object.values(NAUGHTY), ...NAMES, ...BOMBS]
  const fixed = [
    '',
    ...texts.flatMap((text) => [text, `"${text}"`, `-${text}`, `${text} `, `"${text}`]),
    ...[...texts, ...SIGNS, ...words.slice(0, 3)].map((text) => text.repeat(LONG).slice(0, LONG)),
    ...texts.map((text) => `${words[0]} `.repeat(LONG / 10) + text),
  ]
  const makers = [randomUnits, randomPoints, randomSigns(words), randomMix([...texts, ...words])]
  return Array.from({ length: count }, (_, at) => {
    const make = makers[at % makers.length] ?? randomUnits
    return fixed[at] ?? make(random)
  })
}

/** Any sixteen bits, halves of surrogate pairs among them. */
function randomUnits(random: Random): string {
  return repeat(random, 60, () => String.fromCharCode(random.below(0x1_0000)))
}

function randomPoints(random: Random): string {
  return repeat(random, 40, () => String.fromCodePoint(random.below(0x11_0000)))
}

/** Words between signs of all kinds: quotes that do not close, signs before signs. */
function randomSigns(words: readonly string[]): (random: Random) => string {
  return (random) =>
    repeat(random, 16, () => random.pick(random.once(2) ? SIGNS : words) + random.pick(BLANKS))
}

function randomMix(texts: readonly string[]): (random: Random) => string {
  return (random) => repeat(random, 8, () => cutAnywhere(random, texts) + random.pick(BLANKS))
}

/** A piece of a text, cut also within what belongs together. */
function cutAnywhere(random: Random, texts: readonly string[]): string {
  const text = random.pick(texts)
  return text.slice(random.below(text.length + 1)).slice(0, 1 + random.below(30))
}

function repeat(random: Random, most: number, make: () => string): string {
  return Array.from({ length: random.below(most + 1) }, make).join('')
}
