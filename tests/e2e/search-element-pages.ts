/** The pages of a small site with `<leanto-search>`, for its journeys. */

interface Options {
  readonly language?: string
  readonly element?: string
}

const FORM = '<form action="/search"><input name="q" aria-label="Search"><button>Go</button></form>'
const STYLE = `:root { color-scheme: light dark }
body { margin: 1rem; font: 1rem/1.5 system-ui; background: light-dark(#fff, #111); color: light-dark(#111, #eee) }
header { display: flex; justify-content: space-between; align-items: center }
button { text-transform: uppercase; background: crimson }`

export const element = (attributes = '', inner = FORM): string =>
  `<leanto-search ${attributes}>${inner}</leanto-search>`

function page(title: string, main: string, options: Options = {}): string {
  const { language = 'en', element: own = element() } = options
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><header><b>Garden</b>${own}</header><main><h1>${title}</h1>${main}</main></body></html>`
}

const RESULTS = `<section data-leanto="search" aria-label="Results"><form action="/search">
<label>Search <input name="q" data-fill="value:query"></label><button>Go</button></form>
<ol data-when="results"><template data-each="results"><li><a data-fill="href:url text:title"></a></li></template></ol>
</section>`

const bed = (number: number): string =>
  page(`Bed ${number}`, `<p>Marigolds and basil grow in bed ${number}.</p>`)

export const ELEMENT_PAGES: Readonly<Record<string, string>> = {
  'index.html': page(
    'Home',
    '<p>Everything about heliotropes.</p><textarea aria-label="Note"></textarea>',
  ),
  'roses/index.html': page(
    'Roses',
    '<p>Roses like water.</p><h2 id="watering">Watering roses</h2><p>In the morning.</p>',
  ),
  'tulips/index.html': page('Tulips', '<p>Tulips bloom early, before the roses do.</p>'),
  ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`bed-${at}.html`, bed(at)])),
  'search/index.html': page('Search', RESULTS),
  'two/index.html': page('Two', '<p>Two elements.</p>' + element('id="second" shortcut="off"')),
  'quiet/index.html': page('Quiet', '<p>Nobody is told.</p>', {
    element: element('insight="off"'),
  }),
  'inline/index.html': page('Inline', `<p>In the page.</p>${element('mode="page"')}<p>After.</p>`),
  'link/index.html': page('Link', '<p>A link in the header.</p>', {
    element: element('', '<a href="/search/">Search</a>'),
  }),
  'broken/index.html': page('Broken', '<p>Its index is nowhere.</p>', {
    element: element('index="/_leanto/search/none.json"'),
  }),
  'cafe/index.html': page(
    'Café',
    '<p>Our café is closed in summer: “l’heure d’été” is for the garden.</p>',
  ),
  'code/index.html': page('Code', '<p>It calls getUserName() of the <i>naïve</i> client.</p>'),
  'deutsch/index.html': page('Deutsch', '<p>Eine Seite auf Deutsch.</p>', { language: 'de' }),
}
