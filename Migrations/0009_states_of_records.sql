-- When the database was made, or migrated to this version: the time on cards of records without a revision.
ALTER TABLE directory_identity ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
UPDATE directory_identity SET created_at = unixepoch();

-- The entity tag that the record had after the revision. The write that replaces the record stores it here. NULL
-- for the newest revision, and if an import or an older version of the program has replaced the record.
ALTER TABLE revisions ADD COLUMN tag TEXT CHECK (length(tag) BETWEEN 2 AND 100);
