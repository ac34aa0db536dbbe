-- When the database was made, or migrated to this version: the time on cards of records without a revision.
ALTER TABLE directory_identity ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
UPDATE directory_identity SET created_at = unixepoch();

-- The entity tag under which staff could read the record after the revision, from the write that replaced it.
-- NULL for the newest revision, and if an import or an older version of the program has replaced it.
ALTER TABLE revisions ADD COLUMN tag TEXT CHECK (length(tag) BETWEEN 2 AND 100);
