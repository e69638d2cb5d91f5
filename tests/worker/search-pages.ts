/** The pages of a small site that is searched: two languages, filters, orders, images, and pages for members only. */

const FORM = `<form role="search" action="/search"><label for="q">Search</label>
<input id="q" name="q" type="search" data-fill="value:query">
<input type="hidden" name="lang" data-fill="value:language">
<template data-each="facets"><fieldset><legend data-fill="text:name"></legend>
  <template data-each="values"><div><label><input type="checkbox" data-fill="name:field value:value checked:selected">
    <span data-fill="text:value"></span> <span class="count" data-fill="text:count"></span></label>
    <a data-fill="href:url aria-current:current">Only <span data-fill="text:value"></span></a></div></template>
</fieldset></template>
<label for="sort">Order</label> <select id="sort" name="sort"><option value="">Best first</option>
  <option value="-date" data-fill="selected:sorted.-date">Newest first</option>
  <option value="date" data-fill="selected:sorted.date">Oldest first</option></select>
<button>Search</button></form>`

const SAID = `<div role="status"><p class="total" data-when="asked">Found: <b data-fill="text:total"></b></p>
<p class="failed" data-when="failed">Search is away</p>
<p class="none" data-when="none">Nothing</p>
<p class="corrected" data-when="corrected">Showing <a data-fill="href:correctedUrl text:corrected"></a></p>
<p class="suggestion" data-when="suggestion">Rather <a data-fill="href:suggestionUrl text:suggestion"></a></p>
<p class="unknown" data-when="unknown">On no page: <template data-each="unknown"><q data-fill="text:word"></q></template></p>
<p class="beyond" data-when="beyond">The results end with <a data-fill="href:last">page <b data-fill="text:lastPage"></b></a></p></div>
<ul class="active" data-when="active"><template data-each="active"><li><a data-fill="href:url">Without <span data-fill="text:value"></span></a></li></template></ul>
<p class="clear" data-when="clearUrl"><a data-fill="href:clearUrl">Without filters</a></p>`

const RESULTS = `<ol class="results"><template data-each="results"><li><a data-fill="href:href text:title"></a>
  <img data-when="image" width="40" height="30" data-fill="src:image.src alt:image.alt">
  <i class="author" data-when="meta.author" data-fill="text:meta.author"></i>
  <p data-fill="text:excerpt"></p>
  <ul data-when="sections"><template data-each="sections"><li><a data-fill="href:href text:title"></a></li></template></ul>
</li></template></ol>
<nav aria-label="Pages of results" data-when="paged"><a data-when="first" data-fill="href:first">First</a>
  <a data-when="previous" data-fill="href:previous">Previous</a>
  <template data-each="pages"><span data-when="gap">…</span> <a class="number" data-fill="href:url aria-current:current text:number"></a></template>
  <a data-when="next" data-fill="href:next">Next</a> <a data-when="last" data-fill="href:last">Last</a>
  <p class="place">Page <b data-fill="text:page"></b> of <b data-fill="text:lastPage"></b>: <b data-fill="text:from"></b> to <b data-fill="text:to"></b></p></nav>
<p class="reachable" data-when="reachable">The best <b data-fill="text:reachable"></b></p>`

/** A page with a title of its own. */
export function page(title: string, main: string, { language = 'en', head = '' } = {}): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>${head}</head><body><main><h1>${title}</h1>${main}</main></body></html>`
}

/** A page with a region for results. */
export function searchPage(language: string, region: string): string {
  return page(`Search ${language}`, `<div data-leanto="${region}">${FORM}${SAID}${RESULTS}</div>`, {
    language,
  }).replace('<title>', `<title data-leanto="${region}" data-fill="text:heading">`)
}

const PRIVATE = { head: '<meta name="leanto-search" content="private">' }
const about = (topic: string, date: string): string =>
  `<p data-leanto-filter="topic:${topic}" data-leanto-sort="date:${date}">About ${topic}.</p>`

/** What the public pages about the orchard are called. */
export const PAGES: Readonly<Record<string, string>> = {
  'index.html': page('Start', '<p>Welcome to the meadow.</p>'),
  'search/index.html': searchPage('en', 'search'),
  'de/suche/index.html': searchPage('de', 'search:de'),
  'apples/index.html': page(
    'Apples',
    `${about('fruit', '2024-01-01')}<p>An orchard of apples &amp; <b>more</b>.</p>
     <h2 id="a-b">Cider</h2><p>Cider is pressed from orchard apples, early.</p>`,
  ),
  'pears/index.html': page(
    'Pears',
    `${about('fruit', '2025-06-01')}<p data-leanto-meta="author:Ada &lt;b&gt;">Pears grow in the orchard too.</p>
     <img src="/pear.png" alt="A pear" width="400" height="300">`,
  ),
  'tools/index.html': page(
    'Tools',
    `${about('law &amp; order', '2023-03-03')}<p>Ladders for the orchard.</p>`,
  ),
  'de/apfel/index.html': page('Äpfel', '<p>Die Äpfel im Garten sind reif.</p>', { language: 'de' }),
  'members/harvest/index.html': page(
    'Orchard harvest',
    '<p data-leanto-filter="team:pickers">The orchard orchard orchard yields zwetschgenmus.</p>',
    PRIVATE,
  ),
  'members/wages/index.html': page('Wages', '<p>What the orchard pays.</p>', PRIVATE),
}
