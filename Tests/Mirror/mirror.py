"""usage: mirror.py ORIGIN FILE

Keeps a copy of a directory in FILE, as docs/api.md says under "All data, and changes". Each run brings the
copy up to date. The program knows nothing of the directory but that page.
"""

import http.client
import json
import os
import sys

# The lists of /snapshot that have records, by the first part of the paths of these.
LISTS = {"members": "members", "topics": "topics", "contacts": "contacts", "offices": "offices",
         "areas": "areas", "counties": "counties", "member-kinds": "memberKinds", "topic-kinds": "topicKinds",
         "fields": "fields"}


class Mirror:
    def __init__(self, origin, state=None):
        self.move(origin)
        # The records are kept by their paths, which are links.self.
        self.state = state or {"records": {}, "formers": [], "next": None, "tag": None}

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
        records = [record for name in [*LISTS.values(), "formerMembers"] for record in snapshot.get(name, [])]
        if "organisation" in snapshot:
            records.append(snapshot["organisation"])
        self.state = {"records": {record["links"]["self"]: record for record in records},
                      "formers": snapshot["formerSlugs"], "next": snapshot["next"], "tag": None}

    def update(self):
        """Reads what has changed since the last time."""
        if self.state["next"] is None:
            self.start()
        while True:
            status, page, _ = self.get("/changes?limit=1000&since=" + self.state["next"])
            if status == 410:  # The directory was restored from a backup.
                self.start()
                continue
            self.take({change["links"]["self"] for change in page["items"]})
            if page["next"] == self.state["next"]:
                break
            self.state["next"] = page["next"]
        status, page, tag = self.get("/former-slugs", self.state["tag"])
        if status == 200:
            self.state |= {"formers": page["items"], "tag": tag}

    def take(self, changed):
        """Reads the records that have changed, and those that show something of them."""
        records, beside = self.state["records"], set()
        for path in changed:
            before, after = records.get(path), self.read(path)
            shown = shown_by(before) | shown_by(after)
            # A field that is published or hidden is so with all its values.
            if path.startswith("/fields/") and (before is None) != (after is None):
                beside |= {member for member in records if member.startswith("/members/")}
            # The topics of a member say how many members they have.
            beside |= {topic for topic in shown if topic.startswith("/topics/") and path.startswith("/members/")}
        beside |= {path for path, record in records.items() if not shown_by(record).isdisjoint(changed)}
        for path in beside & set(records):
            self.read(path)

    def read(self, path):
        status, record, _ = self.get(path)
        if record and path.startswith("/topics/"):
            # A topic has its members too, which the snapshot leaves out.
            record = {name: value for name, value in record.items() if name not in ("members", "membersNext")}
        if status == 200:
            self.state["records"][path] = record
        else:
            self.state["records"].pop(path, None)
        return record

    def document(self):
        """Returns the copy in the form of /snapshot."""
        document = {name: [] for name in LISTS.values()} | {
            "formerMembers": [], "formerSlugs": self.state["formers"], "next": self.state["next"]}
        for path, record in self.state["records"].items():
            if path == "/organisation":
                document["organisation"] = record
            else:
                document["formerMembers" if "left" in record else LISTS[path.split("/")[1]]].append(record)
        # A directory without counties has no list of them.
        return document if document["counties"] else {
            name: value for name, value in document.items() if name != "counties"}


def shown_by(record):
    """Returns the paths of the records of which a record shows the name or a link."""
    record = record or {}
    shown = {"/topics/" + topic["slug"] for topic in record.get("topics", [])}
    if "broader" in record:
        shown.add("/topics/" + record["broader"]["slug"])
    if "office" in record:
        shown.add("/offices/" + record["office"]["id"])
    if "member" in record:
        shown.add("/members/" + record["member"]["slug"])
    if "area" in record:
        slugs = [record["area"]["slug"], *record["area"].get("within", [])]
        shown |= {"/" + name + "/" + slug for slug in slugs for name in ("areas", "counties")}
    if "county" in record:  # A county may be a member too; then its members link to it.
        shown |= {"/counties/" + record["county"]["slug"], "/members/" + record["county"]["slug"]}
    return shown


if __name__ == "__main__":
    origin, path = sys.argv[1:]
    mirror = Mirror(origin, json.load(open(path, encoding="utf-8")) if os.path.exists(path) else None)
    mirror.update()
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(mirror.state, file)
    os.replace(path + ".new", path)
