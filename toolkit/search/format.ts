export interface SearchIndex {
  readonly path: string
}
