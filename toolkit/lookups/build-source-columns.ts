/** The columns of a source, in the order in which they first appear, under the names that the lookup gives them. */
import { ColumnReader } from './build-infer-column.ts'
import { createColumnNamer, type ColumnName } from './build-source-names.ts'
import type { Refuse } from './build-source-row.ts'
import type { ColumnOptions, LookupOptions } from './define.ts'
import type { Column, ColumnType } from './format.ts'

/** Wider tables are refused: mostly it is keys that were taken for columns. */
const MAX_COLUMNS = 1000

export interface ColumnsSpec extends Pick<LookupOptions, 'key' | 'range' | 'columns'> {
  /** Whether the values of the source are texts without types. */
  readonly isText: boolean
  /** The types of the build before. */
  readonly pinned: ReadonlyMap<string, ColumnType>
}

export class SourceColumns {
  readonly names: string[] = []
  readonly readers: ColumnReader[] = []
  readonly #spec: ColumnsSpec
  readonly #refuse: Refuse
  readonly #keys: readonly string[]
  readonly #named: ColumnName[] = []
  readonly #namer = createColumnNamer()
  /** By what the source calls them. */
  readonly #indexes = new Map<string, number>()

  constructor(spec: ColumnsSpec, refuse: Refuse) {
    this.#spec = spec
    this.#refuse = refuse
    this.#keys = [spec.key].flat()
  }

  /** The column that the source calls so: a new one for what it has not called yet. */
  indexOf(header: string, id: string = header): number {
    return this.#indexes.get(id) ?? this.#add(header, id)
  }

  /** The columns of a header, in which a name may stand twice. */
  indexesOf(headers: readonly string[]): number[] {
    const seen = new Map<string, number>()
    return headers.map((text) => {
      const header = text.trim()
      const count = (seen.get(header) ?? 0) + 1
      seen.set(header, count)
      return this.indexOf(header, count === 1 ? header : `${header}\n${count}`)
    })
  }

  list(rows: number): Column[] {
    return this.#named.map(({ name, title }, at) => {
      const reader = this.readers[at]
      const own = this.#optionsOf(name)
      const shown = own.title ?? title
      return {
        name,
        type: reader?.type ?? 'string',
        optional: (reader?.filled ?? 0) < rows,
        ...(shown === undefined ? {} : { title: shown }),
        ...(own.description === undefined ? {} : { description: own.description }),
        ...(own.unit === undefined ? {} : { unit: own.unit }),
      }
    })
  }

  /** Which value made a column another type than it was in the build before. */
  widenedBy(): ReadonlyMap<string, string> {
    return new Map(
      this.readers.flatMap(({ name, widenedBy }) =>
        widenedBy === undefined ? [] : [[name, widenedBy] as const],
      ),
    )
  }

  #add(header: string, id: string): number {
    const at = this.names.length
    if (at === MAX_COLUMNS) this.#refuse(`expected at most ${MAX_COLUMNS} columns, got more`)
    const named = this.#namer.add(header, at + 1)
    const { name } = named
    const reader = new ColumnReader({
      name,
      declared: this.#declaredType(name),
      pinned: this.#pinnedType(name),
      isExact: this.#keys.includes(name),
      refuse: this.#refuse,
    })
    this.#indexes.set(id, at)
    this.names.push(name)
    this.readers.push(reader)
    this.#named.push(named)
    return at
  }

  #optionsOf(name: string): ColumnOptions {
    const { columns = {} } = this.#spec
    return (Object.hasOwn(columns, name) ? columns[name] : undefined) ?? {}
  }

  #declaredType(name: string): ColumnType | undefined {
    const { isText, range } = this.#spec
    const { type } = this.#optionsOf(name)
    if (type === 'mixed' && isText) {
      return this.#refuse(`the column "${name}" cannot be mixed: the texts of CSV are of no type`)
    }
    if (type !== undefined || !isText || range === undefined) return type
    // Of digits, `1e5` and `00` are what they look like.
    return isTextRange(range, name) ? 'string' : undefined
  }

  #pinnedType(name: string): ColumnType | undefined {
    const type = this.#spec.pinned.get(name)
    // A file without types has neither by itself.
    return this.#spec.isText && (type === 'mixed' || type === 'list') ? undefined : type
  }
}

function isTextRange(range: NonNullable<LookupOptions['range']>, name: string): boolean {
  if ('prefix' in range) return range.prefix === name
  return range.kind === 'text' && (range.from === name || range.to === name)
}
