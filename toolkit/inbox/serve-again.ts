/** Tries again what the database did not do, or did without its answer coming. */

/**
 * Does some work, and again where it fails. Only for what changes nothing when it is done twice.
 * @param isHopeless - whether an error says that another try ends the same
 * @throws what the last try throws
 */
export async function tryAgain<T>(
  tries: number,
  work: () => Promise<T>,
  isHopeless: (error: unknown) => boolean = () => false,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (tries <= 1 || isHopeless(error)) throw error
    console.warn('the database is asked again', error)
    return tryAgain(tries - 1, work, isHopeless)
  }
}
