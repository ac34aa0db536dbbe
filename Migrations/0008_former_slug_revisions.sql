-- Who wrote a former slug, when, and what it was before: for the undo of imports. Former slugs have a table of their
-- own, because a record had the same slug once, and its revisions are those of the record.
CREATE TABLE former_slug_revisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL CHECK (type IN ('member', 'topic', 'contact', 'office', 'county')),
  slug TEXT NOT NULL,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  -- The former slug as JSON; NULL if there was or is none.
  before TEXT,
  after TEXT,
  import_id INTEGER REFERENCES imports (id) ON DELETE RESTRICT,
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE INDEX former_slug_revisions_of_slug ON former_slug_revisions (type, slug, id);
CREATE INDEX former_slug_revisions_of_import ON former_slug_revisions (import_id, id) WHERE import_id IS NOT NULL;
