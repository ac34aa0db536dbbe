-- What people expect to find about a member, and contacts and offices that belong to members.
--
-- profile is a JSON object with the fields that have a value (Directory/Document/DocumentJSON+Profile.swift), or
-- NULL without any. It is one column because a row is read as a whole, and most members have few of the fields.
-- is_located repeats whether it has a location, for the list of those members.

ALTER TABLE members ADD COLUMN profile TEXT CHECK (profile GLOB '{*}');
ALTER TABLE members ADD COLUMN is_located INTEGER NOT NULL DEFAULT 0 CHECK (is_located IN (0, 1));

-- A summary may be missing, and is then empty. A check can only be changed in the text of the schema, which changes
-- no row (https://www.sqlite.org/lang_altertable.html, section 7).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(
  sql, 'summary TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 2000)',
  'summary TEXT NOT NULL CHECK (length(summary) <= 2000)')
WHERE type = 'table' AND name = 'members';
PRAGMA writable_schema = RESET;

-- A contact or an office without a member is the organisation's own.
ALTER TABLE contacts ADD COLUMN member_id INTEGER REFERENCES members (id) ON DELETE RESTRICT;
ALTER TABLE contacts ADD COLUMN position INTEGER CHECK (position >= 0);
ALTER TABLE contacts ADD COLUMN telephone_is_protected INTEGER NOT NULL DEFAULT 0
  CHECK (telephone_is_protected IN (0, 1));
ALTER TABLE offices ADD COLUMN member_id INTEGER REFERENCES members (id) ON DELETE RESTRICT;

CREATE INDEX contacts_by_member ON contacts (member_id, sort_key, id) WHERE member_id IS NOT NULL;
CREATE INDEX offices_by_member ON offices (member_id, sort_key, id) WHERE member_id IS NOT NULL;
