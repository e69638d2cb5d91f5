/** Russian: Snowball's stemmer. */
export { stemmer as stem } from '@orama/stemmers/russian'
