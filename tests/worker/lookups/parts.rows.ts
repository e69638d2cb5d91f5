/** Rows of parts of countries. */
export default [
  { country: 'FR', code: 11, name: 'Île-de-France' },
  { country: 'IT', code: 45, name: 'Emilia-Romagna' },
  { country: 'IT', code: 45, name: 'Emilia' },
  { country: 'a/b', code: 1, name: 'A slash' },
]
