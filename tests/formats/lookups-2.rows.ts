/** The rows of the golden lookup of version 2, how it is declared, and what it is asked. Never changed. */
import type { LookupOptions } from '../../toolkit/lookups/define.ts'
import type { LookupEngine } from '../../toolkit/lookups/question.ts'
import type { TestRow } from '../lookups.ts'

export const OPTIONS: LookupOptions = {
  name: 'golden',
  title: 'Golden towns',
  description: 'Some towns, and the addresses of nobody.',
  from: './golden.json',
  key: 'id',
  find: ['name', 'also'],
  rank: 'size',
  near: ['lat', 'lng'],
  range: { kind: 'ip', from: 'first', to: 'last' },
  filter: ['capital', 'also'],
  sort: ['size', 'name'],
  licence: 'CC0-1.0',
  attribution: 'nobody',
  source: 'https://example.org/',
}

/** Small blocks, so that few rows have several. */
export const SIZES = { min: 128, spread: 64, max: 512 }

const TOWNS: readonly TestRow[] = [
  {
    id: 1,
    name: 'Oslo',
    also: ['Christiania', 'Kristiania'],
    size: 709_000,
    capital: true,
    lat: 59.91,
    lng: 10.75,
    first: '192.0.2.0',
    last: '192.0.2.127',
  },
  {
    id: 2,
    name: 'São Paulo',
    size: 11_451_000,
    capital: false,
    lat: -23.55,
    lng: -46.63,
    first: '192.0.2.16',
    last: '192.0.2.31',
  },
  {
    id: 3,
    name: 'San José',
    also: ['San Jose'],
    size: 339_600,
    capital: true,
    lat: 9.93,
    lng: -84.08,
    first: '2001:db8::',
    last: '2001:db8::ffff',
  },
  { id: 4, name: 'San Jose', size: 1_013_000, capital: false, lat: 37.33, lng: -121.89 },
  { id: 5, name: 'San Salvador', size: 525_990, capital: true, lat: 13.69, lng: -89.19 },
  { id: 6, name: 'Suva', size: 93_970, capital: true, lat: -18.14, lng: 178.44 },
  { id: 7, name: 'Santiago', size: 6_903_000, capital: true, lat: -33.45, lng: -70.67 },
  { id: 8, name: 'Santo Domingo', size: 1_029_110, capital: true, lat: 18.47, lng: -69.9 },
  { id: 9, name: 'San Marino', size: 4061, capital: true, lat: 43.94, lng: 12.45 },
  { id: 10, name: 'Sanaa', size: 3_292_000, capital: true, lat: 15.35, lng: 44.2 },
  {
    id: 11,
    name: 'Zürich',
    also: ['Zurigo', 'Turitg'],
    size: 443_037,
    capital: false,
    lat: 47.37,
    lng: 8.54,
    first: '198.51.100.0',
    last: '198.51.100.255',
  },
  {
    id: 12,
    name: '東京',
    also: ['Tokyo'],
    size: 14_180_000,
    capital: true,
    lat: 35.69,
    lng: 139.69,
  },
  { id: 13, name: "Nuku'alofa", size: 27_600, capital: true, lat: -21.14, lng: -175.2 },
  { id: -14, name: '"Quoted"\n\\ 😀', size: 0.5, capital: false, lat: 90, lng: 0 },
  {
    id: 15.5,
    name: 'New York City',
    also: [],
    size: 8_258_035,
    capital: false,
    lat: 40.71,
    lng: -74.01,
  },
  { id: 16, name: 'York', capital: false },
]

/** Rows enough for a list of blocks that is a tree, with little else in them. */
const MORE = Array.from({ length: 480 }, (_, at): TestRow => {
  return {
    id: 1000 + at,
    size: (at * 7) % 100,
    note: `Number ${at}, of which nothing else is known`,
  }
})

export const ROWS: readonly TestRow[] = [...TOWNS, ...MORE]

/** What the engine is asked, each under the name of its answer. */
export const QUESTIONS: Readonly<Record<string, (engine: LookupEngine) => Promise<unknown>>> = {
  'a key': (engine) => engine.get('12'),
  'a key with a sign': (engine) => engine.get('-14'),
  'a key of nobody': (engine) => engine.get('99'),
  'a key through the tree': (engine) => engine.get('1234'),
  'several keys': (engine) => engine.batch(['15.5', 'none', '1399', '1']),
  'a letter': (engine) => engine.find('s', { limit: 5, offset: 0 }),
  'a page': (engine) => engine.find('san', { limit: 3, offset: 3 }),
  'a word': (engine) => engine.find('york', { limit: 5, offset: 0 }),
  'another name': (engine) => engine.find('kristiania', { limit: 5, offset: 0 }),
  'another script': (engine) => engine.find('東', { limit: 5, offset: 0 }),
  'a typing mistake': (engine) => engine.find('santaigo', { limit: 5, offset: 0 }),
  'found and filtered': (engine) =>
    engine.find('san', {
      limit: 5,
      offset: 0,
      filters: [{ column: 'capital', operator: 'eq', values: [true] }],
    }),
  'the nearest': (engine) => engine.near({ lat: 48.85, lng: 2.35 }, { limit: 3 }),
  'those around': (engine) =>
    engine.near({ lat: -18, lng: -179.5 }, { limit: 5, radius: 1_000_000 }),
  'those in a box': (engine) =>
    engine.inBox({ south: -30, west: 170, north: 0, east: -170 }, { limit: 5 }),
  'the range of an address': (engine) => engine.contains('192.0.2.20'),
  'the range around it': (engine) => engine.contains('192.0.2.40'),
  'the range of a long address': (engine) => engine.contains('2001:DB8::1'),
  'no range': (engine) => engine.contains('203.0.113.1'),
  'the first': (engine) => engine.list({ filters: [], sort: [], limit: 3, facets: [] }),
  'filtered, sorted and counted': (engine) =>
    engine.list({
      filters: [{ column: 'capital', operator: 'eq', values: [true] }],
      sort: [{ column: 'size', descending: true }],
      limit: 4,
      facets: ['capital', 'also'],
    }),
  'the items of a list': (engine) =>
    engine.list({
      filters: [{ column: 'also', operator: 'in', values: ['Tokyo', 'Zurigo'] }],
      sort: [],
      limit: 4,
      facets: [],
    }),
  'any row': (engine) => engine.random(0.5),
}
