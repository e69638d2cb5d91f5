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
  [
    // Default values are for the rows of step 1.
    `ALTER TABLE leanto_submissions ADD COLUMN revision TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE leanto_submissions ADD COLUMN state TEXT NOT NULL DEFAULT 'accepted'`,
    'ALTER TABLE leanto_submissions ADD COLUMN score REAL NOT NULL DEFAULT 0',
    `ALTER TABLE leanto_submissions ADD COLUMN signs TEXT NOT NULL DEFAULT '[]'`,
    `ALTER TABLE leanto_submissions ADD COLUMN sender TEXT NOT NULL DEFAULT ''`,
    'ALTER TABLE leanto_submissions ADD COLUMN recent INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE leanto_submissions ADD COLUMN expires_at TEXT',
    'ALTER TABLE leanto_submissions ADD COLUMN notify TEXT',
    'ALTER TABLE leanto_submissions ADD COLUMN autoresponse TEXT',
    'CREATE INDEX leanto_submissions_by_sender ON leanto_submissions (sender, received_at)',
    `CREATE INDEX leanto_submissions_by_expiry ON leanto_submissions (expires_at)
      WHERE expires_at IS NOT NULL`,
    `CREATE TABLE leanto_files (
      id TEXT PRIMARY KEY,
      submission TEXT NOT NULL,
      field TEXT NOT NULL,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      size INTEGER NOT NULL,
      store TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX leanto_files_by_submission ON leanto_files (submission)',
    `CREATE TABLE leanto_file_pieces (
      file TEXT NOT NULL,
      number INTEGER NOT NULL,
      base64 TEXT NOT NULL,
      PRIMARY KEY (file, number)
    ) STRICT`,
    'CREATE TABLE leanto_challenges (id TEXT PRIMARY KEY, expires_at TEXT NOT NULL) STRICT',
    'CREATE TABLE leanto_keys (day TEXT PRIMARY KEY, base64 TEXT NOT NULL) STRICT',
    `CREATE TABLE leanto_contracts (
      form TEXT NOT NULL,
      revision TEXT NOT NULL,
      controls TEXT NOT NULL,
      first_at TEXT NOT NULL,
      PRIMARY KEY (form, revision)
    ) STRICT`,
  ],
]
