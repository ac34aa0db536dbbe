"""usage: server.py PROGRAM

Runs a server with its own database and the token of an admin, while a client is tested. As a program, it prints
the description of that directory, from which the clients are generated.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request


# A field that the shipped directory doesn't have, so that each read of fields has one to read.
FIELD = {
    "name": "size", "label": "Size", "help": "How large the member is.", "order": 1, "valueType": "choice",
    "choices": ["small", "large"], "visibility": "public", "filterable": True, "facetable": True}


@contextlib.contextmanager
def running(program):
    """Yields the origin and the token of a server, and stops it at the end."""
    with tempfile.TemporaryDirectory() as folder:
        database = folder + "/directory.sqlite"
        server = subprocess.Popen(
            [program, "serve", "--port", "0", "--database", database, "--log-format", "json"],
            stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
            env=os.environ | {"MEMBER_DIRECTORY_BACKUP_FOLDER": folder})
        try:
            origin = None
            for line in server.stderr:
                if found := re.search(r'"listening".*"address":"(127\.0\.0\.1:\d+)"', line):
                    origin = "http://" + found.group(1)
                    break
            if origin is None:
                raise SystemExit("the server did not start")
            # The log isn't read any more, so it must not fill a pipe.
            drain = subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL)
            made = subprocess.run(
                [program, "token", "create", "--role", "admin", "--name", "client", "--database", database],
                check=True, capture_output=True, text=True)
            token = made.stdout.strip().splitlines()[-1]
            send(origin, "/fields", token, FIELD)
            yield origin, token
        finally:
            server.terminate()
            server.wait()
            drain.wait()


def send(origin, target, token, record):
    """Adds a record."""
    fields = {"Content-Type": "application/json", "Authorization": "Bearer " + token}
    content = json.dumps(record).encode()
    urllib.request.urlopen(urllib.request.Request(origin + target, headers=fields, data=content)).close()


def get(origin, target, token=None):
    """Returns the JSON of a resource."""
    fields = {"Accept": "application/json"} | ({"Authorization": "Bearer " + token} if token else {})
    with urllib.request.urlopen(urllib.request.Request(origin + target, headers=fields)) as answer:
        return json.load(answer)


if __name__ == "__main__":
    with running(sys.argv[1]) as (origin, _):
        json.dump(get(origin, "/openapi.json"), sys.stdout)
