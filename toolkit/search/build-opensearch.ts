/** The description that lets a browser offer the site's search in its address bar (OpenSearch 1.1, draft 6). */
import { escapeHtml } from '../core/html.ts'
import type { Output } from '../page/build-output.ts'

export interface OpenSearchOptions {
  /** The site's address: `https://example.org`. */
  readonly siteUrl: string
  /** The name to show; OpenSearch takes 16 characters of it. */
  readonly name: string
  readonly description?: string
  /** Where the search answers. */
  readonly searchPath?: string
  /** BCP 47. */
  readonly language?: string
}

/** Writes `/opensearch.xml`, and gives its path for `<link rel="search">`. */
export async function writeOpenSearch(
  output: Pick<Output, 'write'>,
  options: OpenSearchOptions,
): Promise<string> {
  const path = '/opensearch.xml'
  await output.write(path, openSearchXml(options))
  return path
}

const MAX_SHORT_NAME = 16

function openSearchXml(options: OpenSearchOptions): string {
  const { siteUrl, name, description = name, searchPath = '/search', language } = options
  const short = Array.from(name).slice(0, MAX_SHORT_NAME).join('').trim()
  const template = `${new URL(searchPath, siteUrl).href}?q={searchTerms}`
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    `  <ShortName>${escapeHtml(short)}</ShortName>`,
    `  <Description>${escapeHtml(description)}</Description>`,
    `  <Url type="text/html" method="get" template="${escapeHtml(template)}"/>`,
    '  <InputEncoding>UTF-8</InputEncoding>',
    ...(language === undefined ? [] : [`  <Language>${escapeHtml(language)}</Language>`]),
    '</OpenSearchDescription>',
    '',
  ]
  return lines.join('\n')
}
