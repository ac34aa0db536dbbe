-- What search reads. Each row has the id of the member, topic, contact or office that it stands for, and
-- holds folded words (Directory/SearchFold.swift) parted by single spaces: the tokenizer "ascii" takes
-- every octet beyond ASCII as part of a word, so SQLite's words are exactly the folder's.
--
-- name: the words of the names. keywords: topics, focus areas, county. body: everything else published.
--
-- prefix: as you type, one to three letters are a single list; longer ones have few words to join.
-- detail = column: nobody asks for phrases, and the index is a third smaller.
--
-- No trigger empties them: under trusted_schema = OFF a trigger may not touch a virtual table. The store
-- removes what it deletes, search shows only rows that are there, and a start mends what is left.

CREATE VIRTUAL TABLE members_search USING fts5 (
  name, keywords, body, tokenize = 'ascii', prefix = '1 2 3', detail = column
);

CREATE VIRTUAL TABLE topics_search USING fts5 (
  name, keywords, body, tokenize = 'ascii', prefix = '1 2 3', detail = column
);

CREATE VIRTUAL TABLE contacts_search USING fts5 (
  name, keywords, body, tokenize = 'ascii', prefix = '1 2 3', detail = column
);

CREATE VIRTUAL TABLE offices_search USING fts5 (
  name, keywords, body, tokenize = 'ascii', prefix = '1 2 3', detail = column
);

-- Each name whole, its folded words joined by single spaces: what is called exactly what was typed, or begins
-- so, is found among however many hold the words.
CREATE TABLE search_names (
  type TEXT NOT NULL CHECK (type IN ('member', 'topic', 'contact', 'office')),
  name TEXT NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY (type, name, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX search_names_by_id ON search_names (type, id);

-- Every folded word with one spelling of it, for "did you mean". A word stays when its last row goes:
-- what is suggested is searched for first. Length is in octets of the folded word.
CREATE TABLE search_words (
  length INTEGER NOT NULL CHECK (length > 0),
  word TEXT NOT NULL,
  spelling TEXT NOT NULL,
  PRIMARY KEY (length, word)
) STRICT, WITHOUT ROWID;
