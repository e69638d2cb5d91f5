/**
 * The description that lets a browser offer the site's search in its address bar (OpenSearch 1.1, draft 6), with
 * suggestions while typing (its extension "Suggestions", 1.1).
 */
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
  /** Where it suggests; what is typed there is answered by `searchApi`. */
  readonly suggestPath?: string
  /** BCP 47. */
  readonly language?: string
  /** The language to ask in, where it is not the main one of the site: `de`. The file is then `/opensearch-de.xml`. */
  readonly lang?: string
}

/** Writes `/opensearch.xml`, and gives its path for `<link rel="search">`. */
export async function writeOpenSearch(
  output: Pick<Output, 'write'>,
  options: OpenSearchOptions,
): Promise<string> {
  const path = options.lang === undefined ? '/opensearch.xml' : `/opensearch-${options.lang}.xml`
  await output.write(path, openSearchXml(options, path))
  return path
}

const MAX_SHORT_NAME = 16

function openSearchXml(options: OpenSearchOptions, path: string): string {
  const { siteUrl, name, description = name, language } = options
  const { searchPath = '/search', suggestPath = '/api/search/suggest', lang } = options
  const short = Array.from(name).slice(0, MAX_SHORT_NAME).join('').trim()
  const more = lang === undefined ? '' : `&lang=${encodeURIComponent(lang)}`
  const toUrl = (type: string, target: string, rel = ''): string =>
    `  <Url type="${type}"${rel} template="${escapeHtml(new URL(target, siteUrl).href)}`
  const question = `?q={searchTerms}${escapeHtml(more)}"/>`
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    `  <ShortName>${escapeHtml(short)}</ShortName>`,
    `  <Description>${escapeHtml(description)}</Description>`,
    toUrl('text/html', searchPath, ' method="get"') + question,
    toUrl('application/x-suggestions+json', suggestPath, ' method="get"') + question,
    `${toUrl('application/opensearchdescription+xml', path, ' rel="self"')}"/>`,
    '  <InputEncoding>UTF-8</InputEncoding>',
    ...(language === undefined ? [] : [`  <Language>${escapeHtml(language)}</Language>`]),
    '</OpenSearchDescription>',
    '',
  ]
  return lines.join('\n')
}
