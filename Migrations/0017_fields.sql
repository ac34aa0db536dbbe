-- Fields that the directory defines for its members (docs/decisions/0034-fields-of-ones-own.md).

CREATE TABLE fields (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (
    length(name) BETWEEN 1 AND 100
    AND name NOT GLOB '*[^a-z0-9-]*' AND name NOT GLOB '-*' AND name NOT GLOB '*-' AND name NOT GLOB '*--*'
  ),
  is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
  -- The field as JSON. There are few fields, and all are read together.
  definition TEXT NOT NULL CHECK (definition GLOB '{*}')
) STRICT;

-- The values of members again, one row for each, by which members are filtered and counted. The members have
-- them in their profiles. A value is the text of a choice or a day, a number in millionths, 0 or 1 for yes-no,
-- and empty for texts and addresses, which no filter compares.
CREATE TABLE field_values (
  field_id INTEGER NOT NULL REFERENCES fields (id) ON DELETE RESTRICT,
  value ANY NOT NULL,
  member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  PRIMARY KEY (field_id, value, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX field_values_by_member ON field_values (member_id, field_id);
