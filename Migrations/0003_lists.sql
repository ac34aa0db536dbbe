-- What the lists are asked: who was a member when, in the order of what, and what became of whom.

-- The first day on which it is no longer a member. Whoever has one is a former member: kept, shown by its slug
-- and by ?at=, and in no list or count of the present.
ALTER TABLE members ADD COLUMN "left" TEXT CHECK ("left" IS date("left", '+0 days'));

-- Rows without a value come last in either direction, which plain columns cannot give from one index; equal
-- values are in the order of the names. Ranges are read from the descending ones.
CREATE INDEX members_by_population ON members (ifnull(population, 9223372036854775807), sort_key, id);
CREATE INDEX members_by_population_down ON members (ifnull(population, -1) DESC, sort_key, id);
CREATE INDEX members_by_joined ON members (ifnull(joined, '~'), sort_key, id);
CREATE INDEX members_by_joined_down ON members (ifnull(joined, '') DESC, sort_key, id);

-- The counts are of present members.
DROP TRIGGER members_counted_on_insert;
DROP TRIGGER members_counted_on_delete;
DROP TRIGGER members_counted_on_update;
DROP TRIGGER member_topics_counted_on_insert;
DROP TRIGGER member_topics_counted_on_delete;
DROP TRIGGER member_topics_counted_on_update;

CREATE TRIGGER members_counted_on_insert AFTER INSERT ON members WHEN NEW."left" IS NULL BEGIN
  UPDATE directory_revision SET member_count = member_count + 1 WHERE id = 1;
  UPDATE member_kinds SET member_count = member_count + 1 WHERE id = NEW.kind_id;
  UPDATE counties SET member_count = member_count + 1 WHERE id = NEW.county_id;
END;

CREATE TRIGGER members_counted_on_delete AFTER DELETE ON members WHEN OLD."left" IS NULL BEGIN
  UPDATE directory_revision SET member_count = member_count - 1 WHERE id = 1;
  UPDATE member_kinds SET member_count = member_count - 1 WHERE id = OLD.kind_id;
  UPDATE counties SET member_count = member_count - 1 WHERE id = OLD.county_id;
END;

CREATE TRIGGER members_counted_on_update AFTER UPDATE OF kind_id, county_id, "left" ON members BEGIN
  UPDATE directory_revision
  SET member_count = member_count - (OLD."left" IS NULL) + (NEW."left" IS NULL) WHERE id = 1;
  UPDATE member_kinds SET member_count = member_count - (OLD."left" IS NULL) WHERE id = OLD.kind_id;
  UPDATE member_kinds SET member_count = member_count + (NEW."left" IS NULL) WHERE id = NEW.kind_id;
  UPDATE counties SET member_count = member_count - (OLD."left" IS NULL) WHERE id = OLD.county_id;
  UPDATE counties SET member_count = member_count + (NEW."left" IS NULL) WHERE id = NEW.county_id;
END;

CREATE TRIGGER member_topics_counted_on_leaving AFTER UPDATE OF "left" ON members
WHEN (OLD."left" IS NULL) <> (NEW."left" IS NULL) BEGIN
  UPDATE topics SET member_count = member_count + CASE WHEN NEW."left" IS NULL THEN 1 ELSE -1 END
  WHERE id IN (SELECT topic_id FROM member_topics WHERE member_id = NEW.id);
END;

CREATE TRIGGER member_topics_counted_on_insert AFTER INSERT ON member_topics
WHEN (SELECT "left" IS NULL FROM members WHERE id = NEW.member_id) BEGIN
  UPDATE topics SET member_count = member_count + 1 WHERE id = NEW.topic_id;
END;

-- Of a member that is deleted no row is left to ask, so these are counted before it goes.
CREATE TRIGGER member_topics_counted_before_member_goes BEFORE DELETE ON members WHEN OLD."left" IS NULL BEGIN
  UPDATE topics SET member_count = member_count - 1
  WHERE id IN (SELECT topic_id FROM member_topics WHERE member_id = OLD.id);
END;

CREATE TRIGGER member_topics_counted_on_delete AFTER DELETE ON member_topics
WHEN (SELECT "left" IS NULL FROM members WHERE id = OLD.member_id) BEGIN
  UPDATE topics SET member_count = member_count - 1 WHERE id = OLD.topic_id;
END;

CREATE TRIGGER member_topics_counted_on_update AFTER UPDATE OF topic_id ON member_topics
WHEN (SELECT "left" IS NULL FROM members WHERE id = NEW.member_id) BEGIN
  UPDATE topics SET member_count = member_count - 1 WHERE id = OLD.topic_id;
  UPDATE topics SET member_count = member_count + 1 WHERE id = NEW.topic_id;
END;

-- Slugs, or codes, that stood for something once. Without a successor it is gone.
CREATE TABLE former_slugs (
  type TEXT NOT NULL CHECK (type IN ('member', 'topic', 'contact', 'office', 'county')),
  slug TEXT NOT NULL CHECK (
    length(slug) BETWEEN 1 AND 100
    AND slug NOT GLOB '*[^a-z0-9-]*' AND slug NOT GLOB '-*' AND slug NOT GLOB '*-' AND slug NOT GLOB '*--*'
  ),
  name TEXT CHECK (length(name) BETWEEN 1 AND 200),
  until TEXT CHECK (until IS date(until, '+0 days')),
  PRIMARY KEY (type, slug)
) STRICT, WITHOUT ROWID;

-- What took its place: one record after a change of name or a merger, several after a split.
CREATE TABLE former_slug_successors (
  type TEXT NOT NULL,
  slug TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  successor TEXT NOT NULL CHECK (length(successor) BETWEEN 1 AND 100),
  PRIMARY KEY (type, slug, position),
  FOREIGN KEY (type, slug) REFERENCES former_slugs (type, slug) ON DELETE CASCADE ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;
