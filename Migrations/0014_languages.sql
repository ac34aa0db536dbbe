-- The languages of the directory, and the texts of records in other languages than the default one.

-- ["en","nb"]: the tags of the languages. The first is the default language. [] if the directory declares none.
ALTER TABLE organisation ADD COLUMN languages TEXT NOT NULL DEFAULT '[]' CHECK (languages GLOB '[[]*]');

-- [["helse","health"]]: groups of words that search takes for one another.
ALTER TABLE organisation ADD COLUMN synonyms TEXT NOT NULL DEFAULT '[]' CHECK (synonyms GLOB '[[]*]');

-- One row for each record that has such texts, of any type. They aren't columns of the records, so that reading a
-- record costs nothing more. texts is {"nb":{"name":"..."}} (Directory/Languages/DocumentJSON+Translations.swift).
CREATE TABLE translations (
  type TEXT NOT NULL CHECK (length(type) BETWEEN 1 AND 100),
  slug TEXT NOT NULL CHECK (length(slug) BETWEEN 1 AND 100),
  texts TEXT NOT NULL CHECK (texts GLOB '{*}'),
  PRIMARY KEY (type, slug)
) STRICT, WITHOUT ROWID;
