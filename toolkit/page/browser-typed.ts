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
 * @param field - none where it is to be asked by `ask` alone
 * @param read - what there is to ask
 * @param show - called in the order of the questions, with `undefined` where an answer failed; what a later question
 * overtook is dropped
 */
export function askAsTyped<T>(
  field: HTMLElement | undefined,
  read: () => string,
  answer: (question: string) => Promise<T>,
  show: (answered: T | undefined, question: string) => void,
): Typed {
  let latest = 0
  let shown: string | undefined
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
  const pause =
    field &&
    whenTyped(field, () => {
      latest++
      return () => void ask()
    })
  const stop = (): void => {
    latest++
    pause?.cancel()
  }
  return { ask, stop }
}

export interface Pause {
  /** Lets nothing come of what was typed so far. */
  readonly cancel: () => void
}

/**
 * Waits for the pause after each change of a field, or of one of the fields in an element.
 * @param typed - called at each change; gives what is to be done when the pause has come, if anything
 */
export function whenTyped(
  element: HTMLElement | Document,
  typed: (event: Event) => (() => void) | undefined,
): Pause {
  let timer = 0
  const change = (event: Event): void => {
    clearTimeout(timer)
    const then = typed(event)
    if (event instanceof InputEvent && event.isComposing) return
    if (then) timer = setTimeout(then, PAUSE_MS)
  }
  element.addEventListener('input', change)
  element.addEventListener('compositionend', change)
  return { cancel: () => clearTimeout(timer) }
}
