/** Bulgarian: the light stemmer of Nakov, BulStem, as Lucene has it, without the change of `е` to `я`. */

/** Takes a folded word to its stem: articles, plurals and the last vowel go. */
export function stem(word: string): string {
  if (word.length < 4) return word
  const bare = removePlural(removeArticle(word))
  const short = bare.length > 3 ? bare.replace(/я$/, '').replace(/[аое]$/, '') : bare
  return short.replace(/^(.{3,})ен$/, '$1н').replace(/^(.{4,})ъ(.)$/, '$1$2')
}

function removeArticle(word: string): string {
  return word
    .replace(/^(.{4,})ият$/, '$1')
    .replace(/^(.{4,})(?:ът|то|те|та|ия)$/, '$1')
    .replace(/^(.{3,})ят$/, '$1')
}

// The first that fits.
const PLURALS: readonly (readonly [ending: RegExp, singular: string])[] = [
  [/^(.{4,})(?:овци|ове)$/, '$1'],
  [/^(.{4,})еве$/, '$1й'],
  [/^(.{3,})ища$/, '$1'],
  [/^(.{2,})ници$/, '$1ниц'],
  [/^(.{3,})ци$/, '$1к'],
  [/^(.{3,})и$/, '$1'],
]

function removePlural(word: string): string {
  const [ending, singular] = PLURALS.find(([pattern]) => pattern.test(word)) ?? []
  return ending === undefined || singular === undefined ? word : word.replace(ending, singular)
}
