/** Rows of networks. */
export default function* rows(): Iterable<object> {
  yield { block: '192.0.2.0/24', owner: 'Documentation' }
  yield { block: '192.0.2.128/25', owner: 'The other half' }
  yield { block: '2001:db8::/32', owner: 'Documentation 6' }
}
