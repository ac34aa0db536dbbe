-- What the office asks: who did what and when, what was deleted, what is old, and what is missing
-- (docs/decisions/0040-what-the-office-asks.md).

-- The history of all records together is read from its newest end, by time and then by id. States from before the
-- first edit have no time, and aren't in these indexes.
CREATE INDEX revisions_by_time ON revisions (at, id) WHERE at IS NOT NULL;
CREATE INDEX revisions_by_author ON revisions (author, at, id) WHERE at IS NOT NULL;
CREATE INDEX revisions_by_type ON revisions (type, at, id) WHERE at IS NOT NULL;
CREATE INDEX revisions_of_deletions ON revisions (at, id) WHERE action = 'deleted';

-- How many revisions each import has added, which the list of imports shows. merged is the slug of the topic that a
-- merge has removed, and merged_into the one that followed it; both are NULL for an import.
ALTER TABLE imports ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN updated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN former_slugs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN merged TEXT;
ALTER TABLE imports ADD COLUMN merged_into TEXT;

UPDATE imports SET
  created = (SELECT count(*) FROM revisions AS r WHERE r.import_id = imports.id AND r.action = 'created'),
  updated = (SELECT count(*) FROM revisions AS r WHERE r.import_id = imports.id AND r.action = 'updated'),
  former_slugs = (SELECT count(*) FROM former_slug_revisions AS r WHERE r.import_id = imports.id);

CREATE TRIGGER revisions_counted_by_import AFTER INSERT ON revisions WHEN NEW.import_id IS NOT NULL BEGIN
  UPDATE imports SET
    created = created + (NEW.action = 'created'), updated = updated + (NEW.action = 'updated'),
    deleted = deleted + (NEW.action = 'deleted')
  WHERE id = NEW.import_id;
END;

CREATE TRIGGER former_slug_revisions_counted_by_import AFTER INSERT ON former_slug_revisions
WHEN NEW.import_id IS NOT NULL BEGIN
  UPDATE imports SET former_slugs = former_slugs + 1 WHERE id = NEW.import_id;
END;

-- When each published member, topic, contact and office was last written. Those that were loaded with a document have
-- no revision, so that the revisions alone can't say it.
CREATE TABLE record_ages (
  type TEXT NOT NULL,
  slug TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (type, slug)
) STRICT, WITHOUT ROWID;

INSERT INTO record_ages (type, slug, changed_at)
SELECT p.type, p.slug, ifnull(
  (SELECT r.at FROM revisions AS r WHERE r.type = p.type AND r.slug = p.slug ORDER BY r.id DESC LIMIT 1),
  (SELECT min(ifnull(applied_at, unixepoch())) FROM schema_migrations))
FROM (
  SELECT 'member' AS type, slug FROM members UNION ALL SELECT 'topic', slug FROM topics
  UNION ALL SELECT 'contact', slug FROM contacts UNION ALL SELECT 'office', slug FROM offices
) AS p;

CREATE INDEX record_ages_in_order ON record_ages (changed_at, type, slug);

CREATE TRIGGER members_aged AFTER INSERT ON members BEGIN
  INSERT INTO record_ages (type, slug, changed_at) VALUES ('member', NEW.slug, unixepoch());
END;
CREATE TRIGGER topics_aged AFTER INSERT ON topics BEGIN
  INSERT INTO record_ages (type, slug, changed_at) VALUES ('topic', NEW.slug, unixepoch());
END;
CREATE TRIGGER contacts_aged AFTER INSERT ON contacts BEGIN
  INSERT INTO record_ages (type, slug, changed_at) VALUES ('contact', NEW.slug, unixepoch());
END;
CREATE TRIGGER offices_aged AFTER INSERT ON offices BEGIN
  INSERT INTO record_ages (type, slug, changed_at) VALUES ('office', NEW.slug, unixepoch());
END;
CREATE TRIGGER members_forgotten AFTER DELETE ON members BEGIN
  DELETE FROM record_ages WHERE type = 'member' AND slug = OLD.slug;
END;
CREATE TRIGGER topics_forgotten AFTER DELETE ON topics BEGIN
  DELETE FROM record_ages WHERE type = 'topic' AND slug = OLD.slug;
END;
CREATE TRIGGER contacts_forgotten AFTER DELETE ON contacts BEGIN
  DELETE FROM record_ages WHERE type = 'contact' AND slug = OLD.slug;
END;
CREATE TRIGGER offices_forgotten AFTER DELETE ON offices BEGIN
  DELETE FROM record_ages WHERE type = 'office' AND slug = OLD.slug;
END;
CREATE TRIGGER records_aged_by_revisions AFTER INSERT ON revisions WHEN NEW.at IS NOT NULL BEGIN
  UPDATE record_ages SET changed_at = NEW.at WHERE type = NEW.type AND slug = NEW.slug;
END;

-- How many records of each type have texts in each language.
CREATE TABLE translation_counts (
  type TEXT NOT NULL,
  language TEXT NOT NULL,
  records INTEGER NOT NULL,
  PRIMARY KEY (type, language)
) STRICT, WITHOUT ROWID;

INSERT INTO translation_counts (type, language, records)
SELECT t.type, l.key, count(*) FROM translations AS t CROSS JOIN json_each(t.texts) AS l GROUP BY t.type, l.key;

CREATE TRIGGER translations_counted_on_insert AFTER INSERT ON translations BEGIN
  INSERT INTO translation_counts (type, language, records)
  SELECT NEW.type, l.key, 1 FROM json_each(NEW.texts) AS l WHERE true
  ON CONFLICT (type, language) DO UPDATE SET records = records + 1;
END;
CREATE TRIGGER translations_counted_on_delete AFTER DELETE ON translations BEGIN
  UPDATE translation_counts SET records = records - 1
  WHERE type = OLD.type AND language IN (SELECT l.key FROM json_each(OLD.texts) AS l);
END;
CREATE TRIGGER translations_counted_on_update AFTER UPDATE OF texts ON translations BEGIN
  UPDATE translation_counts SET records = records - 1
  WHERE type = OLD.type AND language IN (SELECT l.key FROM json_each(OLD.texts) AS l);
  INSERT INTO translation_counts (type, language, records)
  SELECT NEW.type, l.key, 1 FROM json_each(NEW.texts) AS l WHERE true
  ON CONFLICT (type, language) DO UPDATE SET records = records + 1;
END;

-- Part 8 of a profile: the host of the website, without www, by which two records of one member are found. It is what
-- ProfilePart.host makes of the address.
INSERT OR IGNORE INTO profile_values (part, value, member_id)
SELECT 8, CASE WHEN host GLOB 'www.*' THEN substr(host, 5) ELSE host END, id
FROM (
  SELECT id, lower(substr(rest, 1, min(
    instr(rest || '/', '/'), instr(rest || '?', '?'), instr(rest || '#', '#'), instr(rest || ':', ':')) - 1)) AS host
  FROM (
    SELECT id, substr(profile ->> '$.website', instr(profile ->> '$.website', '://') + 3) AS rest
    FROM members WHERE profile ->> '$.website' IS NOT NULL
  )
);
