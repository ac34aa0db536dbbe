-- What staff writes with: tokens, drafts, revisions, imports, answers to attempts.

-- Shown to staff alone where email_is_protected says so.
ALTER TABLE contacts ADD COLUMN email TEXT CHECK (length(email) BETWEEN 3 AND 254);

-- digest is the SHA-256 of the token's text; the text is nowhere.
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  role TEXT NOT NULL CHECK (role IN ('editor', 'admin')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER
) STRICT;

-- A draft is in no other table: what lists, counts, relates and searches cannot see it.
CREATE TABLE drafts (
  type TEXT NOT NULL CHECK (type IN ('organisation', 'office', 'contact', 'county', 'topic', 'member')),
  slug TEXT NOT NULL CHECK (length(slug) BETWEEN 1 AND 100),
  document TEXT NOT NULL,
  PRIMARY KEY (type, slug)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;

-- The state of a record after each write. AUTOINCREMENT: an id is never given again, so that whoever follows
-- the changes misses none. document and status are NULL after a deletion. public is what everyone may see of
-- the write; NULL for one that touched drafts alone.
CREATE TABLE revisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  slug TEXT NOT NULL,
  at INTEGER,
  author TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('original', 'created', 'updated', 'deleted')),
  public TEXT CHECK (public IN ('created', 'updated', 'deleted')),
  status TEXT CHECK (status IN ('published', 'draft')),
  document TEXT,
  import_id INTEGER REFERENCES imports (id) ON DELETE RESTRICT,
  CHECK ((document IS NULL) = (action = 'deleted')),
  CHECK ((document IS NULL) = (status IS NULL))
) STRICT;

CREATE INDEX revisions_of_record ON revisions (type, slug, id);
CREATE INDEX revisions_in_public ON revisions (id) WHERE public IS NOT NULL;
CREATE INDEX revisions_of_import ON revisions (import_id, id) WHERE import_id IS NOT NULL;

-- Answers to attempts with an Idempotency-Key, for 24 hours.
CREATE TABLE kept_answers (
  token_id INTEGER NOT NULL REFERENCES tokens (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  slug TEXT NOT NULL,
  location TEXT NOT NULL,
  tag TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (token_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_answers_by_age ON kept_answers (at);
CREATE INDEX kept_answers_by_record ON kept_answers (type, slug);
