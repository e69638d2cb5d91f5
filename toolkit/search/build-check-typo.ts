/** Mistakes as fingers make them, the same ones each time, so that what a search makes of them can be measured. */

/** A word with fewer letters is another word after one mistake: `cat`, `cut`. */
const MIN_LETTERS = 5
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const WORD = /\p{L}+/gu

/**
 * Makes one mistake in the longest word of a text: a letter too many, too few or wrong, or two in the wrong order.
 * The text itself chooses which, and another `seed` another one.
 * @returns `undefined` where no word has five letters of an alphabet that has a case
 */
export function addTypo(text: string, seed = 0): string | undefined {
  const words = [...text.matchAll(WORD)].filter(([word]) => isSpelled(word))
  const [longest] = words.toSorted((a, b) => b[0].length - a[0].length)
  if (longest === undefined) return undefined
  const [word] = longest
  const random = createChoices(`${seed} ${text}`)
  const wrong = misspell(word, random)
  return text.slice(0, longest.index) + wrong + text.slice(longest.index + word.length)
}

/** Scripts without letter case are typed by their sounds, and their mistakes are others. */
function isSpelled(word: string): boolean {
  return word.length >= MIN_LETTERS && word.toLowerCase() !== word.toUpperCase()
}

/** Gives a whole number from 0 to below its argument, another each time. */
type Choices = (count: number) => number

function misspell(word: string, random: Choices): string {
  const at = random(word.length)
  const letter = inCaseOf(word[at], LETTERS[random(LETTERS.length)] ?? 'e')
  const [start, end] = [word.slice(0, at), word.slice(at + 1)]
  const made = [
    start + letter + word.slice(at),
    start + end,
    start + letter + end,
    start + end.slice(0, 1) + (word[at] ?? '') + end.slice(1),
  ][random(4)]
  return made === undefined || made === word ? misspell(word, random) : made
}

function inCaseOf(typed = '', letter: string): string {
  return typed === typed.toLowerCase() ? letter : letter.toUpperCase()
}

/** Mulberry32, started with an FNV-1a hash of a text. */
function createChoices(text: string): Choices {
  let state = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  }
  return (count) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count
  }
}
