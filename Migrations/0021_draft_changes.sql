-- Changes of records that are written down before they are made, and links that show them.
--
-- type and slug are those of the record when the change was written; a former slug leads to the record that it has
-- now. base is the record that the author has seen, and base_tag its entity tag. The long columns are the last, so
-- that a filter reads none of them.
CREATE TABLE draft_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  slug TEXT NOT NULL CHECK (length(slug) BETWEEN 1 AND 100),
  state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'scheduled', 'published', 'declined')),
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  publish_at INTEGER,
  decided_by TEXT,
  decided_at INTEGER,
  base_tag TEXT NOT NULL,
  base_status TEXT NOT NULL CHECK (base_status IN ('published', 'draft')),
  note TEXT NOT NULL CHECK (length(note) <= 5000),
  reason TEXT CHECK (length(reason) <= 2000),
  problem TEXT,
  patch TEXT NOT NULL,
  base TEXT NOT NULL,
  CHECK (state <> 'scheduled' OR publish_at IS NOT NULL)
) STRICT;

CREATE INDEX draft_changes_by_state ON draft_changes (state, id);
CREATE INDEX draft_changes_of_record ON draft_changes (slug, id);
CREATE INDEX draft_changes_by_author ON draft_changes (author, id);
CREATE INDEX draft_changes_due ON draft_changes (publish_at) WHERE state = 'scheduled';

-- digest is the SHA-256 of the secret in the link; the secret is nowhere.
CREATE TABLE preview_links (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
  draft_change_id INTEGER NOT NULL REFERENCES draft_changes (id) ON DELETE CASCADE,
  author TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX preview_links_of_change ON preview_links (draft_change_id, created_at);
CREATE INDEX preview_links_by_age ON preview_links (expires_at);

-- The draft change that a revision has published, and who wrote it. The author of the revision decided it.
ALTER TABLE revisions ADD COLUMN draft_change INTEGER;
ALTER TABLE revisions ADD COLUMN change_author TEXT;
