/** Rows of networks. */
export default [
  { block: '192.0.2.0/24', owner: 'Documentation' },
  { block: '192.0.2.128/25', owner: 'The other half' },
  { block: '2001:db8::/32', owner: 'Documentation 6' },
]
