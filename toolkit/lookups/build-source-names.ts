/** Gives the columns of a source names that can stand in addresses, templates and the headers of CSV. */
import { fold } from '../core/fold.ts'

export interface ColumnName {
  readonly name: string
  /** What the source calls it, where that is another. */
  readonly title?: string
}

const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/
const MAX_NAME_LENGTH = 64

/** A row has its own address under this name. */
const ADDRESS = 'href'

export interface ColumnNamer {
  /** @param position - of the column, from 1, for one that cannot be named after its header */
  add(header: string, position: number): ColumnName
}

/**
 * A header of letters, digits, `_` and `-`, a letter first, stays as it is. Of any other the folded Latin letters and
 * digits are joined by `_`: `Größe (m²)` is `grosse_m2`; `2020` is `column_2020`, and what has neither is `column_3`.
 * What is taken gets a number: `name_2`.
 */
export function createColumnNamer(): ColumnNamer {
  const taken = new Set<string>([ADDRESS])
  return {
    add(header, position) {
      const title = header.trim()
      const wanted = toName(title, position)
      let name = wanted
      for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`
      taken.add(name)
      return name === title || title === '' ? { name } : { name, title }
    },
  }
}

function toName(title: string, position: number): string {
  if (NAME.test(title) && title.length <= MAX_NAME_LENGTH) return title
  const folded = fold(title)
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, MAX_NAME_LENGTH)
    .replace(/^_+|_+$/g, '')
  if (folded === '') return `column_${position}`
  return /^[a-z]/.test(folded) ? folded : `column_${folded}`
}
