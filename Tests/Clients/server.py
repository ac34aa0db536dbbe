"""Runs a server with its own database and the token of an admin, while a client is tested."""

import contextlib
import json
import re
import subprocess
import tempfile
import urllib.request


@contextlib.contextmanager
def running(program):
    """Yields the origin and the token of a server, and stops it at the end."""
    with tempfile.TemporaryDirectory() as folder:
        database = folder + "/directory.sqlite"
        server = subprocess.Popen(
            [program, "serve", "--port", "0", "--database", database, "--log-format", "json"],
            stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
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
            yield origin, made.stdout.strip().splitlines()[-1]
        finally:
            server.terminate()
            server.wait()
            drain.wait()


def get(origin, target, token=None):
    """Returns the JSON of a resource."""
    fields = {"Accept": "application/json"} | ({"Authorization": "Bearer " + token} if token else {})
    with urllib.request.urlopen(urllib.request.Request(origin + target, headers=fields)) as answer:
        return json.load(answer)
