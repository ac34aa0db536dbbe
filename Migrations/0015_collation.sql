-- The language by whose alphabet lists are sorted; NULL for the default language
-- (Directory/Languages/Alphabet.swift).
ALTER TABLE organisation ADD COLUMN collation TEXT CHECK (length(collation) BETWEEN 2 AND 35);
