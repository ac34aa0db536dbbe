-- People, to whom tokens belong, and the sessions of browsers (docs/decisions/0038-people-and-sessions.md).

-- AUTOINCREMENT: the number of a person who was removed is never given again.
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Revisions have it as their author.
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
  email TEXT CHECK (length(email) BETWEEN 3 AND 254),
  role TEXT NOT NULL CHECK (role IN ('proposer', 'reader', 'editor', 'admin')),
  -- The slug of the member for which a proposer writes. Not a reference, since it may be a draft.
  member TEXT CHECK (length(member) BETWEEN 1 AND 100),
  created_at INTEGER NOT NULL,
  -- When a token or a session was last used, as of some minutes ago.
  last_seen_at INTEGER,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
) STRICT;

-- The rule that one active admin stays counts these.
CREATE INDEX active_admins ON people (id) WHERE role = 'admin' AND is_active = 1;

-- One person for each name of tokens, with the highest role of those that aren't revoked. One whose tokens are all
-- revoked has no access.
INSERT INTO people (name, role, created_at, is_active)
SELECT name, CASE max((revoked_at IS NULL) * 2 + (role = 'admin')) WHEN 3 THEN 'admin' WHEN 1 THEN 'admin'
  ELSE 'editor' END, min(created_at), max(revoked_at IS NULL)
FROM tokens GROUP BY name ORDER BY min(id);

-- The column is replaced and not the table: kept answers refer to its rows, and DROP TABLE would delete them with these.
ALTER TABLE tokens RENAME COLUMN role TO role_before;
ALTER TABLE tokens ADD COLUMN role TEXT NOT NULL DEFAULT 'proposer'
  CHECK (role IN ('proposer', 'reader', 'editor', 'admin'));
UPDATE tokens SET role = role_before;
ALTER TABLE tokens DROP COLUMN role_before;
-- NULL if the person was removed. name then has the person's name, by which history knows the token.
ALTER TABLE tokens ADD COLUMN person_id INTEGER REFERENCES people (id) ON DELETE SET NULL;
UPDATE tokens SET person_id = (SELECT id FROM people WHERE people.name = tokens.name);
-- What the token is for, such as a laptop.
ALTER TABLE tokens ADD COLUMN label TEXT CHECK (length(label) BETWEEN 1 AND 200);
ALTER TABLE tokens ADD COLUMN last_used_at INTEGER;
CREATE INDEX tokens_of_person ON tokens (person_id);

-- digest is the SHA-256 of the cookie's value, which is stored nowhere.
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  -- A session ends with the token that it began with.
  token_id INTEGER NOT NULL REFERENCES tokens (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  user_agent TEXT CHECK (length(user_agent) BETWEEN 1 AND 300)
) STRICT;

CREATE INDEX sessions_of_token ON sessions (token_id);

-- What is stored about a person includes what the person has written.
CREATE INDEX revisions_of_author ON revisions (author, id);
