"""usage: stale.py PROGRAM [--pairs N] [--seed N] [--blind]

Starts two servers on one database: one with two event loops and a cache, and one without a cache. Does what
staff do, in an order that the seed decides, through the first server, through the second, through commands
and through SQL. After each step it asks both servers the same random questions, and the answers must be
equal. --blind corrects a record behind the back of the first server, and expects that the answers then
differ. Exits with 1 if anything isn't as it must be.
"""

import argparse
import http.client
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
import urllib.parse

from follow import LISTS, Directory, Staff

ORIGIN = "http://directory.test"
# They differ from one answer to the next, or may differ: the date of content that changes back and forth
# depends on when it was made.
VARYING = {"date", "x-request-id", "last-modified"}


class Client:
    """Two connections to one server, so that both of its loops are asked as a rule."""

    def __init__(self, directory):
        self.directory = directory
        self.connect()

    def connect(self):
        address = urllib.parse.urlsplit(self.directory.origin).netloc
        self.origin = self.directory.origin
        self.connections = [http.client.HTTPConnection(address, timeout=30) for _ in range(4)]

    def ask(self, question, number=0):
        if self.origin != self.directory.origin:
            self.connect()
        method, target, fields = question
        connection = self.connections[number % len(self.connections)]
        connection.request(method, target, headers={"Host": "directory.test"} | fields)
        answer = connection.getresponse()
        content = answer.read()
        # The tag of a list that is streamed is another one for each process.
        kept = sorted((name.lower(), value) for name, value in answer.getheaders()
                      if name.lower() not in VARYING and not value.startswith("W/"))
        return answer.status, kept, content


class Corrections(Staff):
    """Does also what changes little: the corrections of which a cache should lose little."""

    def __init__(self, directory, other, seed):
        super().__init__(directory, seed)
        self.first, self.other = directory, other
        self.acts |= {
            self.correct: 120, self.correct_elsewhere: 8, self.translate: 15, self.sql: 4, self.draft_only: 6}
        # Each of these is slow, since it starts a program.
        for act, often in ((self.backup, 1), (self.restore, 1), (self.restore_stopped, 0), (self.erase, 2)):
            self.acts[act] = often

    def correct(self):
        kind = self.random.choice(["member", "member", "topic", "topic", "contact", "office"])
        path = self.path(kind)
        patches = {
            "member": [
                {"summary": self.word()}, {"summary": self.word()}, {"focusAreas": [self.word()]},
                {"facts": [{"label": self.word(), "text": self.word()}]},
                {"population": {"value": self.random.randrange(1000, 9000), "approximate": True}},
                {"about": self.word()}, {"website": "https://example.org/" + self.word()},
                {"addresses": [{"use": "visiting", "street": "A", "postcode": "0160", "city": self.word(),
                                "country": "NO"}]},
                {"location": {"latitude": self.random.randrange(58, 70), "longitude": 10.5}}],
            "topic": [{"summary": self.word()}, {"summary": self.word()}],
            "contact": [{"role": self.word()}, {"order": self.random.randrange(9)},
                        {"telephone": {"e164": "+4722000000", "printed": "22 00 00 00"}}],
            "office": [{"host": self.word()}, {"city": self.word()}, {"street": self.word()}]}[kind]
        return path and self.patch(path, self.random.choice(patches))

    def correct_elsewhere(self):
        """Corrects through the other server, and waits until the first has noticed."""
        before = self.first.revision()
        self.directory = self.other
        try:
            done = self.correct() if self.random.random() < 0.7 else self.edit()
        finally:
            self.directory = self.first
        after = self.other.revision()
        if after != before:
            self.first.wait_for(lambda: self.first.revision() >= after)
        return done

    def translate(self):
        kind = self.random.choice(["member", "topic", "contact", "office", "area", "memberKind", "organisation"])
        path = "/organisation" if kind == "organisation" else self.path(kind)
        if kind == "organisation":
            patch = {"languages": self.random.choice([["nb"], ["nb", "en"], ["nb", "nn", "en"], ["en", "nb"]])}
        else:
            field = "role" if kind == "contact" else self.random.choice(
                ["summary", "name"] if kind in ("member", "topic") else ["name"])
            language = self.random.choice(["en", "nn", "nb"])
            patch = {"translations": {language: {field: self.random.choice([self.word(), None])}}}
        return path and self.patch(path, patch)

    def draft_only(self):
        """Edits a draft, which no visitor sees."""
        drafts = self.directory.send("GET", "/drafts")[1]["items"]
        return bool(drafts) and self.patch(
            self.random.choice(drafts)["links"]["self"], {"name": self.word()})

    def sql(self):
        """Corrects a topic with SQL that doesn't move the revision; the server looks for that once a second."""
        slug = self.some("topic")
        if not slug:
            return False
        word = self.word()
        with sqlite3.connect(self.first.database, timeout=20) as database:
            database.execute("UPDATE topics SET summary = ? WHERE slug = ?", (word, slug))
        database.close()
        for directory in (self.first, self.other):
            # Whole answers are kept in a file, also by the server without a cache.
            directory.wait_for(lambda word=word, directory=directory: word in str(directory.send("GET", "/snapshot", fields={})[1]))
        return True


class Questions:
    """Random questions over all routes, pages and formats. Many of them are asked again and again."""

    PAGES = ["/", "/members", "/topics", "/areas", "/contacts", "/changes", "/about", "/formats", "/embed",
             "/booklet", "/search?q=a"]
    FIXED = ["/", "/openapi.json", "/organisation", "/organisation.jsonld", "/former-slugs", "/changes",
             "/changes.atom", "/changes?limit=3", "/member-kinds", "/topic-kinds", "/areas", "/counties", "/fields",
             "/snapshot", "/import/template.csv", "/import/template.csv?type=topic", "/sitemap.xml",
             "/sitemap/1.xml", "/robots.txt", "/.well-known/api-catalog", "/docs", "/problems/unknown-value",
             "/members?kind=nothing", "/nothing"]

    def __init__(self, directory, seed):
        self.directory, self.random = directory, random.Random(seed)
        self.refresh()
        self.known = [self.new() for _ in range(300)]

    def refresh(self):
        snapshot = self.directory.send("GET", "/snapshot", fields={})[1]
        self.slugs = {}
        for kind, (name, key) in LISTS.items():
            self.slugs[kind] = [record[key] for record in snapshot.get(name, [])] or ["nothing"]
        self.slugs["member"] += [record["slug"] for record in snapshot["formerMembers"]]
        self.fields = [field["name"] for field in snapshot.get("fields", []) if field["facetable"]]
        self.words = [record["summary"] for name in ("members", "topics")
                      for record in snapshot.get(name, []) if record.get("summary")] or ["a"]

    def next(self):
        if self.random.random() < 0.15:
            self.known[self.random.randrange(len(self.known))] = self.new()
        return self.random.choice(self.known)

    def new(self):
        pick = self.random.random()
        target = self.record() if pick < 0.3 else self.list() if pick < 0.65 else self.page() if pick < 0.85 \
            else self.other()
        fields = {}
        if self.random.random() < 0.7:
            fields["Accept-Encoding"] = self.random.choice(["gzip", "gzip, br", "identity"])
        if self.random.random() < 0.15:
            fields["Accept"] = self.random.choice(
                ["text/csv", "application/ld+json", "text/plain", "text/vcard", "application/geo+json", "text/html"])
        return "HEAD" if self.random.random() < 0.05 else "GET", target, fields

    def some(self, kind):
        return self.random.choice(self.slugs[kind])

    def word(self):
        return urllib.parse.quote(self.random.choice(self.words).split()[0])

    def record(self):
        kind = self.random.choice(list(LISTS) + ["member", "topic"] * 3)
        path = f"{Staff.list(kind)}/{self.some(kind)}"
        more = ["", "", "", ".csv", ".txt", ".jsonld"]
        if kind == "member":
            path += self.random.choice(
                ["", "", "", "/topics", "/contacts", "/offices", "/contacts?include=office"] + [
                    "?include=" + name for name in ("topics", "county", "related", "contacts", "offices")])
            more += [".vcf", ".geojson"]
        if kind == "topic":
            path += self.random.choice(["", "", "/members", "/members?facets=kind"])
        if kind == "contact":
            path += self.random.choice(["", "?include=office,member"])
            more += [".vcf"]
        if "?" in path:
            return path + self.random.choice(["", "&lang=en", "&lang=nn", "&fields=name"])
        return path + self.random.choice(more + ["?lang=en", "?lang=nb", "?lang=nn"])

    def list(self):
        kind = self.random.choice(["member"] * 6 + ["topic"] * 2 + ["contact", "office"])
        parameters = {"member": [
            "kind=" + self.some("memberKind"), "area=" + self.some("area"), "county=" + self.some("county"),
            "topic=" + self.some("topic"), "worksWith=" + self.some("topic"), "topic=not." + self.some("topic"),
            "topic=under." + self.some("topic"), "population=3000..", "sort=-population", "sort=joined", "sort=-name",
            "facets=kind", "facets=topic,county", "facets=area,city", "hasWebsite=true", "q=" + self.word(),
            "hasLocation=true", "facets=topic&countUnder=true", *("facets=custom." + name for name in self.fields), "near=60,10.5", "at=2022-01-01", "include=topics", "include=county",
            "joined=2020-01-01..", "slug=" + self.some("member")],
            "topic": ["kind=" + self.some("topicKind"), "broader=" + self.some("topic"), "sort=-memberCount",
                      "memberCount=1..", "member=" + self.some("member"), "facets=kind", "q=" + self.word(),
                      "include=broader"],
            "contact": ["office=" + self.some("office"), "member=" + self.some("member"), "belongsTo=member",
                        "sort=order", "facets=office,member", "include=office", "q=" + self.word()],
            "office": ["city=Oslo", "country=NO", "facets=city,country", "member=" + self.some("member"),
                       "sort=city", "include=contacts", "belongsTo=organisation"]}[kind]
        chosen = self.random.sample(parameters, self.random.choice([0, 1, 1, 1, 2]))
        chosen += self.random.choice([[], [], ["limit=" + self.random.choice(["1", "3", "100"])]])
        chosen += self.random.choice([[], [], ["lang=" + self.random.choice(["en", "nn", "nb"])]])
        suffix = self.random.choice(["", "", "", "", ".csv", ".ndjson", ".jsonld", ".txt", ".vcf", ".geojson"])
        if any(name.startswith(("facets", "include")) for name in chosen):
            suffix = ""
        return Staff.list(kind) + suffix + ("?" + "&".join(chosen) if chosen else "")

    def page(self):
        path = self.random.choice(self.PAGES + [
            "/members/" + self.some("member"), "/members/" + self.some("member"), "/topics/" + self.some("topic"),
            "/areas/" + self.some("area"), "/contacts/" + self.some("contact"), "/offices/" + self.some("office"),
            "/members?topic=" + self.some("topic"), "/members?county=" + self.some("county"),
            "/members?q=" + self.word(), "/search?q=" + self.word()])
        return "/" + self.random.choice(["en", "nb", "nn"]) + path

    def other(self):
        return self.random.choice(self.FIXED + [
            "/search?q=" + self.word(), "/search?q=" + self.word() + "&lang=en",
            "/match?topic=" + self.some("topic"), "/match?with=" + self.some("member"),
            "/match?with=" + self.some("member") + "&lang=nn",
            "/embed/members?lang=nb&topic=" + self.some("topic"), "/embed/members?limit=5"])


def compare(cached, fresh, question, number):
    """Returns how the answers differ; nothing if they don't."""
    one, other = cached.ask(question, number), fresh.ask(question)
    if one == other:
        return one[0], ""
    lines = [f"{question[0]} {question[1]} {question[2]}"]
    if one[0] != other[0]:
        lines.append(f"status {one[0]} instead of {other[0]}")
    lines += [f"- {field}" for field in one[1] if field not in other[1]]
    lines += [f"+ {field}" for field in other[1] if field not in one[1]]
    if one[2] != other[2] and b"content-encoding" not in str(one[1]).encode():
        lines += [one[2].decode(errors="replace")[:3000], "instead of", other[2].decode(errors="replace")[:3000]]
    return one[0], "\n".join(lines)


def blind(directory, cached, fresh):
    """Corrects a topic with SQL. Returns whether the answers differ until the first server notices."""
    slug = directory.send("GET", "/topics", fields={})[1]["items"][0]["slug"]
    question = ("GET", "/topics/" + slug, {})
    cached.ask(question)
    with sqlite3.connect(directory.database, timeout=20) as database:
        database.execute("UPDATE topics SET summary = 'Unseen' WHERE slug = ?", (slug,))
    return bool(compare(cached, fresh, question, 0)[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--blind", action="store_true")
    options = parser.parse_args()
    os.environ |= {"MEMBER_DIRECTORY_HTTP_ORIGIN": ORIGIN, "MEMBER_DIRECTORY_ADMIN_ENABLED": "false",
                   "MEMBER_DIRECTORY_HTTP_IDLE_TIMEOUT_SECONDS": "3600",
                   "MEMBER_DIRECTORY_HTTP_COST_PER_SECOND": "0", "MEMBER_DIRECTORY_CACHING_TAG_FIELD": "xkey"}
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.abspath(options.program)
        os.environ["MEMBER_DIRECTORY_HTTP_LOOPS"] = "2"
        first = Directory(program, folder)
        os.environ |= {"MEMBER_DIRECTORY_HTTP_LOOPS": "1", "MEMBER_DIRECTORY_HTTP_CACHE_BYTES": "0"}
        other = Directory(program, folder)
        # A restart of the first server has its settings again.
        del os.environ["MEMBER_DIRECTORY_HTTP_CACHE_BYTES"]
        os.environ["MEMBER_DIRECTORY_HTTP_LOOPS"] = "2"
        try:
            run(first, other, options)
        finally:
            for directory in (first, other):
                directory.process.kill()
                directory.process.wait()


def run(first, other, options):
    cached, fresh = Client(first), Client(other)
    if options.blind:
        if not blind(first, cached, fresh):
            sys.exit("a correction went unnoticed, and the answers are the same")
        return print("an answer that is out of date is noticed")
    staff, questions = Corrections(first, other, options.seed), Questions(first, options.seed)
    chance, pairs, steps, begun = random.Random(options.seed), 0, 0, time.monotonic()
    statuses = {}
    while pairs < options.pairs:
        steps += 1
        act = staff.step(False)
        if steps % 20 == 0:
            questions.refresh()
        # The caches are filled between the steps, so that there is something to become stale.
        for _ in range(chance.choice([5, 20, 60])):
            pairs += 1
            status, difference = compare(cached, fresh, questions.next(), chance.randrange(4))
            statuses[status] = statuses.get(status, 0) + 1
            if difference:
                sys.exit(f"seed {options.seed}, step {steps}, after {act}:\n{difference}")
    print(f"size {pairs} pairs, {steps} steps, {time.monotonic() - begun:.0f} s, statuses {statuses}:",
          ", ".join(f"{count} {name}" for name, count in sorted(staff.done.items())))


if __name__ == "__main__":
    main()
