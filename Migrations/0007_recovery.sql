-- What has to survive a restore (docs/decisions/0018-change-ids-never-repeat.md).

CREATE TABLE directory_identity (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Random: it tells the backups of two directories in one folder apart. A restore does not change it.
  name TEXT NOT NULL CHECK (length(name) = 8 AND name NOT GLOB '*[^0-9a-f]*'),
  -- The last id of a change that was given before the last restore; 0 if there was no restore. A client that
  -- asks for the changes since an earlier id has to start again.
  changes_start INTEGER NOT NULL DEFAULT 0 CHECK (changes_start >= 0)
) STRICT;

INSERT INTO directory_identity (id, name) VALUES (1, lower(hex(randomblob(4))));

-- The contacts that were erased, each as the SHA-256 of its slug: a restore erases them again.
CREATE TABLE erased_contacts (
  digest BLOB PRIMARY KEY NOT NULL CHECK (length(digest) = 32),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
