-- How a member relates to each of its topics (docs/decisions/0025-relations-of-topics.md).
--
-- {"3":1,"14":2}: the topics of topic_ids that the member doesn't work with, by id. 1 is interested-in, 2 is local.
-- Most members work with all their topics, and have {}. An id that isn't in topic_ids means nothing.
ALTER TABLE members ADD COLUMN topic_relations TEXT NOT NULL DEFAULT '{}' CHECK (topic_relations GLOB '{*}');

-- 0 is works-with.
ALTER TABLE member_topics ADD COLUMN relation INTEGER NOT NULL DEFAULT 0 CHECK (relation IN (0, 1, 2));

-- Parts of member_count. The others work with the topic.
ALTER TABLE topics ADD COLUMN interested_in_count INTEGER NOT NULL DEFAULT 0 CHECK (interested_in_count >= 0);
ALTER TABLE topics ADD COLUMN local_count INTEGER NOT NULL DEFAULT 0 CHECK (local_count >= 0);

-- The relation is in this index too, so that a facet needn't look for the row. The primary key makes the pairs unique,
-- since each member has one sort key.
DROP INDEX topics_of_member;
CREATE INDEX topics_of_member ON member_topics (member_id, topic_id, relation);

-- Those that work with a topic are most of its members, and are read along the primary key.
CREATE INDEX member_topics_by_relation ON member_topics (topic_id, relation, member_sort_key, member_id)
WHERE relation <> 0;

DROP TRIGGER member_topics_follow_on_insert;
DROP TRIGGER member_topics_follow_on_update;
DROP TRIGGER member_topics_inserted_by_member;
DROP TRIGGER member_topics_counted_on_insert;
DROP TRIGGER member_topics_counted_on_delete;
DROP TRIGGER member_topics_counted_before_member_goes;

CREATE TRIGGER member_topics_follow_on_insert AFTER INSERT ON members WHEN NEW.topic_ids <> '[]' BEGIN
  INSERT INTO member_topics (topic_id, member_sort_key, member_id, relation)
  SELECT
    t.value, NEW.sort_key, NEW.id,
    ifnull((SELECT r.value FROM json_each(NEW.topic_relations) AS r WHERE r.key = CAST(t.value AS TEXT)), 0)
  FROM json_each(NEW.topic_ids) AS t;
END;

CREATE TRIGGER member_topics_follow_on_update AFTER UPDATE OF "left", topic_ids, topic_relations ON members
WHEN (OLD."left" IS NULL) <> (NEW."left" IS NULL) OR OLD.topic_ids <> NEW.topic_ids
  OR OLD.topic_relations <> NEW.topic_relations
BEGIN
  -- The counts of a member that leaves or returns change before its topics do.
  UPDATE topics SET
    member_count = member_count + (NEW."left" IS NULL) - (OLD."left" IS NULL),
    interested_in_count = interested_in_count + (r.relation = 1) * ((NEW."left" IS NULL) - (OLD."left" IS NULL)),
    local_count = local_count + (r.relation = 2) * ((NEW."left" IS NULL) - (OLD."left" IS NULL))
  FROM member_topics AS r
  WHERE r.member_id = NEW.id AND topics.id = r.topic_id AND (NEW."left" IS NULL) <> (OLD."left" IS NULL);
  DELETE FROM member_topics
  WHERE member_id = NEW.id AND topic_id NOT IN (SELECT value FROM json_each(NEW.topic_ids));
  UPDATE member_topics SET relation = ifnull(
    (SELECT r.value FROM json_each(NEW.topic_relations) AS r WHERE r.key = CAST(topic_id AS TEXT)), 0)
  WHERE member_id = NEW.id AND relation <> ifnull(
    (SELECT r.value FROM json_each(NEW.topic_relations) AS r WHERE r.key = CAST(topic_id AS TEXT)), 0);
  INSERT INTO member_topics (topic_id, member_sort_key, member_id, relation)
  SELECT
    t.value, NEW.sort_key, NEW.id,
    ifnull((SELECT r.value FROM json_each(NEW.topic_relations) AS r WHERE r.key = CAST(t.value AS TEXT)), 0)
  FROM json_each(NEW.topic_ids) AS t
  WHERE t.value NOT IN (SELECT topic_id FROM member_topics WHERE member_id = NEW.id);
END;

CREATE TRIGGER member_topics_inserted_by_member BEFORE INSERT ON member_topics
WHEN NOT EXISTS (
  SELECT 1 FROM members AS m CROSS JOIN json_each(m.topic_ids) AS t
  WHERE m.id = NEW.member_id AND t.value = NEW.topic_id AND NEW.relation = ifnull(
    (SELECT r.value FROM json_each(m.topic_relations) AS r WHERE r.key = CAST(t.value AS TEXT)), 0)
) BEGIN
  SELECT RAISE(ABORT, 'a member''s topics are members.topic_ids; member_topics follows');
END;

CREATE TRIGGER member_topics_related_by_member BEFORE UPDATE OF relation ON member_topics
WHEN NOT EXISTS (
  SELECT 1 FROM members AS m WHERE m.id = NEW.member_id AND NEW.relation = ifnull(
    (SELECT r.value FROM json_each(m.topic_relations) AS r WHERE r.key = CAST(NEW.topic_id AS TEXT)), 0)
) BEGIN
  SELECT RAISE(ABORT, 'a member''s topics are members.topic_ids; member_topics follows');
END;

CREATE TRIGGER member_topics_counted_on_insert AFTER INSERT ON member_topics
WHEN (SELECT "left" IS NULL FROM members WHERE id = NEW.member_id) BEGIN
  UPDATE topics SET
    member_count = member_count + 1,
    interested_in_count = interested_in_count + (NEW.relation = 1),
    local_count = local_count + (NEW.relation = 2)
  WHERE id = NEW.topic_id;
END;

CREATE TRIGGER member_topics_counted_on_relation AFTER UPDATE OF relation ON member_topics
WHEN OLD.relation <> NEW.relation AND (SELECT "left" IS NULL FROM members WHERE id = NEW.member_id) BEGIN
  UPDATE topics SET
    interested_in_count = interested_in_count + (NEW.relation = 1) - (OLD.relation = 1),
    local_count = local_count + (NEW.relation = 2) - (OLD.relation = 2)
  WHERE id = NEW.topic_id;
END;

CREATE TRIGGER member_topics_counted_before_member_goes BEFORE DELETE ON members WHEN OLD."left" IS NULL BEGIN
  UPDATE topics SET
    member_count = member_count - 1,
    interested_in_count = interested_in_count - (r.relation = 1),
    local_count = local_count - (r.relation = 2)
  FROM member_topics AS r WHERE r.member_id = OLD.id AND topics.id = r.topic_id;
END;

CREATE TRIGGER member_topics_counted_on_delete AFTER DELETE ON member_topics
WHEN (SELECT "left" IS NULL FROM members WHERE id = OLD.member_id) BEGIN
  UPDATE topics SET
    member_count = member_count - 1,
    interested_in_count = interested_in_count - (OLD.relation = 1),
    local_count = local_count - (OLD.relation = 2)
  WHERE id = OLD.topic_id;
END;
