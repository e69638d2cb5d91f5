/** What an element of a page loads, and from where: directives of the content security policy with their sources. */
import { attribute, textContent, type Element } from './build-page.ts'
import { srcsetUrls } from './build-srcset.ts'

export type Source = readonly [directive: string, source: string]

/** The directive that governs what an element's URL attribute loads. */
const LOADS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  audio: { src: 'media-src' },
  button: { formaction: 'form-action' },
  embed: { src: 'object-src' },
  form: { action: 'form-action' },
  iframe: { src: 'frame-src' },
  image: { href: 'img-src' },
  img: { src: 'img-src', srcset: 'img-src' },
  input: { src: 'img-src', formaction: 'form-action' },
  // It reads the files of the site whose lookup it asks.
  'leanto-lookup': { src: 'connect-src' },
  object: { data: 'object-src' },
  script: { src: 'script-src', href: 'script-src' },
  source: { src: 'media-src', srcset: 'img-src' },
  track: { src: 'media-src' },
  video: { src: 'media-src', poster: 'img-src' },
}

const LINKS: Readonly<Record<string, readonly string[]>> = {
  icon: ['img-src'],
  manifest: ['manifest-src'],
  modulepreload: ['script-src'],
  stylesheet: ['style-src'],
}

/** What the `as` of a preloading link says that it loads (Fetch, "destination"). */
const DESTINATIONS: Readonly<Record<string, readonly string[]>> = {
  fetch: ['connect-src'],
  font: ['font-src'],
  image: ['img-src'],
  script: ['script-src'],
  style: ['style-src'],
  track: ['media-src'],
}

/** The elements whose names say that they load something; any other may by its `style`. */
export const LOADING: readonly string[] = [...Object.keys(LOADS), 'link', 'style']

/** The sources of everything that the markup of an element names. */
export function loadedSources(element: Element): Source[] {
  const { tagName } = element
  const found: Source[] = []
  if (tagName === 'link' || LOADS[tagName] !== undefined)
    for (const { name, value } of element.attrs)
      for (const directive of loadDirectives(element, name))
        for (const origin of toOrigins(listUrls(name, value))) found.push([directive, origin])
  if (tagName === 'embed' || tagName === 'object') found.push(['object-src', "'self'"])
  const style = tagName === 'style' ? textContent(element) : attribute(element, 'style')
  if (style !== undefined) found.push(...styleSources(style))
  if (tagName === 'script') found.push(...importSources(element))
  return found
}

function loadDirectives(element: Element, name: string): readonly string[] {
  if (element.tagName === 'link') return linkDirectives(element, name)
  const directive = LOADS[element.tagName]?.[name]
  return directive === undefined ? [] : [directive]
}

function linkDirectives(link: Element, name: string): readonly string[] {
  if (name === 'imagesrcset') return ['img-src']
  if (name !== 'href') return []
  const relations = (attribute(link, 'rel') ?? '').toLowerCase().split(/\s+/)
  return relations.flatMap((relation) => {
    if (relation === 'preload')
      return DESTINATIONS[attribute(link, 'as')?.toLowerCase() ?? ''] ?? []
    // A connection with `crossorigin` is made for fonts and for scripts that fetch: pages say so nowhere else.
    if (relation === 'preconnect' && attribute(link, 'crossorigin') !== undefined)
      return ['font-src', 'connect-src']
    return LINKS[relation] ?? []
  })
}

function styleSources(css: string): Source[] {
  const text = css.replaceAll(/\/\*[^]*?\*\//g, '')
  const sources = (directive: string, part: string): Source[] =>
    toOrigins(cssUrls(part)).map((origin): Source => [directive, origin])
  const imports = text.match(/@import[^;]*/gi) ?? []
  const fonts = text.match(/@font-face[^}]*/gi) ?? []
  const rest = text.replaceAll(/@import[^;]*|@font-face[^}]*/gi, '')
  return [
    ...imports.flatMap((part) => sources('style-src', part)),
    ...fonts.flatMap((part) => sources('font-src', part)),
    ...sources('img-src', rest),
  ]
}

function cssUrls(css: string): string[] {
  return [...css.matchAll(/(?:https?:)?\/\/[^\s"'()]+/gi)].map(([url]) => url)
}

/** What an import map or a module names: `"https://esm.example/x"`, `import 'https://esm.example/x'`. */
function importSources(script: Element): Source[] {
  const type = attribute(script, 'type')?.trim().toLowerCase()
  const before = type === 'importmap' ? '' : String.raw`(?:from|import\s*\(?)\s*`
  if (type !== 'importmap' && type !== 'module') return []
  const urls = textContent(script).matchAll(RegExp(`${before}["'](https?://[^"']+)["']`, 'g'))
  return toOrigins([...urls].map(([, url = '']) => url)).map((origin) => ['script-src', origin])
}

/** The URLs in an attribute: one, or those of a set of images. */
function listUrls(name: string, value: string): string[] {
  return name.endsWith('srcset') ? srcsetUrls(value) : [value]
}

/** The origins of those URLs that are absolute. */
function toOrigins(urls: readonly string[]): string[] {
  return urls.flatMap((url) => {
    const absolute = url.trim().replace(/^\/\//, 'https://')
    return /^https?:/i.test(absolute) && URL.canParse(absolute) ? [new URL(absolute).origin] : []
  })
}
