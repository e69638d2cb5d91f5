/** The pages of a small site with lookups. */

const STYLE = `:root { color-scheme: light dark }
body { margin: 1rem; font: 1rem/1.5 system-ui; background: light-dark(#fff, #111); color: light-dark(#111, #eee) }
a { color: light-dark(#1a56c4, #8fb4ff) }
button { text-transform: uppercase; color: #fff; background: rgb(150, 0, 0) }`

/** @param region - what fills the title */
function page(title: string, main: string, region = '', language = 'en'): string {
  const fill = region && ` data-leanto="${region}" data-fill="text:heading"`
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title${fill}>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${main}</main></body></html>`
}

const TOWNS = `<section data-leanto="lookup:towns" aria-label="Answer">
<form action="/lookups/towns"><label>Name <input type="search" name="find" data-fill="value:query"></label>
<label>Country <select name="country"><option value="">any<option>CH<option>FR<option>NZ</select></label><button>Find</button></form>
<p role="status"><span data-when="total">Found: <b data-fill="text:total"></b></span> <span data-when="none">Nothing</span>
<span data-when="missing">No such row</span> <span data-when="failed">Not now</span></p>
<div data-when="found"><h2 data-fill="text:row.name"></h2><p data-fill="text:row.country"></p></div>
<ol data-when="results"><template data-each="results"><li><a data-fill="href:href text:name"></a> <i data-fill="text:country"></i></li></template></ol>
<p><a data-when="next" data-fill="href:next">More</a></p></section>
<form action="/lookups/towns"><label>Place <input name="near"></label><button type="button" data-locate hidden>Here</button><button>Nearest</button></form>
<p><a href="/lookups/towns/t2">An example</a></p>`

const NETS = `<section data-leanto="lookup:nets" aria-label="Answer"><form action="/lookups/nets"><label>Address <input name="contains"></label><button>Look up</button></form>
<div data-when="found"><h2 data-fill="text:row.owner"></h2></div><p data-when="missing">In none</p></section>`

const EMBED =
  '<leanto-lookup src="/lookups/towns"><a href="/lookups/towns/">Towns</a></leanto-lookup>'

export const LOOKUP_PAGES: Readonly<Record<string, string>> = {
  '404.html': page('Not here', '<p>There is nothing.</p>'),
  'index.html': page('Home', '<p>Nothing to look up.</p>'),
  'lookups/towns/index.html': page('Towns', TOWNS, 'lookup:towns'),
  // Its page is elsewhere than its address.
  'nets/index.html': page('Networks', NETS, 'lookup:nets'),
  'embed/index.html': page('Embedded', EMBED),
  'einbau/index.html': page('Eingebaut', EMBED, '', 'de'),
  'more/index.html': page(
    'More',
    `<leanto-lookup src="/lookups/towns" ask="near" columns="name, country, nothing" limit="2"></leanto-lookup>
<leanto-lookup src="/lookups/nets" label="Whose is it?"></leanto-lookup>
<leanto-lookup src="/lookups/towns" ask="key"></leanto-lookup>
<leanto-lookup src="/lookups/nothing"><a href="/">Nothing</a></leanto-lookup>`,
  ),
}
