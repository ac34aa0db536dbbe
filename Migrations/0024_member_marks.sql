-- What an index of members in memory is compared with: one row for each change of what members are filtered, counted
-- and sorted by. The row with the highest id names the state of the members; the salt tells it from the state
-- with the same id in a backup that was restored. The rows after the one of an index name the members that it lacks.
CREATE TABLE member_marks (
  id INTEGER PRIMARY KEY,
  member_id INTEGER NOT NULL,
  salt INTEGER NOT NULL DEFAULT (random())
) STRICT;

INSERT INTO member_marks (member_id) VALUES (0);

-- An index that is older than the rows that are kept is made anew.
CREATE TRIGGER member_marks_are_few AFTER INSERT ON member_marks WHEN new.id % 1024 = 0 BEGIN
  DELETE FROM member_marks WHERE id <= new.id - 1024;
END;

CREATE TRIGGER member_marks_inserted_member AFTER INSERT ON members BEGIN
  INSERT INTO member_marks (member_id) VALUES (new.id);
END;

-- A correction of texts writes the population and the day of joining with them, so what counts is whether they differ.
CREATE TRIGGER member_marks_updated_member AFTER UPDATE ON members
WHEN old.id IS NOT new.id OR old.kind_id IS NOT new.kind_id OR old.area_id IS NOT new.area_id
  OR old.population IS NOT new.population OR old.joined IS NOT new.joined OR old.leaves IS NOT new.leaves
  OR old."left" IS NOT new."left" OR old.sort_key IS NOT new.sort_key
BEGIN
  INSERT INTO member_marks (member_id) VALUES (old.id);
  INSERT INTO member_marks (member_id) SELECT new.id WHERE old.id IS NOT new.id;
END;

CREATE TRIGGER member_marks_deleted_member AFTER DELETE ON members BEGIN
  INSERT INTO member_marks (member_id) VALUES (old.id);
END;

CREATE TRIGGER member_marks_inserted_topic AFTER INSERT ON member_topics BEGIN
  INSERT INTO member_marks (member_id) VALUES (new.member_id);
END;

CREATE TRIGGER member_marks_updated_topic AFTER UPDATE OF member_id, topic_id, relation ON member_topics
WHEN old.member_id IS NOT new.member_id OR old.topic_id IS NOT new.topic_id OR old.relation IS NOT new.relation
BEGIN
  INSERT INTO member_marks (member_id) VALUES (old.member_id);
  INSERT INTO member_marks (member_id) SELECT new.member_id WHERE old.member_id IS NOT new.member_id;
END;

CREATE TRIGGER member_marks_deleted_topic AFTER DELETE ON member_topics BEGIN
  INSERT INTO member_marks (member_id) VALUES (old.member_id);
END;

-- The parts that are numbers.
CREATE TRIGGER member_marks_inserted_number AFTER INSERT ON profile_values WHEN new.part IN (6, 7) BEGIN
  INSERT INTO member_marks (member_id) VALUES (new.member_id);
END;

CREATE TRIGGER member_marks_updated_number AFTER UPDATE ON profile_values
WHEN old.part IN (6, 7) OR new.part IN (6, 7)
BEGIN
  INSERT INTO member_marks (member_id) VALUES (old.member_id);
  INSERT INTO member_marks (member_id) SELECT new.member_id WHERE old.member_id IS NOT new.member_id;
END;

CREATE TRIGGER member_marks_deleted_number AFTER DELETE ON profile_values WHEN old.part IN (6, 7) BEGIN
  INSERT INTO member_marks (member_id) VALUES (old.member_id);
END;
