/** Where the pages of the inbox lie among the site's static files. */

export const PAGES = [
  'sign-in',
  'list',
  'submission',
  'data',
  'deliveries',
  'searches',
  'log',
  'problem',
] as const

export type PageName = (typeof PAGES)[number]

/** The region of every page. */
export const REGION = 'inbox'

/** Under which Workers assets serve a page. */
export function pagePath(name: PageName): string {
  return `/_leanto/inbox/${name}/`
}

/** The file of a page within the output folder. */
export function pageFile(name: PageName): string {
  return `${pagePath(name).slice(1)}index.html`
}
