"""Makes databases of every size, slugs, pages, and the bytes that all servers send."""

import base64
import http.client
import json
import random
import sqlite3
import struct
import subprocess
import sys
from pathlib import Path

from . import load

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import generate  # noqa: E402

SHIPPED = 17
PAGE = 50
PAGES = 1000
SLUGS = 100_000


class Workload:
    def __init__(self, servers, work):
        self.servers, self.work = servers, work
        self.data = work.parent / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.walked = {}

    def database(self, members):
        """Returns the database with that number of members. It is kept for later runs until the schema or the
        generator changes."""
        path = self.data / f"{members}.sqlite"
        stamp = self.data / f"{members}.stamp"
        if path.exists() and stamp.exists() and stamp.read_text() == self.stamp():
            return path
        for old in self.data.glob(f"{members}.*"):
            old.unlink()
        print(f"making a directory of {members:,} members", file=sys.stderr)
        if members == SHIPPED:
            with self.servers.ours(path):
                pass
            generate.check_collation(path)
        else:
            self.migrate(path)
            generate.generate(str(path), members)
            # Indexes the generated rows for search.
            self.migrate(path)
        stamp.write_text(self.stamp())
        return path

    def migrate(self, path):
        subprocess.run(
            [self.servers.binary, "migrate", "--database", path], check=True, stdout=subprocess.DEVNULL)

    def has(self, members):
        stamp = self.data / f"{members}.stamp"
        return stamp.exists() and stamp.read_text() == self.stamp()

    def stamp(self):
        root = Path(__file__).resolve().parent.parent
        sources = [root / "generate.py", root / "words.py", *sorted((root.parent / "Migrations").iterdir()),
                   *sorted((root.parent / "Data").iterdir())]
        return subprocess.run(
            ["sha256sum", *sources], check=True, capture_output=True, text=True).stdout

    def write_body(self):
        """Stores the bytes of our answer to GET /members for the shipped data, which the other servers send too."""
        with self.servers.ours(self.database(SHIPPED)) as server:
            for name, headers in (("members.json", {}), ("members.gz", dict(load.GZIP))):
                status, fields, body = server.get("/members", headers)
                if status != 200:
                    raise RuntimeError(f"GET /members answered {status}")
                (self.work / name).write_bytes(body)
                head = "".join(f"{field}: {value}\r\n" for field, value in fields.items())
                answer = f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body
                (self.work / name).with_suffix(".answer").write_bytes(answer)

    def targets(self, name, lines):
        path = self.work / f"{name}.txt"
        path.write_text("".join(line + "\n" for line in lines))
        return path

    def slugs(self, members, form="/members/{}"):
        """Returns a file of targets, one for each of up to 100,000 members, in random order."""
        with sqlite3.connect(f"file:{self.database(members)}?mode=ro", uri=True) as database:
            slugs = [slug for slug, in database.execute("SELECT slug FROM members")]
        random.Random(17).shuffle(slugs)
        name = f"slugs-{members}-" + "".join(filter(str.isalnum, form))
        return self.targets(name, map(form.format, slugs[:SLUGS]))

    def pages(self, members):
        """Returns the targets of the first 1,000 pages with their documents, by following `next`."""
        if members in self.walked:
            return self.walked[members]
        pages = self.walked[members] = []
        with self.servers.ours(self.database(members)) as server:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
            target = f"/members?limit={PAGE}"
            while target and len(pages) < PAGES:
                connection.request("GET", target)
                document = connection.getresponse().read()
                pages.append((target, document))
                cursor = json.loads(document).get("next")
                target = cursor and f"/members?limit={PAGE}&cursor={cursor}"
            connection.close()
        return pages

    def floor_pages(self, pages):
        """Writes the same pages in the form that bare-floor reads."""
        path = self.work / "pages.bin"
        with open(path, "wb") as file:
            for target, document in pages:
                identifier, key = cursor_parts(target)
                file.write(struct.pack("=qI", identifier, len(key)) + key)
                file.write(struct.pack("=I", len(document)) + document)
        return path


def cursor_parts(target):
    """Returns the id and the collation key of a cursor (Directory/Questions/Cursor.swift and
    DirectorySQLite/Lists/KeysetKey.swift): version, list, id, then the single value of the order: its kind, its length,
    its bytes."""
    _, found, text = target.partition("cursor=")
    if not found:
        return 0, b""
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    identifier, kind, length = struct.unpack(">qBH", data[9:20])
    if kind != 3 or length != len(data) - 20:
        raise ValueError("the cursor has a new form")
    return identifier, data[20:]
