/** Tells the site's owner what was asked, once for each question that a visitor came to rest on. */
import type { SearchResult } from './engine.ts'

const PATH = '/api/search/asked'
/** A visitor who has not typed for so long has read. */
const REST_MS = 2000

export interface Insight {
  /** A question was answered: it is told when the visitor goes on. */
  readonly answered: (result: SearchResult, language: string) => void
  /** The visitor types on: what they did not rest on was not the question. */
  readonly typed: () => void
  /** The visitor is done with the answer. */
  readonly settle: () => void
  /** The search page will count the question. */
  readonly forget: () => void
}

/**
 * Where nothing counts questions, the request is answered by 404, which nobody waits for.
 * @param isTold - whether anything is told at all
 */
export function createInsight(isTold: boolean): Insight {
  let told: string | undefined
  let since = 0
  const forget = (): void => {
    told = undefined
  }
  const tell = (least: number): void => {
    if (told !== undefined && Date.now() - since >= least)
      navigator.sendBeacon(PATH, new Blob([told], { type: 'application/json' }))
    forget()
  }
  const settle = (): void => tell(0)
  const typed = (): void => tell(REST_MS)
  addEventListener('pagehide', settle)
  return {
    answered({ query, total }, language) {
      typed()
      if (!isTold) return
      told = JSON.stringify({ query, total, language })
      since = Date.now()
    },
    typed,
    settle,
    forget,
  }
}
