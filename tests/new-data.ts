/** Files of data of many shapes, as owners have them, for the tests of `leanto new`. */

/** Bytes, where the text is not in UTF-8. */
export type DataFile = string | Uint8Array

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

const AIRPORTS = `iata,name,city,country_code,latitude,longitude,elevation_ft,passengers,kind
ZRH,Zürich Airport,Zürich,CH,47.4647,8.5492,1416,31204000,large
CDG,Charles de Gaulle,Paris,FR,49.0128,2.55,392,70290000,large
ORY,Paris-Orly,Paris,FR,48.7233,2.3794,291,33120000,large
NCE,"Nice ""Côte d'Azur""",Nice,FR,43.6584,7.2159,12,14760000,medium
SYD,Sydney {Kingsford Smith},Sydney,AU,-33.9461,151.177,21,38600000,large
GVA,Geneva <Cointrin> & more,Geneva,CH,46.2381,6.109,1411,17800000,large
`

const GERMAN = latin1(
  'Straße;Ort;PLZ;Größe (m²);Breite;Länge\r\nAllee 1;München;80331;12,5;48,137;11,575\r\nRing 2;Köln;50667;7,25;50,938;6,957\r\nRing 3;Köln;01067;9,0;50,95;6,96\r\n',
)

const ADDRESSES = `1.0.0.0,1.0.0.255,AU,Cloudflare
1.0.1.0,1.0.3.255,CN,Chinanet Fujian
1.0.4.0,1.0.7.255,AU,Wirefreebroadband
2001:db8::,2001:db8:0:ffff:ffff:ffff:ffff:ffff,ZZ,Documentation
`

/** Only two columns together tell its rows apart. */
const SALES = `国,Année,الاسم,2020
日本,2019,Umsatz,1
日本,2020,Umsatz,2
France,2019,Umsatz,2
France,2020,Umsatz,1
`

const TSV = `name\tnote\tcoordinates
"Café ""A"""\t"two\nlines, and a comma"\t48.85, 2.35
Bar\tplain\t47.1, 8.2
Nowhere\t\t
`

const wide = (columns: number): string => {
  const line = (cell: (at: number) => string): string =>
    Array.from({ length: columns }, (_, at) => cell(at)).join(',')
  const rows = [1, 2, 3].map((row) => line((at) => (at === 0 ? `r${row}` : String(row * at))))
  return [line((at) => (at === 0 ? 'sample' : `v${at}`)), ...rows, ''].join('\n')
}

/** As GeoNames has it, of which a field looks like a year, and some are empty. */
const PLACES = `2657896\tZürich\t\t47.36667\t8.55\tPPLA\t1931\t2023-09-12
2659994\tGenève\t\t46.20222\t6.14569\tPPLA\t201818\t2023-09-12
2661604\tBasel\t\t47.55839\t7.57327\tPPLA\t164488\t2023-09-12
`

export const DATA = {
  'airports.csv': AIRPORTS,
  'Lager 2024.csv': GERMAN,
  '2024-ip-ranges.csv': ADDRESSES,
  'Ümsätze.csv': SALES,
  'places.tsv': TSV,
  'CH.tsv': PLACES.replace('8.55\t', '8.55000\t'),
  'words.csv': 'word\nzebra\napple\nMango\n',
  'wide.csv': wide(200),
  'twice.csv': 'name,name,,value\na,x,1,2\na,x,1,2\nb,y,3,4\n',
  'new.json': '[{"id": 7, "tags": ["a", "b"]}, {"id": 8, "tags": []}]',
  'oui.ndjson':
    '{"assignment":"00:1A:2B","organization":"Ayecom"}\n{"assignment":"00:1A:2C","organization":"ACTEC"}\n',
  'nets.csv': 'network,asn\n10.0.0.0/8,64512\n192.0.2.0/24,64513\n2001:db8::/32,64514\n',
  'tax.csv': 'bracket,income_from,income_to\nlow,0,9999\nmiddle,10000,49999\nhigh,50000,\n',
  'reigns.csv':
    'ruler,start_date,end_date\nVictoria,1837-06-20,1901-01-22\nEdward VII,1901-01-23,1910-05-06\n',
  'quakes.csv': 'id,x,y,mag\na1,8.5,47.3,2.5\na2,-122.4,37.7,4.5\n',
  'far.csv': 'id,lat,lng\na,95.1,8.5\nb,47.3,7.1\n',
  'odd.csv': 'region,5,total\nA,5,9\nB,6,7\n',
  'years.csv': 'country,1990,2000,2010\nFR,58,60,64\nCH,6,7,7\n',
} as const satisfies Readonly<Record<string, DataFile>>
