/** Writes a pattern of the `v` flag in the syntax of the `u` flag, which is what the tools know. */
import rewritePattern from 'regexpu-core'

// Escapes that only the `v` flag knows; the rewriting leaves them where nothing else of a class needs it.
const PUNCTUATORS = '&!#%,:;<=>@`~'

/** @throws for a source that is not valid, or that needs a newer Unicode than the tools have */
export function toPlainPattern(source: string): string {
  const rewritten = rewritePattern(source, 'v', {
    unicodeSetsFlag: 'transform',
    modifiers: 'transform',
  })
  return rewritten.replaceAll(/\\([\s\S])/g, (escape, character: string) =>
    PUNCTUATORS.includes(character) ? character : escape,
  )
}
