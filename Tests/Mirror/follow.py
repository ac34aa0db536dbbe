"""usage: follow.py PROGRAM [--steps N] [--seconds N] [--seed N] [--forget]

Starts a server with a database of its own, and does what staff do, in an order that the seed decides: edits,
drafts, deletions, imports, undone imports, restored revisions, erasures, and backups that are restored, also
while the server is stopped. After each step, the copy of mirror.py must be equal to a new /snapshot, byte for
byte. --forget removes one change from /changes, and expects that the copy then differs. Exits with 1 if
anything isn't as it must be.
"""

import argparse
import collections
import http.client
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from mirror import Mirror

# The list of each type of record, and the field that identifies it.
LISTS = {"member": ("members", "slug"), "topic": ("topics", "slug"), "contact": ("contacts", "id"),
         "office": ("offices", "id"), "area": ("areas", "slug"), "county": ("counties", "slug"),
         "memberKind": ("memberKinds", "slug"),
         "topicKind": ("topicKinds", "slug"), "field": ("fields", "name")}


class Directory:
    """A server, the commands beside it, and a client with the token of an admin."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.database = folder + "/directory.sqlite"
        self.start()
        made = self.run("token", "create", "--role", "admin", "--name", "Kari")
        self.fields = {"Authorization": "Bearer " + made.stdout.strip().splitlines()[-1]}

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--port", "0", "--database", self.database, "--log-format", "json",
             "--log-level", "notice"],
            stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        for line in self.process.stderr:
            if found := re.search(r'"listening".*"address":"(127\.0\.0\.1:\d+)"', line):
                self.origin = "http://" + found.group(1)
                break
        else:
            raise SystemExit("the server did not start")
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        self.connection = http.client.HTTPConnection(found.group(1), timeout=30)
        # The server listens before it has opened the database.
        self.wait_for(lambda: self.send("GET", "/health/ready", fields={})[0] == 200)

    def stop(self):
        self.process.terminate()
        if self.process.wait(30) != 0:
            raise SystemExit("the server did not stop as it should")

    def wait_for(self, condition):
        deadline = time.monotonic() + 20
        while not condition():
            if time.monotonic() > deadline:
                raise SystemExit("the server shows nothing of what a command did")
            time.sleep(0.005)

    def run(self, *arguments, fails=False):
        done = subprocess.run(
            [self.program, *arguments, "--database", self.database], capture_output=True, text=True)
        if (done.returncode != 0) != fails:
            raise SystemExit(f"{arguments}: {done.returncode} {done.stdout} {done.stderr}")
        return done

    def send(self, method, target, body=None, fields=None, kind="application/json"):
        content = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        given = dict(self.fields if fields is None else fields)
        if content is not None:
            given["Content-Type"] = kind
        self.connection.request(method, target, body=content, headers=given)
        answer = self.connection.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else None, answer.getheader("ETag")

    def revision(self):
        return self.send("GET", "/snapshot", fields={})[1]["revision"]

    def change(self, *arguments):
        """Runs a command that changes the directory, and waits until the server shows that."""
        before = self.revision()
        done = self.run(*arguments)
        self.wait_for(lambda: self.revision() != before)
        return done


class Staff:
    """Does one random thing after another. What the rules of the directory refuse counts as nothing done."""

    def __init__(self, directory, seed):
        self.directory, self.random = directory, random.Random(seed)
        self.number = 0
        self.done = collections.Counter()
        self.imports, self.backups, self.erased = [], [], set()

        # What can be done, and how often.
        self.acts = {
            self.create: 10, self.edit: 30, self.delete: 10, self.hide: 5, self.restore_revision: 6,
            self.import_document: 5, self.import_table: 4, self.undo_import: 5, self.erase: 3, self.backup: 3,
            self.restore: 1, self.restore_stopped: 1}

    def step(self, is_late):
        """Does one thing, and returns its name. Late in a run, every second one is one that was never done. The
        others make what it may need, such as a contact to erase."""
        is_missing = is_late and self.random.random() < 0.5
        acts = [act for act in self.acts if act.__name__ in self.missing()] if is_missing else list(self.acts)
        act = self.random.choices(acts, [self.acts[act] for act in acts])[0]
        if act():
            self.done[act.__name__] += 1
        return act.__name__

    def missing(self):
        return [act.__name__ for act in self.acts if not self.done[act.__name__]]

    # What there is.

    def slugs(self, kind):
        name, key = LISTS[kind]
        if kind == "field":  # Also those for staff only.
            return [field[key] for field in self.directory.send("GET", "/fields?limit=1000")[1]["items"]]
        snapshot = self.directory.send("GET", "/snapshot", fields={})[1]
        former = snapshot["formerMembers"] if kind == "member" else []
        return [record[key] for record in snapshot.get(name, []) + former]

    def some(self, kind):
        slugs = self.slugs(kind)
        return self.random.choice(slugs) if slugs else None

    def path(self, kind):
        slug = self.some(kind)
        return slug and f"{self.list(kind)}/{slug}"

    @staticmethod
    def list(kind):
        """Returns the path of a list: its name in /snapshot, with hyphens."""
        return "/" + re.sub("([A-Z])", r"-\1", LISTS[kind][0]).lower()

    def word(self):
        return "".join(self.random.choice("abdeghiklmnoprstuvåøæ") for _ in range(7)).capitalize()

    # What is done.

    def record(self, kind, slug):
        name = {"name": self.word() + " <&> " + self.word()}
        topics, offices = self.slugs("topic"), self.slugs("office")
        counties, members = self.slugs("county"), self.slugs("member")
        areas = self.slugs("area") + counties
        if kind == "field":
            visibility = self.random.choice(["public", "staff"])
            return {"name": slug, "label": self.word(), "visibility": visibility} | self.random.choice([
                {"valueType": "text"}, {"valueType": "choice", "choices": ["a", "b"], "facetable": True}])
        one = {
            "topic": lambda: {"kind": self.some("topicKind") or "theme"} | self.maybe("summary", [self.word()])
            | self.maybe("broader", topics),
            "memberKind": lambda: self.maybe("order", [1, 2, 3]) | self.maybe("schemaType", ["NGO", "MusicGroup"]),
            "topicKind": lambda: self.maybe("order", [1, 2, 3]) | self.maybe("pluralName", [self.word()]),
            "area": lambda: {"kind": self.random.choice(["country", "region", "town"])} | self.maybe("parent", areas),
            "county": lambda: {"shortName": self.word()} | self.maybe("parent", areas),
            "office": lambda: {
                "street": self.word(), "postcode": "0160", "city": self.word(), "country": "NO", "host": self.word()}
            | self.maybe("member", members),
            "contact": lambda: {
                "role": self.word(), "email": "a@example.org", "emailProtected": self.random.random() < 0.5}
            | self.maybe("office", offices) | self.maybe("member", members),
            "member": lambda: {
                "kind": self.some("memberKind") or "municipality", "shortName": self.word(), "summary": self.word(),
                "topics": self.random.sample(topics, min(len(topics), self.random.randrange(4)))}
            | self.random.choice([self.maybe("county", counties), self.maybe("area", areas)])
            | self.maybe("website", ["https://example.org/" + self.word()]),
        }[kind]()
        return {LISTS[kind][1]: slug} | name | one

    def maybe(self, field, values):
        return {field: self.random.choice(values)} if values and self.random.random() < 0.6 else {}

    def new_slug(self, kind):
        self.number += 1
        counties = set(self.slugs("county")) - set(self.slugs("member"))
        # A county may be a member too, with the same slug.
        if kind == "member" and counties and self.random.random() < 0.4:
            return self.random.choice(sorted(counties))
        return f"new-{self.number}"

    def create(self):
        kind = self.random.choice(list(LISTS))
        record = self.record(kind, self.new_slug(kind))
        return self.directory.send("POST", self.list(kind), record)[0] == 201

    def patch(self, path, patch):
        status, _, tag = self.directory.send("GET", path)
        if status != 200:
            return False
        return self.directory.send("PATCH", path, patch, self.directory.fields | {"If-Match": tag})[0] == 200

    def edit(self):
        kind = self.random.choice(list(LISTS) + ["organisation"])
        path = "/organisation" if kind == "organisation" else self.path(kind)
        patches = [{"name": self.word()}, {"summary": self.word()}]
        if kind == "member":
            topics = self.slugs("topic")
            patches += [
                {"left": "2024-01-01"}, {"left": None}, {"joined": "2020-01-01"}, {"shortName": self.word()},
                {"topics": self.random.sample(topics, min(3, len(topics)))},
                {"county": self.some("county")}, {"county": None}, {"area": self.some("area")}, {"area": None},
                {"about": self.word() + "\n\n" + self.word()},
                {"email": self.word() + "@example.org", "emailProtected": self.random.random() < 0.5}]
            field = self.some("field")
            patches += [{"custom": {field: self.random.choice(["a", "b", None])}}] * 5 if field else []
        elif kind == "field":
            patches = [{"label": self.word()}, {"visibility": "staff"}, {"visibility": "public"}]
        elif kind == "topic":
            patches += [{"broader": self.some("topic")}, {"broader": None}, {"kind": self.some("topicKind")}]
        elif kind in ("area", "county"):
            patches = [
                {"name": self.word()}, {"parent": self.some("area")}, {"parent": self.some("county")},
                {"parent": None}, {"order": self.random.randrange(9)}, {"code": "X-" + str(self.random.randrange(9))}]
        elif kind in ("memberKind", "topicKind"):
            patches = [{"name": self.word()}, {"order": self.random.randrange(9)}, {"order": None}]
        elif kind == "contact":
            patches = [
                {"name": self.word()}, {"emailProtected": True}, {"emailProtected": False},
                {"email": self.word() + "@example.org"}, {"office": self.some("office")}, {"office": None},
                {"member": self.some("member")}, {"member": None}]
        elif kind == "office":
            patches += [{"member": self.some("member")}, {"member": None}]
        return path and self.patch(path, self.random.choice(patches))

    def delete(self):
        path = self.path(self.random.choice(list(LISTS)))
        if not path:
            return False
        tag = self.directory.send("GET", path)[2]
        return self.directory.send("DELETE", path, None, self.directory.fields | {"If-Match": tag})[0] == 204

    def hide(self):
        """Makes a draft of a public record, or publishes a draft."""
        drafts = self.directory.send("GET", "/drafts")[1]["items"]
        if drafts and self.random.random() < 0.7:
            return self.patch(self.random.choice(drafts)["links"]["self"], {"status": "published"})
        path = self.path(self.random.choice(list(LISTS)))
        return path and self.patch(path, {"status": "draft"})

    def restore_revision(self):
        changes = self.directory.send("GET", "/changes?limit=1000", fields={})[1]["items"]
        if not changes:
            return False
        path = self.random.choice(changes)["links"]["self"]
        status, page, _ = self.directory.send("GET", path + "/revisions")
        if status != 200 or not page["items"]:
            return False
        tag = self.directory.send("GET", path)[2]
        fields = self.directory.fields | ({"If-Match": tag} if tag else {})
        target = self.random.choice(page["items"])["links"]["restore"]
        return self.directory.send("POST", target, None, fields)[0] in (200, 201)

    def import_document(self):
        """Imports topics, members and former slugs, of which some exist already."""
        topics = [self.record("topic", self.new_slug("topic")) for _ in range(self.random.randrange(3))]
        members = [self.record("member", self.some("member") or "first")]
        self.number += 1
        formers = [{"type": "member", "slug": f"old-{self.number}", "name": self.word(),
                    "successors": [self.some("member")] if self.slugs("member") else []}]
        document = {"topics": topics, "members": members, "formerSlugs": formers[:self.random.randrange(2)]}
        if self.random.random() < 0.5:
            return self.note_import(self.directory.send("POST", "/import", document))
        path = self.directory.folder + "/import.json"
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file)
        # A command that is refused changes nothing.
        if self.directory.send("POST", "/import?dryRun=true", document)[0] != 200:
            return False
        found = re.search(r"import (\d+);", self.directory.change("import", path).stdout)
        self.imports.append(int(found.group(1)))
        return True

    def import_table(self):
        slugs = self.slugs("member")
        rows = [f"{slug},{self.word()}" for slug in self.random.sample(slugs, min(5, len(slugs)))]
        table = "\n".join(["slug,summary", *rows, ""]).encode()
        return self.note_import(self.directory.send("POST", "/import?type=member", table, kind="text/csv"))

    def note_import(self, answer):
        status, content, _ = answer
        if status != 200 or "import" not in content:
            return False
        self.imports.append(content["import"])
        return True

    def undo_import(self):
        if not self.imports:
            return False
        number = self.imports.pop(self.random.randrange(len(self.imports)))
        if self.random.random() < 0.5:
            return self.directory.send("POST", f"/imports/{number}/undo")[0] == 200
        if self.directory.send("POST", f"/imports/{number}/undo?dryRun=true")[0] != 200:
            return False
        self.directory.change("import", "undo", str(number))
        return True

    def erase(self):
        contact = self.some("contact")
        if not contact:
            return False
        self.directory.change("contact", "erase", contact)
        self.erased.add(contact)
        return True

    def backup(self):
        path = f"{self.directory.folder}/backup-{len(self.backups)}.sqlite"
        self.directory.run("backup", path)
        self.backups.append(path)
        return True

    def restore(self):
        if not self.backups:
            return False
        self.directory.change("restore", self.random.choice(self.backups))
        self.imports.clear()
        return True

    def restore_stopped(self):
        if not self.backups:
            return False
        self.directory.stop()
        self.directory.run("restore", self.random.choice(self.backups))
        self.imports.clear()
        self.directory.start()
        return True


def canonical(document):
    """Returns a document in the form of /snapshot as bytes that don't depend on the order of its records."""
    def order(record):
        return [record.get(name, "") for name in ("type", "slug", "id", "name")]
    return json.dumps(
        {name: sorted(value, key=order) if isinstance(value, list) else value
         for name, value in document.items() if name != "revision"},
        sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


class CountedMirror(Mirror):
    """A mirror that counts how often it reads everything."""

    starts = 0

    def start(self):
        super().start()
        self.starts += 1


class Copy:
    """The mirror of a directory, compared with new snapshots."""

    def __init__(self, directory):
        self.directory, self.mirror = directory, CountedMirror(directory.origin)

    def difference(self):
        """Brings the copy up to date, and returns how it differs from a new snapshot; nothing if it doesn't."""
        self.mirror.move(self.directory.origin)
        self.mirror.update()
        own = self.mirror.document()
        snapshot = self.directory.send("GET", "/snapshot", fields={})[1]
        if canonical(own) == canonical(snapshot):
            return ""
        lines = []
        for name in sorted(set(own) | set(snapshot) - {"revision"}):
            one, other = own.get(name), snapshot.get(name)
            if isinstance(one, list) and isinstance(other, list):
                lines += [f"only in the copy, {name}: {record}" for record in one if record not in other]
                lines += [f"not in the copy, {name}: {record}" for record in other if record not in one]
            elif one != other:
                lines.append(f"{name}: {one} instead of {other}")
        return "\n".join(lines) or "the order of fields"


def forget(directory, copy):
    """Removes a change from /changes before the mirror sees it. Returns whether the copy differs then."""
    if copy.difference():
        sys.exit("the copy differs from the beginning")
    directory.send("POST", "/offices", {
        "id": "forgotten", "name": "Forgotten", "street": "A street", "postcode": "0160", "city": "Oslo",
        "country": "NO", "host": "A house"})
    with sqlite3.connect(directory.database) as database:
        database.execute("UPDATE revisions SET public = NULL WHERE id = (SELECT max(id) FROM revisions)")
    return "forgotten" in copy.difference()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--steps", type=int, default=10**9)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forget", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        directory = Directory(os.path.abspath(options.program), folder)
        try:
            staff, copy = Staff(directory, options.seed), Copy(directory)
            if options.forget:
                if not forget(directory, copy):
                    sys.exit("a change was forgotten, and the copy is the same")
                return print("a forgotten change is noticed")
            start, steps = time.monotonic(), 0
            is_late, late = False, 0
            while not is_late or staff.missing():
                late += is_late
                if late > 300:
                    sys.exit(f"seed {options.seed}: could not be done in {steps} steps: {staff.missing()}")
                steps += 1
                act = staff.step(is_late)
                if difference := copy.difference():
                    sys.exit(f"seed {options.seed}, step {steps}, after {act}:\n{difference}")
                is_late = steps >= options.steps or time.monotonic() - start >= options.seconds
            records = len(copy.mirror.state["records"])
            print(f"size {steps} steps, {copy.mirror.starts} snapshots, {records} records at the end:",
                  ", ".join(f"{count} {name}" for name, count in sorted(staff.done.items())))
        finally:
            directory.process.kill()
            directory.process.wait()


if __name__ == "__main__":
    main()
