/** The inbox's tables, as numbered steps that only go forward: a step that was published never changes. */

/** Which steps a database has taken: one row for each, so that two Workers cannot both take the same. */
export const VERSIONS_TABLE =
  'CREATE TABLE IF NOT EXISTS leanto_schema (version INTEGER PRIMARY KEY) STRICT'

/** The statements of each step; the first step is version 1. */
export const STEPS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE leanto_submissions (
      id TEXT PRIMARY KEY,
      form TEXT NOT NULL,
      page TEXT NOT NULL,
      received_at TEXT NOT NULL,
      language TEXT NOT NULL,
      entries TEXT NOT NULL,
      extra TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX leanto_submissions_by_form ON leanto_submissions (form, received_at)',
  ],
]
