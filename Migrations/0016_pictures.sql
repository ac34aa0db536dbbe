-- The files of pictures, each stored once, by the SHA-256 of its content (docs/decisions/0033-pictures.md).
--
-- A record has a JSON object with the SHA-256 of each of its files, and so have its draft and its revisions. Nothing
-- else refers to a file: what no record, draft or revision names is removed (DirectorySQLite/Pictures).

CREATE TABLE pictures (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  type TEXT NOT NULL CHECK (type IN ('image/jpeg', 'image/png', 'image/webp')),
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 8192),
  height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 8192),
  bytes INTEGER NOT NULL CHECK (bytes > 0)
) STRICT, WITHOUT ROWID;

-- A file is stored in parts, so that a part is read without those before it, which SQLite would have to follow page by
-- page.
CREATE TABLE picture_parts (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES pictures (sha256) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 0),
  content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 32768),
  UNIQUE (sha256, number)
) STRICT;

-- image is a JSON object with alt and sizes, or NULL without a picture. Its credit is in image_credit as well, which
-- may also be that of a picture elsewhere.
ALTER TABLE members ADD COLUMN image TEXT CHECK (image GLOB '{*}');
