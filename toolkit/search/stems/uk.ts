/** Ukrainian: endings of nouns, adjectives and verbs come off, as Snowball’s stemmer for Russian does it. */

const VOWEL = /[аеиоуюяіїє]/
const REFLEXIVE = /с[яь]$/
// The first match is the longest.
const ENDING = new RegExp(
  `(?:${[
    'ого|ому|[иі]ми|[иії]й|[иії]м|[иії]х|ою|[іє]?єю|[аеєиіїйоуьюя]',
    '[іи]?ями|ами|[оеє]ві|[ая][мх]|[иіоеєї]в|[оеє]м|ей',
    'нн(?:[яюі]|ям|ями|ях)|(?<=[аеіу])нь',
    '(?:[ую]ва|[аиіїяоу])(?:ти|л[аио]?|вши|в)|[ую]?[юу]ть|[аяиї]ть|[еєиїую]ш|[ую]?[єую](?:мо|те)?',
  ].join('|')})$`,
)
// `можливість` and `можливості`
const QUALITY = /іст$/

/** Takes a folded word to its stem: what follows its first vowel may go. */
export function stem(word: string): string {
  const head = word.search(VOWEL) + 1
  if (head === 0) return word
  const rest = word.slice(head).replace(REFLEXIVE, '').replace(ENDING, '')
  return word.slice(0, head) + rest.replace(QUALITY, 'ост')
}
