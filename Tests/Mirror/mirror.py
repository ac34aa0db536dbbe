"""usage: mirror.py ORIGIN FILE

Brings a copy of a directory in FILE up to date, as docs/api.md says under "All data, and changes", and knows
nothing else of the directory.
"""

import http.client
import json
import os
import sys

# The lists of /snapshot that have records, by the first part of the paths of these.
LISTS = {"member-kinds": "memberKinds", "topic-kinds": "topicKinds"} | {
    name: name for name in ["members", "topics", "contacts", "offices", "areas", "counties", "fields"]}
# The fields that show other records, and the lists of these. A county may be a member, to which its members link.
SHOWN = {"topics": ["topics"], "broader": ["topics"], "office": ["offices"], "member": ["members"],
         "area": ["areas", "counties"], "county": ["counties", "members"]}


class Mirror:
    def __init__(self, origin, state=None):
        self.move(origin)
        # The records are kept by their paths, which are links.self.
        self.state = state or {"records": {}, "formers": [], "next": None, "tag": None}

    def move(self, origin):
        self.connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=30)

    def get(self, target, tag=None):
        """Returns the status, the JSON and the ETag. A redirect isn't followed: it leads to another record."""
        self.connection.request("GET", target, headers={"If-None-Match": tag} if tag else {})
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 500 or answer.status == 429:
            raise RuntimeError(f"{target}: {answer.status}")
        return answer.status, json.loads(content) if answer.status == 200 else None, answer.getheader("ETag")

    def start(self):
        """Reads everything."""
        _, snapshot, _ = self.get("/snapshot")
        records = [one for name in [*LISTS.values(), "formerMembers"] for one in snapshot.get(name, [])]
        records += [snapshot["organisation"]] if "organisation" in snapshot else []
        self.state = {"records": {one["links"]["self"]: one for one in records},
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
            before, after = records.get(path, {}), self.read(path)
            # A field that is published or hidden is so with all its values.
            if path.startswith("/fields/") and bool(before) != bool(after):
                beside |= {member for member in records if member.startswith("/members/")}
            # The topics of a member say how many members they have.
            if path.startswith("/members/"):
                beside |= {one for one in shown_by(before) | shown_by(after) if one.startswith("/topics/")}
        beside |= {path for path, record in records.items() if not shown_by(record).isdisjoint(changed)}
        for path in beside & set(records):
            self.read(path)

    def read(self, path):
        """Returns a record, which is empty if there is none, and puts it into the copy."""
        record = self.get(path)[1] or {}
        if path.startswith("/topics/"):  # The snapshot leaves out the members of a topic.
            record = {name: value for name, value in record.items() if name not in ("members", "membersNext")}
        self.state["records"].pop(path, None)
        self.state["records"] |= {path: record} if record else {}
        return record

    def document(self):
        """Returns the copy in the form of /snapshot."""
        document = {name: [] for name in LISTS.values()} | {
            "formerMembers": [], "formerSlugs": self.state["formers"], "next": self.state["next"]}
        for path, record in self.state["records"].items():
            name = "formerMembers" if "left" in record else LISTS.get(path.split("/")[1])
            if name:
                document[name].append(record)
            else:
                document["organisation"] = record
        # A directory without counties has no list of them.
        return {name: value for name, value in document.items() if name != "counties" or value}


def shown_by(record):
    """Returns the paths of the records of which a record shows the name or a link."""
    shown = set()
    for field in SHOWN.keys() & record.keys():
        of_field = record[field] if isinstance(record[field], list) else [record[field]]
        slugs = [slug for one in of_field for slug in [one.get("slug", one.get("id")), *one.get("within", [])]]
        shown |= {f"/{name}/{slug}" for name in SHOWN[field] for slug in slugs}
    return shown


if __name__ == "__main__":
    origin, path = sys.argv[1:]
    mirror = Mirror(origin, json.load(open(path, encoding="utf-8")) if os.path.exists(path) else None)
    mirror.update()
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(mirror.state, file)
    os.replace(file.name, path)
