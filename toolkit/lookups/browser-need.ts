/** What few questions need, and pure functions call: it is a file of its own, and a question that misses it is asked again. */

/** Thrown where a part is not there yet. Each part of the script has this class for itself. */
class MissingError extends Error {
  override readonly name = 'MissingError'
  readonly ready: Promise<unknown>

  constructor(ready: Promise<unknown>) {
    super('a part of the script is not there yet')
    this.ready = ready
  }
}

/** Gives a part that was loaded. @throws {MissingError} at first, and loads it then */
export function needLater<Part>(load: () => Promise<Part>): () => Part {
  let part: Part | undefined
  return () => {
    if (part !== undefined) return part
    const ready = async (): Promise<void> => {
      part = await load()
    }
    throw new MissingError(ready())
  }
}

/** Asks again as long as parts are missing. */
export async function withNeeded<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      // A part that cannot be loaded ends it.
      if (!(error instanceof Error && 'ready' in error)) throw error
      await error.ready
    }
  }
}
