-- A kept answer is bytes that only their writer reads, no longer an HTTP response in columns. The writer,
-- DirectoryAPI/Writing/KeptResponse.swift, has chosen the form location, line feed, tag, line feed, content.
ALTER TABLE kept_answers RENAME COLUMN content TO payload;
UPDATE kept_answers
SET payload = CAST(location || char(10) || tag || char(10) || CAST(payload AS TEXT) AS BLOB);
ALTER TABLE kept_answers DROP COLUMN location;
ALTER TABLE kept_answers DROP COLUMN tag;
