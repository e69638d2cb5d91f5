/** Rows of towns: some that are known by name, and many that make more than one block. */

const KNOWN = [
  ['Zürich', 'CH', 341_730, 47.3667, 8.55],
  ['Zug', 'CH', 23_435, 47.1724, 8.5174],
  ['Paris', 'FR', 2_138_551, 48.8534, 2.3488],
  ['Versailles', 'FR', 85_416, 48.8036, 2.1342],
  ['Parma', 'IT', 146_299, 44.8027, 10.329],
  ['São Paulo', 'BR', 10_021_295, -23.5475, -46.6361],
] as const

export default function* rows(): Iterable<object> {
  for (const [at, [name, country, population, lat, lng]] of KNOWN.entries())
    yield { id: `t${at}`, name, country, population, lat, lng, capital: name === 'Paris' }
  for (let at = 0; at < 3000; at++)
    yield {
      id: `x${at}`,
      name: `Village ${at}`,
      country: at % 3 === 0 ? 'FR' : 'NZ',
      population: at,
      lat: -40 - (at % 50) / 10,
      lng: 170 + Math.floor(at / 50) / 10,
      capital: false,
    }
}
