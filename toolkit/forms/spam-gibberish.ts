/** Whether a field holds random letters, such as `OqGgQTXrkzPc`, and nothing else. */

const MIN_LETTERS = 8
const MAX_LETTERS = 40
const MAX_WORDS = 5

// No language that is written with a case has as many consonants in a row at the place where the case changes.
const MANY_CONSONANTS = 5

/** How many texts are made of random words alone. */
export function countGibberish(values: readonly string[]): number {
  return values.filter(isGibberish).length
}

function isGibberish(value: string): boolean {
  if (value.length > MAX_WORDS * (MAX_LETTERS + 1)) return false
  const words = value.trim().split(/\s+/)
  return words.length <= MAX_WORDS && words.every(isRandom)
}

/** Whether the case of a word's letters changes as in no name and hardly an identifier. */
function isRandom(word: string): boolean {
  if (word.length < MIN_LETTERS || word.length > MAX_LETTERS || !/^[a-z]+$/i.test(word))
    return false
  const humps = word.match(/[A-Z]*[a-z]*/g)?.filter((hump) => hump !== '') ?? []
  const odd = humps.filter(isOdd).length
  if (odd === 0 || humps.length < 2) return false
  const consonants = word.split(/[aeiouy]+/i).map(({ length }) => length)
  return (odd >= 2 && humps.length >= 3) || Math.max(...consonants) >= MANY_CONSONANTS
}

/** Whether a hump of `camelCase` is none that people make: `Qw`, `GTXrk`. `De` and `La` are parts of names. */
function isOdd(hump: string): boolean {
  return /^[A-Z]{2,}[a-z]|^[A-Z][a-z]$/.test(hump) && !/^[A-Z][aeiou]$/.test(hump)
}
