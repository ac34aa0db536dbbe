"""Fills an empty database of the product's schema with members. Every run makes the same members.

usage: generate.py DATABASE MEMBERS [SEED]

DATABASE is made by `member-directory migrate`. The topics are those of the shipped data, distributed by Zipf's law:
the k-th most common topic occurs 1/k as often as the first.
"""

import json
import random
import sqlite3
import sys
from pathlib import Path

import words

SHIPPED = Path(__file__).resolve().parent.parent / "Data" / "oslo-region.json"
BATCH = 20_000
# Created after the rows: indexes are then built sorted, and the counts that triggers keep are computed by one
# statement. For a million members this takes seconds instead of minutes.
POSTPONED = "SELECT name, type, sql FROM sqlite_schema WHERE sql NOT NULL AND type IN ('index', 'trigger')"


def collation_key(text):
    """Returns the key that CollationKey.swift computes, for ASCII and æ ø å without a doubled a."""
    folded = text.lower()
    if "aa" in folded or not all(letter in words.WEIGHTS for letter in folded):
        raise ValueError(f"no collation key for {text!r}: generate other names")
    letters = b"".join(words.WEIGHTS[letter] for letter in folded)
    cases = bytes(3 if letter.isupper() else 2 for letter in text).rstrip(b"\x02")
    return letters + b"\x01\x01" + cases if cases else letters


def check_collation(path):
    """Raises unless the keys in a database of the shipped data equal those that this file computes."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        rows = list(database.execute("SELECT short_name, sort_key FROM members"))
        rows += database.execute("SELECT name, sort_key FROM topics")
    for text, key in rows:
        if collation_key(text) != key:
            raise ValueError(f"the collation key of {text!r} is {key.hex()}, not {collation_key(text).hex()}")
    return len(rows)


def load_vocabulary(database):
    """Inserts the shipped organisation and topics, and the counties. Returns the ids by rank and by slug."""
    shipped = json.loads(SHIPPED.read_text())
    organisation = shipped["organisation"]
    database.execute(
        "INSERT INTO organisation (id, name, short_name, region, summary, copyright_year) VALUES (1, ?, ?, ?, ?, ?)",
        [organisation.get(key) for key in ("name", "shortName", "region", "summary", "copyrightYear")])
    counties = [(slug, name, name) for slug, name in words.COUNTIES]
    database.executemany("INSERT INTO areas (slug, name, short_name) VALUES (?, ?, ?)", counties)
    database.executemany(
        "INSERT INTO topics (slug, kind, name, summary, sort_key) VALUES (?, ?, ?, ?, ?)",
        [(t["slug"], t["kind"], t["name"], t["summary"], collation_key(t["name"])) for t in shipped["topics"]])
    uses = [
        topic if isinstance(topic, str) else topic["slug"]
        for member in shipped["members"] for topic in member["topics"]]
    ranked = sorted((t["slug"] for t in shipped["topics"]), key=lambda slug: (-uses.count(slug), slug))
    ids = dict(database.execute("SELECT slug, id FROM topics"))
    names = dict(database.execute("SELECT slug, name FROM topics"))
    return [(ids[slug], names[slug]) for slug in ranked], len(counties)


def zipf_table(count, size=65_536):
    """Returns a table of indices below count, in which i occurs about size / (i + 1) / H times."""
    harmonic = sum(1 / rank for rank in range(1, count + 1))
    table = []
    for index in range(count):
        table += [index] * max(1, round(size / (index + 1) / harmonic))
    return (table + [0] * size)[:size]


def compact_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Members:
    """Makes the rows of one member after another from one stream of random bytes."""

    def __init__(self, topics, counties, seed):
        self.topics, self.counties = topics, counties
        self.random = random.Random(seed)
        self.ranks = zipf_table(len(topics))

    def name(self, octets):
        first = words.FIRST[octets[0] % len(words.FIRST)]
        last = words.LAST[octets[1] % len(words.LAST)]
        qualifier = words.QUALIFIERS[octets[2] % len(words.QUALIFIERS)]
        return qualifier + first + last

    def summary(self, octets, place, topics):
        sentences = []
        for index, forms in enumerate(words.SENTENCES):
            form = forms[octets[4 * index] % len(forms)]
            sentence = form.format(
                place=place,
                topic=self.topics[topics[index % len(topics)]][1].lower(),
                verb=words.VERBS[octets[4 * index + 1] % len(words.VERBS)],
                what=words.WHAT[octets[4 * index + 2] % len(words.WHAT)],
                whom=words.WHOM[octets[4 * index + 3] % len(words.WHOM)])
            sentences.append(sentence[0].upper() + sentence[1:])
        return " ".join(sentences)

    def make(self, identifier):
        """Returns (member, [member_topic]), each a tuple of its table's columns."""
        octets = self.random.randbytes(64)
        short = self.name(octets)
        # 3 in 256 are counties and 26 in 256 universities: few in comparison to municipalities, as in reality.
        kind = 1 if octets[3] < 3 else 3 if octets[3] < 29 else 2
        slug = f"{short.lower().translate(words.SLUG)}-{identifier}"
        topics = sorted({
            self.ranks[octets[index] << 8 | octets[index + 1]]
            for index in range(4, 4 + 2 * words.TOPIC_COUNTS[octets[26] % len(words.TOPIC_COUNTS)], 2)})
        population = 800 + (octets[27] << 16 | octets[28] << 8 | octets[29]) % 180_000 if kind != 3 else None
        key = collation_key(short)
        areas = [
            words.WHAT[octets[48 + position] % len(words.WHAT)].capitalize()
            for position in range(max(0, octets[52] % 8 - 4))]
        facts = [
            {"label": words.FACTS[position],
             "text": f"{words.VERBS[octets[53 + position] % len(words.VERBS)]} "
                     f"{words.WHAT[octets[57 + position] % len(words.WHAT)]}".capitalize()}
            for position in range(octets[61] % 5)]
        ids = [self.topics[rank][0] for rank in topics]
        member = (
            identifier, slug, kind, octets[30] % self.counties + 1 if octets[30] < 240 else None,
            words.NAMES[kind].format(short), short, self.summary(octets[31:47], short, topics), population,
            None if population is None else octets[47] & 1, None, None, key, None,
            compact_json(areas), compact_json(facts), compact_json(ids), "{}", None, 0, None, None)
        return member, [(topic, key, identifier) for topic in ids]


def insert(database, tables):
    for (table, columns), rows in tables.items():
        marks = ", ".join("?" * columns)
        database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def fill(database, count, seed):
    topics, counties = load_vocabulary(database)
    members = Members(topics, counties, seed)
    database.execute("CREATE TEMP TABLE links (topic_id, member_sort_key, member_id)")
    for start in range(1, count + 1, BATCH):
        tables = {("members", 21): [], ("temp.links", 3): []}
        for identifier in range(start, min(start + BATCH, count + 1)):
            member, links = members.make(identifier)
            tables["members", 21].append(member)
            tables["temp.links", 3] += links
        insert(database, tables)
    database.execute(
        "INSERT INTO member_topics (topic_id, member_sort_key, member_id) SELECT * FROM links ORDER BY 1, 2, 3")
    database.execute("DROP TABLE links")


def count_all(database):
    """Sets the counts that the triggers would have kept."""
    for table, column in (("member_kinds", "kind_id"), ("areas", "area_id")):
        database.execute(
            f"UPDATE {table} SET member_count = (SELECT count(*) FROM members WHERE {column} = {table}.id)")
    database.execute(
        "UPDATE topics SET member_count = (SELECT count(*) FROM member_topics WHERE topic_id = topics.id)")
    database.execute(
        "UPDATE directory_revision SET number = 1, member_count = (SELECT count(*) FROM members)")


def generate(path, count, seed=17):
    database = sqlite3.connect(path, isolation_level=None)
    # The caller deletes an incomplete file, so there is no need to wait for the disk.
    for pragma in ("synchronous = OFF", "temp_store = MEMORY", "cache_size = -262144"):
        database.execute(f"PRAGMA {pragma}")
    postponed = list(database.execute(POSTPONED))
    database.execute("BEGIN")
    for name, kind, _ in postponed:
        database.execute(f"DROP {kind} {name}")
    fill(database, count, seed)
    for _, kind, sql in sorted(postponed, key=lambda row: row[1]):
        database.execute(sql)
        if kind == "index" and "kind_id" in sql:
            count_all(database)
    database.execute("COMMIT")
    if database.execute("PRAGMA foreign_key_check").fetchone():
        raise ValueError("the generated rows break a foreign key")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    generate(sys.argv[1], *map(int, sys.argv[2:]))
