/** What visitors searched for, within a period: how often, and what they did not find. */

/** A query and its counts within a period. */
export interface SearchView {
  readonly query: string
  /** BCP 47. */
  readonly language: string
  readonly asked: number
  /** How many of them found nothing. */
  readonly failed: number
  /** The last day it was asked: `2026-11-02`, UTC. */
  readonly lastDay: string
}

export interface SearchesView {
  /** All searches of the period, those that are not listed included. */
  readonly asked: number
  readonly failed: number
  /** What found nothing, the most often asked first. */
  readonly missed: readonly SearchView[]
  /** What was asked most. */
  readonly top: readonly SearchView[]
}

/** The periods that can be asked for, in days; older counts are deleted. */
export const PERIODS = [7, 30, 90] as const

export type Period = (typeof PERIODS)[number]

/** Reads a `days` parameter: 30 where there is none; `undefined` for what is no period. */
export function parsePeriod(text: string | null): Period | undefined {
  return PERIODS.find((days) => String(days) === (text ?? '30'))
}
