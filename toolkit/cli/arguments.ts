/** Reads the arguments of a command, and says how it is used when they are others. */
import { BuildError } from '../core/errors.ts'

/**
 * Runs `parse`, which calls `parseArgs` of Node.
 * @throws {BuildError} with what is wrong and the usage, in place of what `parseArgs` throws
 */
export function readArguments<T>(usage: string, parse: () => T): T {
  try {
    return parse()
  } catch (cause) {
    if (cause instanceof BuildError) throw cause
    // The first sentence says it; the others explain how to escape.
    const [problem] = String(cause instanceof Error ? cause.message : cause).split('. ')
    throw new BuildError(`${problem}\nexpected ${usage}`, undefined, { cause })
  }
}
