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
  [
    // `accepted`, `quarantined`, `archived` are the folders; what was never opened has no `read_at`.
    'ALTER TABLE leanto_submissions ADD COLUMN read_at TEXT',
    // Tells a submission that is sent again: it is only known here for as long as its row is.
    'ALTER TABLE leanto_submissions ADD COLUMN key TEXT',
    `ALTER TABLE leanto_submissions ADD COLUMN consent TEXT NOT NULL DEFAULT '[]'`,
    // What the owner said of it: `spam` or `ham`.
    'ALTER TABLE leanto_submissions ADD COLUMN mark TEXT',
    // For lists, which never read the entries.
    `ALTER TABLE leanto_submissions ADD COLUMN author TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE leanto_submissions ADD COLUMN excerpt TEXT NOT NULL DEFAULT ''`,
    'ALTER TABLE leanto_submissions ADD COLUMN file_count INTEGER NOT NULL DEFAULT 0',
    // Whether `leanto_search` has it; what older Workers store is indexed later, as everything is.
    'ALTER TABLE leanto_submissions ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0',
    `ALTER TABLE leanto_file_pieces ADD COLUMN written_at TEXT NOT NULL DEFAULT ''`,
    `CREATE UNIQUE INDEX leanto_submissions_by_key ON leanto_submissions (key) WHERE key IS NOT NULL`,
    'DROP INDEX leanto_submissions_by_form',
    'CREATE INDEX leanto_submissions_by_folder ON leanto_submissions (form, state, received_at, id)',
    'CREATE INDEX leanto_submissions_by_state ON leanto_submissions (state, received_at, id)',
    `CREATE INDEX leanto_submissions_unread ON leanto_submissions (received_at, id)
      WHERE read_at IS NULL AND state = 'accepted'`,
    `CREATE INDEX leanto_submissions_unread_by_form ON leanto_submissions (form, received_at, id)
      WHERE read_at IS NULL AND state = 'accepted'`,
    'CREATE INDEX leanto_submissions_unindexed ON leanto_submissions (id) WHERE indexed = 0',
    `CREATE VIRTUAL TABLE leanto_search USING fts5 (
      facets, text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`,
    `CREATE TABLE leanto_counts (
      form TEXT NOT NULL,
      state TEXT NOT NULL,
      total INTEGER NOT NULL,
      unread INTEGER NOT NULL,
      PRIMARY KEY (form, state)
    ) STRICT, WITHOUT ROWID`,
    `INSERT INTO leanto_counts (form, state, total, unread)
      SELECT form, state, count(*), count(*) FROM leanto_submissions GROUP BY form, state`,
    // What is to be sent. A row that someone works on is due again when the time for it is over.
    `CREATE TABLE leanto_outbox (
      id TEXT PRIMARY KEY,
      submission TEXT NOT NULL,
      kind TEXT NOT NULL,
      target TEXT NOT NULL,
      state TEXT NOT NULL DEFAULT 'new',
      attempts INTEGER NOT NULL DEFAULT 0,
      due_at TEXT NOT NULL,
      error TEXT,
      created_at TEXT NOT NULL,
      done_at TEXT
    ) STRICT, WITHOUT ROWID`,
    'CREATE INDEX leanto_outbox_by_submission ON leanto_outbox (submission)',
    `CREATE INDEX leanto_outbox_due ON leanto_outbox (due_at) WHERE state = 'new'`,
    `CREATE INDEX leanto_outbox_dead ON leanto_outbox (created_at) WHERE state = 'dead'`,
    `CREATE TABLE leanto_history (
      submission TEXT NOT NULL,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      event TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX leanto_history_by_submission ON leanto_history (submission, at)',
    `CREATE TABLE leanto_audit (
      id INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      count INTEGER NOT NULL,
      detail TEXT NOT NULL
    ) STRICT`,
    'CREATE INDEX leanto_audit_by_time ON leanto_audit (at)',
    `CREATE TABLE leanto_sessions (
      id TEXT PRIMARY KEY,
      created_at TEXT NOT NULL,
      expires_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    'CREATE TABLE leanto_sign_ins (sender TEXT NOT NULL, at TEXT NOT NULL) STRICT',
    'CREATE INDEX leanto_sign_ins_by_sender ON leanto_sign_ins (sender, at)',
    // Erased people, as keyed hashes of their addresses, so that no backup brings them back.
    'CREATE TABLE leanto_tombstones (hash TEXT PRIMARY KEY, erased_at TEXT NOT NULL) STRICT, WITHOUT ROWID',
    'CREATE TABLE leanto_secrets (name TEXT PRIMARY KEY, base64 TEXT NOT NULL) STRICT, WITHOUT ROWID',
    // The site's own spam scorer: one row.
    `CREATE TABLE leanto_scorer (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      version INTEGER NOT NULL,
      base64 TEXT NOT NULL
    ) STRICT`,
    // When each piece of scheduled work ran, and how far it came.
    `CREATE TABLE leanto_tasks (
      name TEXT PRIMARY KEY,
      ran_at TEXT NOT NULL,
      cursor TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID`,
    // Triggers keep these right for every Worker that writes submissions, an older one included.
    `CREATE TRIGGER leanto_submissions_inserted AFTER INSERT ON leanto_submissions BEGIN
      INSERT INTO leanto_counts (form, state, total, unread)
        VALUES (new.form, new.state, 1, new.read_at IS NULL)
        ON CONFLICT DO UPDATE SET total = total + 1, unread = unread + (new.read_at IS NULL);
    END`,
    `CREATE TRIGGER leanto_submissions_updated AFTER UPDATE OF state, read_at ON leanto_submissions BEGIN
      UPDATE leanto_counts SET total = total - 1, unread = unread - (old.read_at IS NULL)
        WHERE form = old.form AND state = old.state;
      INSERT INTO leanto_counts (form, state, total, unread)
        VALUES (new.form, new.state, 1, new.read_at IS NULL)
        ON CONFLICT DO UPDATE SET total = total + 1, unread = unread + (new.read_at IS NULL);
    END`,
    `CREATE TRIGGER leanto_submissions_moved AFTER UPDATE OF state ON leanto_submissions
      WHEN old.state <> new.state BEGIN
      DELETE FROM leanto_search WHERE rowid = old.rowid;
      UPDATE leanto_submissions SET indexed = 0 WHERE id = old.id;
    END`,
    `CREATE TRIGGER leanto_submissions_deleted AFTER DELETE ON leanto_submissions BEGIN
      UPDATE leanto_counts SET total = total - 1, unread = unread - (old.read_at IS NULL)
        WHERE form = old.form AND state = old.state;
      DELETE FROM leanto_search WHERE rowid = old.rowid;
      DELETE FROM leanto_outbox WHERE submission = old.id;
      DELETE FROM leanto_history WHERE submission = old.id;
    END`,
  ],
  [
    // What was searched for on the site, by day and words; nothing of who asked.
    `CREATE TABLE leanto_queries (
      day TEXT NOT NULL,
      language TEXT NOT NULL,
      query TEXT NOT NULL,
      asked INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      PRIMARY KEY (day, language, query)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE leanto_query_days (
      day TEXT PRIMARY KEY,
      queries INTEGER NOT NULL DEFAULT 0,
      asked INTEGER NOT NULL,
      failed INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TRIGGER leanto_queries_inserted AFTER INSERT ON leanto_queries BEGIN
      UPDATE leanto_query_days SET queries = queries + 1 WHERE day = new.day;
    END`,
  ],
]
