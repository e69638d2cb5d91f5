/**
 * The compiled template: what the build leaves in place of a `<template data-each>`, and what both sides render.
 * `format.md` specifies it.
 */

/** Text with marked ranges, such as an excerpt with the words that were found. Rendered as text and `<mark>`. */
export interface Marked {
  readonly text: string
  /** Pairs of start and end, UTF-16 offsets into `text`, ascending, not overlapping. */
  readonly marks: readonly (readonly [start: number, end: number])[]
}

/**
 * HTML that the toolkit itself has made, such as the drawing of a map. What comes from data or a visitor is never of this
 * class: JSON cannot be.
 */
export class Markup {
  readonly html: string

  constructor(html: string) {
    this.html = html
  }
}

/** What a field of a template may hold. Lists feed `data-each`; everything is escaped for where it stands. */
export type Value =
  string | number | boolean | null | undefined | Marked | Markup | Data | readonly Data[]

/** The fields that a region, or one item of a list, is filled with. */
export interface Data {
  readonly [field: string]: Value
}

/** One thing to fill: `text` or an attribute, from a field (dotted names reach into nested data). */
export type Fill = readonly [target: string, field: string]

/** A piece of a compiled template, in document order. */
export type Part =
  | string
  | readonly ['text', field: string]
  | readonly ['attribute', name: string, field: string]
  | readonly ['when', condition: string, parts: readonly Part[]]
  | readonly ['each', field: string, parts: readonly Part[]]

/** `href:url text:title` → `[['href', 'url'], ['text', 'title']]`; a pair that is none gives `undefined`. */
export function parseFills(value: string): Fill[] | undefined {
  const fills: Fill[] = []
  for (const pair of value.split(/\s+/).filter(Boolean)) {
    const [, target, field] = /^([a-z][a-z0-9-]*):([\w.-]+)$/i.exec(pair) ?? []
    if (target === undefined || field === undefined) return undefined
    fills.push([target.toLowerCase(), field])
  }
  return fills
}
