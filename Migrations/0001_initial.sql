-- The directory as the API reads it.
--
-- sort_key is the collation key of the name that a list is sorted by (Directory/CollationKey.swift):
-- compared octet by octet it gives the order of the Norwegian alphabet. Every list is paged by
-- (sort_key, id), so each index that serves a list ends in these two.
--
-- Lengths are in characters and agree with Directory/DocumentLimits.swift; the checks here are the
-- last line of defence, not the one that explains.

CREATE TABLE member_kinds (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (
    length(slug) BETWEEN 1 AND 100
    AND slug NOT GLOB '*[^a-z0-9-]*' AND slug NOT GLOB '-*' AND slug NOT GLOB '*-' AND slug NOT GLOB '*--*'
  ),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  member_count INTEGER NOT NULL DEFAULT 0 CHECK (member_count >= 0)
) STRICT;

INSERT INTO member_kinds (id, slug, name)
VALUES (1, 'county', 'County'), (2, 'municipality', 'Municipality'), (3, 'university', 'University');

CREATE TABLE counties (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (
    length(slug) BETWEEN 1 AND 100
    AND slug NOT GLOB '*[^a-z0-9-]*' AND slug NOT GLOB '-*' AND slug NOT GLOB '*-' AND slug NOT GLOB '*--*'
  ),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  short_name TEXT NOT NULL CHECK (length(short_name) BETWEEN 1 AND 200),
  member_count INTEGER NOT NULL DEFAULT 0 CHECK (member_count >= 0)
) STRICT;

CREATE TABLE members (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (
    length(slug) BETWEEN 1 AND 100
    AND slug NOT GLOB '*[^a-z0-9-]*' AND slug NOT GLOB '-*' AND slug NOT GLOB '*-' AND slug NOT GLOB '*--*'
  ),
  kind_id INTEGER NOT NULL REFERENCES member_kinds (id) ON DELETE RESTRICT,
  county_id INTEGER REFERENCES counties (id) ON DELETE RESTRICT,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  short_name TEXT NOT NULL CHECK (length(short_name) BETWEEN 1 AND 200),
  summary TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 2000),
  population INTEGER CHECK (population >= 0),
  population_is_approximate INTEGER CHECK (population_is_approximate IN (0, 1)),
  -- '+0 days' makes SQLite normalise: 31 February comes out as a day in March, and is refused.
  joined TEXT CHECK (joined IS date(joined, '+0 days')),
  image_credit TEXT CHECK (length(image_credit) BETWEEN 1 AND 200),
  sort_key BLOB NOT NULL CHECK (length(sort_key) > 0),
  CHECK ((population IS NULL) = (population_is_approximate IS NULL))
) STRICT;

-- Unique, so that it is a parent key for member_topics besides the order of the whole list.
CREATE UNIQUE INDEX members_in_order ON members (sort_key, id);
CREATE INDEX members_by_kind ON members (kind_id, sort_key, id);
CREATE INDEX members_by_county ON members (county_id, sort_key, id);

CREATE TABLE member_focus_areas (
  member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
  PRIMARY KEY (member_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_facts (
  member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  PRIMARY KEY (member_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE topics (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (
    length(slug) BETWEEN 1 AND 100
    AND slug NOT GLOB '*[^a-z0-9-]*' AND slug NOT GLOB '-*' AND slug NOT GLOB '*-' AND slug NOT GLOB '*--*'
  ),
  kind TEXT NOT NULL CHECK (kind IN ('theme', 'programme', 'network', 'agenda')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  summary TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 2000),
  broader_id INTEGER REFERENCES topics (id) ON DELETE SET NULL,
  member_count INTEGER NOT NULL DEFAULT 0 CHECK (member_count >= 0),
  sort_key BLOB NOT NULL CHECK (length(sort_key) > 0),
  CHECK (broader_id <> id)
) STRICT;

CREATE INDEX topics_in_order ON topics (sort_key, id);
CREATE INDEX topics_by_kind ON topics (kind, sort_key, id);
-- "It is recommended that indices be created on child key columns" (sqlite.org/foreignkeys.html):
-- without it, deleting a topic scans the table for those below it.
CREATE INDEX topics_by_broader ON topics (broader_id) WHERE broader_id IS NOT NULL;

-- The member's sort key is repeated here, and kept true by the foreign key's cascade: a topic's
-- members are then read in order from one index, however many they are.
CREATE TABLE member_topics (
  topic_id INTEGER NOT NULL REFERENCES topics (id) ON DELETE RESTRICT,
  member_sort_key BLOB NOT NULL,
  member_id INTEGER NOT NULL,
  PRIMARY KEY (topic_id, member_sort_key, member_id),
  FOREIGN KEY (member_sort_key, member_id) REFERENCES members (sort_key, id)
    ON DELETE CASCADE ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;

-- A member's topics; the cascades find their rows by it too.
CREATE UNIQUE INDEX topics_of_member ON member_topics (member_id, topic_id);

CREATE TABLE offices (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (
    length(slug) BETWEEN 1 AND 100
    AND slug NOT GLOB '*[^a-z0-9-]*' AND slug NOT GLOB '-*' AND slug NOT GLOB '*-' AND slug NOT GLOB '*--*'
  ),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  host TEXT NOT NULL CHECK (length(host) BETWEEN 1 AND 200),
  street TEXT NOT NULL CHECK (length(street) BETWEEN 1 AND 200),
  postcode TEXT NOT NULL CHECK (length(postcode) BETWEEN 1 AND 20),
  city TEXT NOT NULL CHECK (length(city) BETWEEN 1 AND 200),
  country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
  sort_key BLOB NOT NULL CHECK (length(sort_key) > 0)
) STRICT;

CREATE INDEX offices_in_order ON offices (sort_key, id);

CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (
    length(slug) BETWEEN 1 AND 100
    AND slug NOT GLOB '*[^a-z0-9-]*' AND slug NOT GLOB '-*' AND slug NOT GLOB '*-' AND slug NOT GLOB '*--*'
  ),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  role TEXT NOT NULL CHECK (length(role) BETWEEN 1 AND 200),
  telephone_e164 TEXT CHECK (
    length(telephone_e164) BETWEEN 8 AND 16
    AND telephone_e164 GLOB '+[1-9]*' AND substr(telephone_e164, 2) NOT GLOB '*[^0-9]*'
  ),
  telephone_printed TEXT CHECK (length(telephone_printed) BETWEEN 1 AND 40),
  email_is_protected INTEGER NOT NULL CHECK (email_is_protected IN (0, 1)),
  office_id INTEGER REFERENCES offices (id) ON DELETE RESTRICT,
  sort_key BLOB NOT NULL CHECK (length(sort_key) > 0),
  CHECK ((telephone_e164 IS NULL) = (telephone_printed IS NULL))
) STRICT;

CREATE INDEX contacts_in_order ON contacts (sort_key, id);
CREATE INDEX contacts_by_office ON contacts (office_id) WHERE office_id IS NOT NULL;

CREATE TABLE organisation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  short_name TEXT CHECK (length(short_name) BETWEEN 1 AND 200),
  region TEXT NOT NULL CHECK (length(region) BETWEEN 1 AND 200),
  summary TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 2000),
  copyright_year INTEGER NOT NULL CHECK (copyright_year BETWEEN 1900 AND 2999)
) STRICT;

-- Moved in the transaction of every write. The totals stand beside it, for the same reason as the
-- member_count columns: a list's total is a lookup, where count(*) would walk an index.
CREATE TABLE directory_revision (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL CHECK (number >= 0),
  changed_at INTEGER NOT NULL,
  member_count INTEGER NOT NULL DEFAULT 0 CHECK (member_count >= 0)
) STRICT;

INSERT INTO directory_revision (id, number, changed_at) VALUES (1, 0, unixepoch());

CREATE TRIGGER members_counted_on_insert AFTER INSERT ON members BEGIN
  UPDATE directory_revision SET member_count = member_count + 1 WHERE id = 1;
  UPDATE member_kinds SET member_count = member_count + 1 WHERE id = NEW.kind_id;
  UPDATE counties SET member_count = member_count + 1 WHERE id = NEW.county_id;
END;

CREATE TRIGGER members_counted_on_delete AFTER DELETE ON members BEGIN
  UPDATE directory_revision SET member_count = member_count - 1 WHERE id = 1;
  UPDATE member_kinds SET member_count = member_count - 1 WHERE id = OLD.kind_id;
  UPDATE counties SET member_count = member_count - 1 WHERE id = OLD.county_id;
END;

CREATE TRIGGER members_counted_on_update AFTER UPDATE OF kind_id, county_id ON members BEGIN
  UPDATE member_kinds SET member_count = member_count - 1 WHERE id = OLD.kind_id;
  UPDATE member_kinds SET member_count = member_count + 1 WHERE id = NEW.kind_id;
  UPDATE counties SET member_count = member_count - 1 WHERE id = OLD.county_id;
  UPDATE counties SET member_count = member_count + 1 WHERE id = NEW.county_id;
END;

CREATE TRIGGER member_topics_counted_on_insert AFTER INSERT ON member_topics BEGIN
  UPDATE topics SET member_count = member_count + 1 WHERE id = NEW.topic_id;
END;

CREATE TRIGGER member_topics_counted_on_delete AFTER DELETE ON member_topics BEGIN
  UPDATE topics SET member_count = member_count - 1 WHERE id = OLD.topic_id;
END;

CREATE TRIGGER member_topics_counted_on_update AFTER UPDATE OF topic_id ON member_topics BEGIN
  UPDATE topics SET member_count = member_count - 1 WHERE id = OLD.topic_id;
  UPDATE topics SET member_count = member_count + 1 WHERE id = NEW.topic_id;
END;
