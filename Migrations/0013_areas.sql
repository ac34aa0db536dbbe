-- Areas form a tree, and counties are areas (docs/decisions/0030-areas.md).

ALTER TABLE counties RENAME TO areas;
ALTER TABLE members RENAME COLUMN county_id TO area_id;
DROP INDEX members_by_county;
CREATE INDEX members_by_area ON members (area_id, sort_key, id);

-- What is called a county is a county of before. The others have a word that staff have chosen.
ALTER TABLE areas ADD COLUMN kind TEXT NOT NULL DEFAULT 'county' CHECK (
  length(kind) BETWEEN 1 AND 100
  AND kind NOT GLOB '*[^a-z0-9-]*' AND kind NOT GLOB '-*' AND kind NOT GLOB '*-' AND kind NOT GLOB '*--*'
);
ALTER TABLE areas ADD COLUMN code TEXT CHECK (length(code) BETWEEN 1 AND 20 AND code NOT GLOB '*[^A-Za-z0-9.-]*');
-- NULL for an area without a place. It comes after those that have one.
ALTER TABLE areas ADD COLUMN position INTEGER CHECK (position >= 0);
ALTER TABLE areas ADD COLUMN parent_id INTEGER REFERENCES areas (id) ON DELETE RESTRICT CHECK (parent_id <> id);
CREATE INDEX areas_by_parent ON areas (parent_id) WHERE parent_id IS NOT NULL;

-- Areas have drafts and former slugs too. The tables are copied, since a CHECK can't be changed. The types are no
-- longer listed: the program checks them, and a new type would have to copy the tables again.
CREATE TABLE new_drafts (
  type TEXT NOT NULL CHECK (length(type) BETWEEN 1 AND 40),
  slug TEXT NOT NULL CHECK (length(slug) BETWEEN 1 AND 100),
  document TEXT NOT NULL,
  PRIMARY KEY (type, slug)
) STRICT, WITHOUT ROWID;

INSERT INTO new_drafts SELECT type, slug, document FROM drafts;
DROP TABLE drafts;
ALTER TABLE new_drafts RENAME TO drafts;

CREATE TABLE new_former_slugs (
  type TEXT NOT NULL CHECK (length(type) BETWEEN 1 AND 40),
  slug TEXT NOT NULL CHECK (
    length(slug) BETWEEN 1 AND 100
    AND slug NOT GLOB '*[^a-z0-9-]*' AND slug NOT GLOB '-*' AND slug NOT GLOB '*-' AND slug NOT GLOB '*--*'
  ),
  name TEXT CHECK (length(name) BETWEEN 1 AND 200),
  until TEXT CHECK (until IS date(until, '+0 days')),
  PRIMARY KEY (type, slug)
) STRICT, WITHOUT ROWID;

CREATE TABLE new_former_slug_successors (
  type TEXT NOT NULL,
  slug TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  successor TEXT NOT NULL CHECK (length(successor) BETWEEN 1 AND 100),
  PRIMARY KEY (type, slug, position),
  FOREIGN KEY (type, slug) REFERENCES new_former_slugs (type, slug) ON DELETE CASCADE ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO new_former_slugs SELECT type, slug, name, until FROM former_slugs;
INSERT INTO new_former_slug_successors SELECT type, slug, position, successor FROM former_slug_successors;
DROP TABLE former_slug_successors;
DROP TABLE former_slugs;
-- The reference follows the name.
ALTER TABLE new_former_slugs RENAME TO former_slugs;
ALTER TABLE new_former_slug_successors RENAME TO former_slug_successors;

CREATE TABLE new_former_slug_revisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL CHECK (length(type) BETWEEN 1 AND 40),
  slug TEXT NOT NULL,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  -- The former slug as JSON; NULL if there was or is none.
  before TEXT,
  after TEXT,
  import_id INTEGER REFERENCES imports (id) ON DELETE RESTRICT,
  CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

INSERT INTO new_former_slug_revisions
SELECT id, type, slug, at, author, before, after, import_id FROM former_slug_revisions;
-- No id is used twice, not even that of a row that was deleted.
DELETE FROM sqlite_sequence WHERE name = 'new_former_slug_revisions';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'new_former_slug_revisions', seq FROM sqlite_sequence WHERE name = 'former_slug_revisions';
DROP TABLE former_slug_revisions;
ALTER TABLE new_former_slug_revisions RENAME TO former_slug_revisions;

CREATE INDEX former_slug_revisions_of_slug ON former_slug_revisions (type, slug, id);
CREATE INDEX former_slug_revisions_of_import ON former_slug_revisions (import_id, id) WHERE import_id IS NOT NULL;
