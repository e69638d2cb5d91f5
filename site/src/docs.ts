/** The order of the docs: what the navigation and the previous and next links follow. */

export interface DocsPage {
  /** The path below `/docs/`: `forms/writing`. */
  readonly id: string
  readonly data: {
    readonly title: string
    readonly description: string
    readonly section: string
    /** Ascending over all pages; a section stands where its first page does. */
    readonly order: number
  }
}

export interface DocsSection<Page> {
  readonly name: string
  readonly pages: readonly Page[]
}

/** The pages in reading order. */
export function inOrder<Page extends DocsPage>(pages: readonly Page[]): Page[] {
  return pages.toSorted((a, b) => a.data.order - b.data.order)
}

/** The pages grouped by section, in reading order. */
export function toSections<Page extends DocsPage>(pages: readonly Page[]): DocsSection<Page>[] {
  const sections = Map.groupBy(inOrder(pages), ({ data }) => data.section)
  return Array.from(sections, ([name, members]) => ({ name, pages: members }))
}

/** Pairs each page with the ones before and after it. */
export function withNeighbours<Page extends DocsPage>(
  pages: readonly Page[],
): { page: Page; previous: Page | undefined; next: Page | undefined }[] {
  const ordered = inOrder(pages)
  return ordered.map((page, at) => ({ page, previous: ordered[at - 1], next: ordered[at + 1] }))
}

/** Where a page of the docs lies. */
export function docsPath({ id }: Pick<DocsPage, 'id'>): string {
  return `/docs/${id}/`
}
