-- A member is read as one row. Its focus areas and facts are nobody else's and are never looked up by themselves;
-- as rows of their own tables each took a query and its pages (docs/decisions/0017-a-member-is-one-row.md).
--
-- JSON as the API has it: ["..."] and [{"label": "...", "text": "..."}], without spaces. How long each text may be
-- is checked by Directory/DocumentLimits.swift alone; json_valid() is refused in a schema that is not trusted
-- (PRAGMA trusted_schema), so the checks here are weak, and StoredJSON.swift reports what is not in this form.
ALTER TABLE members ADD COLUMN focus_areas TEXT NOT NULL DEFAULT '[]' CHECK (focus_areas GLOB '[[]*]');
ALTER TABLE members ADD COLUMN facts TEXT NOT NULL DEFAULT '[]' CHECK (facts GLOB '[[]*]');
-- [3,14]: what the member works on. member_topics has the same the other way round, for who works on a topic.
ALTER TABLE members ADD COLUMN topic_ids TEXT NOT NULL DEFAULT '[]' CHECK (topic_ids GLOB '[[]*]');

UPDATE members SET
  focus_areas = (
    SELECT json_group_array(text) FROM (
      SELECT text FROM member_focus_areas WHERE member_id = members.id ORDER BY position)),
  facts = (
    SELECT json_group_array(json_object('label', label, 'text', text)) FROM (
      SELECT label, text FROM member_facts WHERE member_id = members.id ORDER BY position)),
  topic_ids = (
    SELECT json_group_array(topic_id) FROM (
      SELECT topic_id FROM member_topics WHERE member_id = members.id ORDER BY topic_id));

DROP TABLE member_focus_areas;
DROP TABLE member_facts;

-- Whoever writes a member's topics has the rows of member_topics follow.
CREATE TRIGGER member_topics_follow_on_insert AFTER INSERT ON members WHEN NEW.topic_ids <> '[]' BEGIN
  INSERT INTO member_topics (topic_id, member_sort_key, member_id)
  SELECT value, NEW.sort_key, NEW.id FROM json_each(NEW.topic_ids);
END;

-- One trigger for both, since the count of who leaves has to come before the topics change.
DROP TRIGGER member_topics_counted_on_leaving;
CREATE TRIGGER member_topics_follow_on_update AFTER UPDATE OF "left", topic_ids ON members
WHEN (OLD."left" IS NULL) <> (NEW."left" IS NULL) OR OLD.topic_ids <> NEW.topic_ids BEGIN
  UPDATE topics SET member_count = member_count + (NEW."left" IS NULL) - (OLD."left" IS NULL)
  WHERE id IN (SELECT topic_id FROM member_topics WHERE member_id = NEW.id);
  DELETE FROM member_topics
  WHERE member_id = NEW.id AND topic_id NOT IN (SELECT value FROM json_each(NEW.topic_ids));
  INSERT INTO member_topics (topic_id, member_sort_key, member_id)
  SELECT value, NEW.sort_key, NEW.id FROM json_each(NEW.topic_ids)
  WHERE value NOT IN (SELECT topic_id FROM member_topics WHERE member_id = NEW.id);
END;

-- And nobody changes them by themselves: the two would part.
CREATE TRIGGER member_topics_inserted_by_member BEFORE INSERT ON member_topics
WHEN NOT EXISTS (
  SELECT 1 FROM members AS m CROSS JOIN json_each(m.topic_ids) AS t
  WHERE m.id = NEW.member_id AND t.value = NEW.topic_id
) BEGIN
  SELECT RAISE(ABORT, 'a member''s topics are members.topic_ids; member_topics follows');
END;

CREATE TRIGGER member_topics_deleted_by_member BEFORE DELETE ON member_topics
WHEN EXISTS (
  SELECT 1 FROM members AS m CROSS JOIN json_each(m.topic_ids) AS t
  WHERE m.id = OLD.member_id AND t.value = OLD.topic_id
) BEGIN
  SELECT RAISE(ABORT, 'a member''s topics are members.topic_ids; member_topics follows');
END;

DROP TRIGGER member_topics_counted_on_update;
CREATE TRIGGER member_topics_updated_by_member BEFORE UPDATE OF topic_id ON member_topics BEGIN
  SELECT RAISE(ABORT, 'a member''s topics are members.topic_ids; member_topics follows');
END;
