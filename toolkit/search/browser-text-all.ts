/** All of folding and cutting text, with the tables of Unicode: a part of the script that plain questions do without. */
export { fold } from '../core/fold.ts'
export { isUnspaced, tokenize } from './tokenize.ts'
