/** Builds and serves a small site with lookups. */
import { join } from 'node:path'

import { startFixture, type Fixture } from './fixture.ts'
import { ROOT } from './site.ts'

const head = (name: string, more = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${more}<title data-leanto="lookup:${name}" data-fill="text:heading">${name}</title></head><body>`

const PLACES = `${head('places', '<link rel="canonical" href="https://site.example/lookups/places/">')}<h1>Places</h1>
<section data-leanto="lookup:places"><form action="/lookups/places"><input name="find" aria-label="Name" data-fill="value:query">
<input name="country" aria-label="Country" data-fill="value:form.country"><input name="population.gte" aria-label="People" data-fill="value:form.population.gte"></form>
<p class="mistake" data-when="mistake" data-fill="text:mistake"></p><p class="none" data-when="none">Nothing</p><p class="missing" data-when="missing">No such row</p>
<div class="found" data-when="found"><h2 data-fill="text:row.name"></h2><ul><template data-each="facts"><li><b data-fill="text:title"></b> <i data-fill="text:value"></i></li></template></ul></div>
<ol data-when="results"><template data-each="results"><li><a data-fill="href:href text:name"></a> <i data-fill="text:distance"></i></li></template></ol>
<template data-each="facets"><h3 data-fill="text:title"></h3><template data-each="values"><a data-fill="href:url aria-current:current"><span data-fill="text:label"></span> <span data-fill="text:count"></span></a></template></template>
<a class="next" data-when="next" data-fill="href:next">More</a>
<table data-when="columns"><template data-each="columns"><tr><th data-fill="text:title"></th><td data-fill="text:type"></td><td><svg viewBox="0 0 24 8"><path data-fill="d:spark"></path></svg></td></tr></template></table>
<a class="json" data-fill="href:json">JSON</a></section></body></html>`

const PARTS = `<!doctype html><title data-leanto="lookup:parts" data-fill="text:heading">Parts</title><section data-leanto="lookup:parts">
<p data-when="several">Several: <b data-fill="text:several"></b></p><ol><template data-each="results"><li data-fill="text:name"></li></template></ol></section>`

export function startLookups(): Promise<Fixture> {
  return startFixture(
    {
      '404.html': '<!doctype html><title>Not here</title>',
      'lookups/places/index.html': PLACES,
      'parts.html': PARTS,
    },
    {
      main: 'tests/worker/lookups-worker.edge.ts',
      lookups: join(ROOT, 'tests/worker/lookups'),
      paths: ['/lookups/*', '!/lookups/', '!/lookups/*/', '/api/*'],
    },
  )
}
