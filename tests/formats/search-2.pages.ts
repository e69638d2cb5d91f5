/** The pages of the golden index of version 2, and what it is asked. Never changed. */

import type { OwnerFile } from '../../toolkit/search/build-owner.ts'

const page = (title: string, body: string, head = '', language = 'en'): string =>
  `<!doctype html><html lang="${language}"><head><title>${title}</title>${head}</head><body><main><h1>${title}</h1>${body}</main></body></html>`

// Enough of the same words for a table of codes to pay.
const LOG = Array.from(
  { length: 80 },
  (_, day) => `<p>Day ${day + 1}: the wind came from the north and the ship lay at the quay.</p>`,
).join('\n')

export const PAGES: Readonly<Record<string, string>> = {
  'index.html': page('Harbour museum', '<p>Ships, sailors and the sea. Open daily.</p>'),
  'visit/index.html': page(
    'Plan your visit',
    `<p>Trams stop at the harbour gate.</p>
     <h2 id="tickets">Tickets and prices</h2><p>Children under ten are free. Sailors pay half.</p>
     <h2 id="access">Accessibility</h2><p>Ramps lead to all ships but the submarine.</p>`,
  ),
  'ships.html': page(
    'The ships',
    `<p>Three ships lie at the quay, among them the ship <em>Zürich</em>.</p>
     <h2 id="submarine">Submarine U-17</h2><p>A narrow submarine; mind your head. The Straße ends here.</p>
     <h3 id="engine">Engine room</h3><p>Two diesel engines, running at 480 rpm. Control code in C++: <code>setEngineSpeed()</code>.</p>`,
  ),
  'log.html': page(
    'The log',
    `<p data-leanto-filter="kind:document" data-leanto-sort="year:1912">${LOG}</p>`,
    '<meta name="description" content="Eighty days at sea.">',
  ),
  'cat.html': page(
    'The cat',
    '<p data-leanto-filter="kind:animal" data-leanto-sort="year:1908">It slept in the engine room.</p><p data-leanto-meta="keeper">Ada</p>',
  ),
  'ja.html': page('港の博物館', '<p>毎日開館しています。船と海の歴史。</p>', '', 'ja'),
  'crew.html': page(
    'Crew only',
    '<p>The key hangs behind the boiler.</p>',
    '<meta name="leanto-search" content="private">',
  ),
  'old.html': '<meta http-equiv="refresh" content="0; url=/ships">',
}

export const OWNER: OwnerFile = {
  synonyms: [['ship', 'vessel']],
  pins: [{ query: 'opening hours', pages: ['/visit/'] }],
}

/** Each asks the first index. */
export const QUERIES: readonly string[] = [
  'ships',
  'sailor',
  'submarine engines',
  'submar',
  'subamrine',
  'zurich strasse',
  'setEngineSpeed',
  'c++',
  '"engine room"',
  'engine -cat',
  'vessel',
  'opening hours',
  'plan your visit',
  'nothing of the kind',
  'xyzzy',
]
