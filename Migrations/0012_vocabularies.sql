-- The kinds of members and of topics are records that staff change
-- (docs/decisions/0028-vocabularies-are-records.md).

ALTER TABLE member_kinds ADD COLUMN plural_name TEXT CHECK (length(plural_name) BETWEEN 1 AND 200);
-- NULL for a kind without a place. It comes after those that have one.
ALTER TABLE member_kinds ADD COLUMN position INTEGER CHECK (position >= 0);
-- A type of https://schema.org; Directory/Records/Kind.swift has the list.
ALTER TABLE member_kinds ADD COLUMN schema_type TEXT NOT NULL DEFAULT 'Organization'
  CHECK (length(schema_type) BETWEEN 1 AND 100 AND schema_type NOT GLOB '*[^A-Za-z]*');

UPDATE member_kinds SET plural_name = 'Counties', schema_type = 'GovernmentOrganization' WHERE slug = 'county';
UPDATE member_kinds SET plural_name = 'Municipalities', schema_type = 'GovernmentOrganization'
WHERE slug = 'municipality';
UPDATE member_kinds SET plural_name = 'Universities', schema_type = 'CollegeOrUniversity' WHERE slug = 'university';

CREATE TABLE topic_kinds (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (
    length(slug) BETWEEN 1 AND 100
    AND slug NOT GLOB '*[^a-z0-9-]*' AND slug NOT GLOB '-*' AND slug NOT GLOB '*-' AND slug NOT GLOB '*--*'
  ),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  plural_name TEXT CHECK (length(plural_name) BETWEEN 1 AND 200),
  position INTEGER CHECK (position >= 0)
) STRICT;

INSERT INTO topic_kinds (id, slug, name, plural_name) VALUES
  (1, 'agenda', 'Agenda', 'Agendas'), (2, 'network', 'Network', 'Networks'),
  (3, 'programme', 'Programme', 'Programmes'), (4, 'theme', 'Theme', 'Themes');

-- A topic's kind becomes a reference, and its summary may be missing. The columns are replaced and not the table:
-- member_topics refers to its rows, and DROP TABLE deletes them first, which the reference forbids
-- (sqlite.org/lang_droptable.html). A column that is added with REFERENCES can't be NOT NULL
-- (sqlite.org/lang_altertable.html, section 4), so triggers see to that.
DROP INDEX topics_by_kind;
ALTER TABLE topics RENAME COLUMN kind TO kind_before;
ALTER TABLE topics RENAME COLUMN summary TO summary_before;
ALTER TABLE topics ADD COLUMN kind TEXT REFERENCES topic_kinds (slug) ON DELETE RESTRICT;
ALTER TABLE topics ADD COLUMN summary TEXT CHECK (length(summary) BETWEEN 1 AND 2000);
UPDATE topics SET kind = kind_before, summary = summary_before;
ALTER TABLE topics DROP COLUMN kind_before;
ALTER TABLE topics DROP COLUMN summary_before;
CREATE INDEX topics_by_kind ON topics (kind, sort_key, id);

CREATE TRIGGER topics_inserted_with_kind BEFORE INSERT ON topics WHEN NEW.kind IS NULL BEGIN
  SELECT RAISE(ABORT, 'a topic has a kind');
END;

CREATE TRIGGER topics_updated_with_kind BEFORE UPDATE OF kind ON topics WHEN NEW.kind IS NULL BEGIN
  SELECT RAISE(ABORT, 'a topic has a kind');
END;

-- Kinds have drafts and former slugs too. The tables are copied, since a CHECK can't be changed, and nothing else
-- refers to them.
CREATE TABLE new_drafts (
  type TEXT NOT NULL CHECK (
    type IN ('organisation', 'office', 'contact', 'memberKind', 'topicKind', 'county', 'topic', 'member')
  ),
  slug TEXT NOT NULL CHECK (length(slug) BETWEEN 1 AND 100),
  document TEXT NOT NULL,
  PRIMARY KEY (type, slug)
) STRICT, WITHOUT ROWID;

INSERT INTO new_drafts SELECT type, slug, document FROM drafts;
DROP TABLE drafts;
ALTER TABLE new_drafts RENAME TO drafts;

CREATE TABLE new_former_slugs (
  type TEXT NOT NULL
    CHECK (type IN ('member', 'topic', 'contact', 'office', 'county', 'memberKind', 'topicKind')),
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
  type TEXT NOT NULL
    CHECK (type IN ('member', 'topic', 'contact', 'office', 'county', 'memberKind', 'topicKind')),
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
