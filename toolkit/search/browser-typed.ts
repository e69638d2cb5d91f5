/** Asks as a visitor types: after a pause, never amid the composition of a character, and the last question counts. */

/** Long enough that a fast typist is asked for once, and a screen reader is not interrupted at each letter. */
const PAUSE_MS = 120

export interface Typed {
  /** Asks at once: what stands there, or something else. */
  readonly ask: (question?: string) => Promise<void>
  /** Drops what would be asked, and the answers that are still to come. */
  readonly stop: () => void
}

/**
 * Asks whenever a field changes.
 * @param read - what there is to ask
 * @param show - called in the order of the questions, with `undefined` where an answer failed; what a later question
 * overtook is dropped
 */
export function askAsTyped<T>(
  input: HTMLInputElement,
  read: () => string,
  answer: (question: string) => Promise<T>,
  show: (answered: T | undefined, question: string) => void,
): Typed {
  let latest = 0
  let timer = 0
  let shown: string | undefined
  const stop = (): void => {
    latest++
    clearTimeout(timer)
  }
  const ask = async (question = read()): Promise<void> => {
    stop()
    const asked = latest
    if (question === shown) return
    const answered = await answer(question).catch(() => undefined)
    if (asked !== latest) return
    // What failed is asked again.
    shown = answered === undefined ? undefined : question
    show(answered, question)
  }
  const askSoon = (event: Event): void => {
    stop()
    if (event instanceof InputEvent && event.isComposing) return
    timer = setTimeout(() => void ask(), PAUSE_MS)
  }
  input.addEventListener('input', askSoon)
  input.addEventListener('compositionend', askSoon)
  return { ask, stop }
}
