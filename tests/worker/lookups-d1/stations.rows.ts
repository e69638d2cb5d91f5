/** 10,000 stations. */
const LINES = ['Ärger', 'b😀', 'c']

export default function* rows(): Iterable<Readonly<Record<string, unknown>>> {
  for (let at = 0; at < 10_000; at++) {
    yield {
      id: `s${at}`,
      name: `Station ${at}`,
      line: LINES[at % 3],
      size: (at * 7919) % 10_007,
      tags: at % 4 === 0 ? ['old', `t${at % 5}`] : [],
      lat: (at % 180) - 90,
      lng: (at % 360) - 180,
      low: at * 10,
      high: at * 10 + 8,
    }
  }
}
