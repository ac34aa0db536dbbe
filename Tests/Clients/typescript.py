"""usage: typescript.py PROGRAM SOURCES COMPILED

Calls every operation with the client that openapi-generator has made for TypeScript, through typescript.mjs.
"""

import base64
import json
import pathlib
import re
import subprocess
import sys

import calls
import server


class Client:
    def __init__(self, sources, compiled, origin, token):
        script = pathlib.Path(__file__).with_name("typescript.mjs")
        self.process = subprocess.Popen(
            ["node", script, pathlib.Path(compiled).resolve(), origin, token], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        text = "".join(one.read_text() for one in pathlib.Path(sources, "apis").glob("*.ts"))
        # The interface of each request has the names of its parameters.
        self.keys = {
            name[0].lower() + name[1:]: re.findall(r"^\s*(\w+)\??:", body, re.M)
            for name, body in re.findall(r"export interface (\w+)Request \{(.*?)\n\}", text, re.S)
        }
        self.called = set()

    def ask(self, request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        content = base64.b64decode(answer["file"]) if "file" in answer else answer["content"]
        return answer["status"], content, answer["tag"]

    def call(self, name, arguments, body):
        self.called.add(name)
        keys = self.keys.get(name, [])
        model = next((one for one in keys if one.endswith(("Content", "Patch", "Decision")) or one == "body"), None)
        call = {"name": name, "arguments": arguments, "keys": keys, "model": model}
        if isinstance(body, bytes):
            return self.ask(call | {"file": base64.b64encode(body).decode()})
        return self.ask(call | {"body": body})

    def end(self):
        self.process.stdin.close()
        self.process.wait()


with server.running(sys.argv[1]) as (origin, token):
    description = server.get(origin, "/openapi.json")
    client = Client(sys.argv[2], sys.argv[3], origin, token)
    try:
        for name, arguments, status in calls.reads(description):
            got, content, _ = client.call(name, arguments, None)
            if got != status:
                raise AssertionError(f"{name} {arguments}: {got} instead of {status}: {content}")
        calls.writes(description, client.call)
        for target, name in [("/members", "MemberPage"), ("/topics/climate", "TopicWithMembers"),
                             ("/search?q=climate", "SearchPage"), ("/snapshot", "Snapshot")]:
            later = calls.of_tomorrow(server.get(origin, target, token))
            status, content, _ = client.ask({"parse": name, "body": later})
            if not content or status != 200:
                raise AssertionError(f"{name} can't be read tomorrow: {content}")
        if missing := calls.missing(description, client.called):
            raise AssertionError(f"not called: {missing}")
        print(f"openapi-generator, TypeScript: {len(client.called)} operations")
    finally:
        client.end()
