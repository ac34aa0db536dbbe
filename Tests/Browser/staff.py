"""usage: staff.py PROGRAM CHROMIUM [FOLDER]

Checks the staff workspace as people use it: signing in, tables, the editor, two people who write at the same time, a session
that ends while somebody writes, a network that fails, pictures, the keyboard; and each screen with axe, light and dark. With a
folder, it keeps a picture of each screen there. Exits with 1 if a check fails.
"""

import json
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

from docs import start
from playwright.sync_api import sync_playwright
from staff_drafts import CHECKS as DRAFTS
from staff_editing import CHECKS as EDITING
from staff_hostile import CHECKS as HOSTILE
from staff_looks import CHECKS as LOOKS
from staff_people import CHECKS as PEOPLE
from staff_roles import CHECKS as ROLES

WIDE = {"width": 1280, "height": 900}


class Staff:
    """Opens the workspace in browsers, speaks with the API beside it, and collects the faults."""

    def __init__(self, browser, origin, token, folder):
        self.browser, self.origin, self.token, self.folder = browser, origin, token, folder
        self.faults = []

    def fault(self, *words):
        self.faults.append(" ".join(str(word) for word in words))

    def expect(self, holds, *words):
        if not holds:
            self.fault(*words)

    def context(self, **options):
        return self.browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", "locale": "en", **options})

    def watch(self, page):
        """Any error of the page is a fault, a violation of its policy too. Answers such as 404 and 412 are part of the work."""
        page.on("pageerror", lambda error: self.fault(page.url, error))
        page.on("console", lambda message: message.type in ("error", "warning") and "the server responded with" not in message.text
                and "net::ERR_" not in message.text and self.fault(page.url, message.text))
        page.on("request", lambda request: request.url.startswith((self.origin, "data:", "blob:"))
                or self.fault("requests", request.url))
        return page

    def open(self, path, context=None):
        """A page of somebody who is signed in."""
        page = self.watch((context or self.context()).new_page())
        page.goto(self.origin + "/staff/" + path)
        page.wait_for_selector("h1")
        if page.locator("input[type=password]").count():
            page.fill("input[type=password]", self.token)
            page.keyboard.press("Enter")
        self.ready(page)
        return page

    def ready(self, page):
        page.wait_for_selector("header.bar")
        page.wait_for_selector("main h1, main .state")
        page.wait_for_selector("main[aria-busy=true]", state="detached")

    def until(self, page, condition, what=""):
        """Waits for a condition. wait_for_function would need eval, which the policy of the page forbids."""
        for _ in range(200):
            if condition():
                return True
            page.wait_for_timeout(50)
        self.fault("timeout:", what or condition)
        return False

    def saved(self, page, text="Saved"):
        return self.until(page, lambda: page.locator(".saved").inner_text().startswith(text), f"'{text}' in {page.url}")

    def api(self, method, path, body=None, tag=None):
        """A request of another person, with the same token."""
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"}
        if tag:
            headers["If-Match"] = tag
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request) as answer:
                text = answer.read()
                return answer.status, answer.headers.get("ETag"), json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            return error.code, None, json.loads(error.read() or b"null")

    def record(self, path):
        return self.api("GET", path)[2]

    def change(self, path, body):
        """Changes or deletes a record behind the back of the page."""
        tag = self.api("GET", path)[1]
        return self.api("PATCH" if body is not None else "DELETE", path, body, tag)


def token_for(program, folder):
    made = subprocess.run(
        [program, "token", "create", "--role", "admin", "--name", "Kari", "--database", folder + "/directory.sqlite"],
        capture_output=True, text=True, check=True)
    return made.stdout.split()[-1]


def main(checks):
    program, chromium = sys.argv[1:3]
    folder = sys.argv[3] if len(sys.argv) > 3 else None
    with tempfile.TemporaryDirectory() as data:
        server, origin = start(program, data)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                staff = Staff(browser, origin, token_for(program, data), folder)
                for check in checks:
                    before = len(staff.faults)
                    try:
                        check(staff)
                    except Exception as error:
                        staff.fault(check.__name__, type(error).__name__, str(error)[:400])
                    print(f"{check.__name__}: {len(staff.faults) - before} faults", flush=True)
        finally:
            server.terminate()
            server.wait()
    for fault in staff.faults:
        print(fault)
    sys.exit(1 if staff.faults else 0)


if __name__ == "__main__":
    main((*EDITING, *DRAFTS, *PEOPLE, *ROLES, *HOSTILE, *LOOKS))
