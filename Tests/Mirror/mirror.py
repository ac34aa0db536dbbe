"""usage: mirror.py ORIGIN FILE

Keeps a copy of a directory in FILE, as docs/api.md says under "All data, and changes". Each run brings the
copy up to date. The program knows nothing of the directory but that page.
"""

import http.client
import json
import os
import sys

# The type of a record in /changes, its list in /snapshot, and the field that identifies it.
LISTS = {"member": ("members", "slug"), "topic": ("topics", "slug"), "contact": ("contacts", "id"),
         "office": ("offices", "id"), "county": ("counties", "slug")}


class Mirror:
    def __init__(self, origin, state=None):
        self.move(origin)
        self.records, self.formers, self.next, self.tag = {}, [], None, None
        self.restarts = 0
        if state:
            self.records = {(kind, slug): record for kind, slug, record in state["records"]}
            self.formers, self.next, self.tag = state["formers"], state["next"], state["tag"]

    def move(self, origin):
        self.connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=30)

    def get(self, target, tag=None):
        """Returns the status, the JSON and the ETag of an answer. Redirects are not followed: a record that
        has moved is another record."""
        self.connection.request("GET", target, headers={"If-None-Match": tag} if tag else {})
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 500 or answer.status == 429:
            raise RuntimeError(f"{target}: {answer.status}")
        return answer.status, json.loads(content) if answer.status == 200 else None, answer.getheader("ETag")

    def start(self):
        """Reads everything."""
        _, snapshot, _ = self.get("/snapshot")
        self.records = {("organisation", ""): snapshot["organisation"]} if "organisation" in snapshot else {}
        for kind, (name, key) in LISTS.items():
            self.records |= {(kind, record[key]): record for record in snapshot[name]}
        self.records |= {("member", record["slug"]): record for record in snapshot["formerMembers"]}
        self.formers, self.next, self.tag = snapshot["formerSlugs"], snapshot["next"], None
        self.restarts += 1

    def update(self):
        """Reads what has changed since the last time."""
        if self.next is None:
            self.start()
        while True:
            status, page, _ = self.get("/changes?limit=1000&since=" + self.next)
            if status == 410:  # The directory was restored from a backup.
                self.start()
                continue
            self.take({self.key(change): change["links"]["self"] for change in page["items"]})
            if page["next"] == self.next:
                break
            self.next = page["next"]
        status, page, tag = self.get("/former-slugs", self.tag)
        if status == 200:
            self.formers, self.tag = page["items"], tag

    @staticmethod
    def key(change):
        return change["type"], "" if change["type"] == "organisation" else change["slug"]

    def take(self, changed):
        """Reads the records that have changed, and those that show something of them."""
        beside = set()
        for key, target in changed.items():
            for record in (self.records.get(key), self.read(key, target)):
                # The topics of a member say how many members they have.
                beside |= {one for one in shown_by(record) if one[0] == "topic" and key[0] == "member"}
        beside |= {key for key, record in self.records.items() if not shown_by(record).isdisjoint(changed)}
        for key in beside & set(self.records):
            self.read(key, self.records[key]["links"]["self"])

    def read(self, key, target):
        status, record, _ = self.get(target)
        # A topic has its members too, which the snapshot leaves out.
        if record and key[0] == "topic":
            record = {name: value for name, value in record.items() if not name.startswith("members")}
        if status == 200:
            self.records[key] = record
        else:
            self.records.pop(key, None)
        return record

    def document(self):
        """Returns the copy in the form of /snapshot."""
        document = {name: [] for name, _ in LISTS.values()} | {"formerMembers": []}
        for (kind, slug), record in self.records.items():
            if kind == "organisation":
                document["organisation"] = record
            else:
                document["formerMembers" if "left" in record else LISTS[kind][0]].append(record)
        return document | {"formerSlugs": self.formers, "next": self.next}


def shown_by(record):
    """Returns the keys of the records of which a record shows the name or a link."""
    record = record or {}
    shown = {("topic", topic["slug"]) for topic in record.get("topics", [])}
    if "broader" in record:
        shown.add(("topic", record["broader"]["slug"]))
    if "office" in record:
        shown.add(("office", record["office"]["id"]))
    if "county" in record:  # A county may be a member too; then its members link to it.
        shown |= {("county", record["county"]["slug"]), ("member", record["county"]["slug"])}
    return shown


def canonical(document):
    """Returns a document in the form of /snapshot as bytes that don't depend on the order of its records."""
    def order(record):
        return [record.get(name, "") for name in ("type", "slug", "id")]
    return json.dumps(
        {name: sorted(value, key=order) if isinstance(value, list) else value
         for name, value in document.items() if name != "revision"},
        sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


if __name__ == "__main__":
    origin, path = sys.argv[1:]
    state = json.load(open(path, encoding="utf-8")) if os.path.exists(path) else None
    mirror = Mirror(origin, state)
    mirror.update()
    records = [[kind, slug, record] for (kind, slug), record in mirror.records.items()]
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump({"records": records, "formers": mirror.formers, "next": mirror.next, "tag": mirror.tag}, file)
    os.replace(path + ".new", path)
