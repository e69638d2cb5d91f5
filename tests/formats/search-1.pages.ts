/** The pages of the golden index of version 1, and what it is asked. Never changed. */

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`

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
  'ja.html': page('港の博物館', '<p>毎日開館しています。船と海の歴史。</p>'),
  'old.html': '<meta http-equiv="refresh" content="0; url=/ships">',
}

export const QUERIES: readonly string[] = [
  'ships',
  'sailor',
  'submarine engines',
  'submar',
  'subamrine',
  'zurich strasse',
  'setEngineSpeed',
  'c++',
  '博物館',
  'plan your visit',
  'nothing of the kind',
  'xyzzy',
]
