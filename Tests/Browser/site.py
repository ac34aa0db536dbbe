"""usage: site.py PROGRAM CHROMIUM [FOLDER]

Checks the website as its visitors use it: with and without JavaScript, with a keyboard, on a telephone, in a dark colour
scheme and on paper; and the widget on another site with a strict policy. With a folder, it keeps a picture of each page
there. Exits with 1 if a check fails.
"""

import http.server
import sys
import tempfile
import threading

import html5lib
from axe_playwright_python.sync_playwright import Axe
from docs import start
from playwright.sync_api import sync_playwright

PATHS = [
    "/", "/members", "/members?topic=climate&kind=municipality", "/members?q=zeppelin", "/members/asker", "/members/oslomet",
    "/topics", "/topics/digitalization", "/areas", "/areas/viken", "/search", "/search?q=helse", "/search?q=heelth",
    "/contacts", "/contacts/gunnar-selvik", "/offices/brussels", "/changes", "/about", "/formats", "/embed", "/booklet",
    "/topics/nothing", "/areas/hedmark", "/members?topic=nothing"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE = {"width": 1280, "height": 900}


class Site:
    """Opens pages in a browser, and collects the faults found in them."""

    def __init__(self, browser, origin, folder):
        self.browser, self.origin, self.folder = browser, origin, folder
        self.faults = []

    def fault(self, *words):
        self.faults.append(" ".join(str(word) for word in words))

    def expect(self, holds, *words):
        if not holds:
            self.fault(*words)

    def open(self, path, **options):
        page = self.browser.new_context(viewport=WIDE, reduced_motion="reduce", **options).new_page()
        page.on("pageerror", lambda error: self.fault(path, error))
        page.on("console", lambda message: message.type == "error" and "status of 4" not in message.text
                and self.fault(path, message.text))
        page.on("request", lambda request: request.url.startswith((self.origin, "data:"))
                or self.fault(path, "requests", request.url))
        page.goto(self.origin + path)
        return page

    def until(self, page, condition):
        """Waits for a condition. wait_for_function would need eval, which the pages' policy forbids."""
        for _ in range(200):
            if page.evaluate(condition):
                return
            page.wait_for_timeout(50)
        self.fault("timeout:", condition)


def count_is(text):
    return f"document.getElementById('count').textContent.startsWith('{text}')"


def filters(site):
    page = site.open("/en/members")
    page.evaluate("""window.mark = 1; window.spoken = []; const status = document.getElementById('status');
        new MutationObserver(() => status.textContent && spoken.push(status.textContent)).observe(
            status, {childList: true, characterData: true, subtree: true})""")
    page.locator("input[name=topic][value=climate]").focus()
    page.keyboard.press("Space")
    site.until(page, count_is("5 of 17"))
    site.until(page, "spoken.length > 0")
    page.wait_for_timeout(300)
    site.expect(page.evaluate("document.activeElement.value") == "climate", "the focus leaves the box")
    site.expect(page.url.endswith("/en/members?topic=climate"), "address:", page.url)
    site.expect(page.evaluate("spoken") == ["5 of 17 members"], "spoken:", page.evaluate("spoken"))
    site.expect(page.locator("label:has(input[value=municipality]) .num").inner_text() == "4", "number of a facet")
    href = page.locator(".langs a[hreflang=nb]").get_attribute("href")
    site.expect(href.endswith("/nb/members?topic=climate"), "the language link loses the filter:", href)
    page.locator("input[name=kind][value=county]").check()
    site.until(page, count_is("1 of 17"))
    page.go_back()
    site.until(page, count_is("5 of 17"))
    site.expect(not page.locator("input[name=kind][value=county]").is_checked(), "the box doesn't follow back")
    page.go_forward()
    site.until(page, count_is("1 of 17"))
    page.locator(".chosen a").first.click()
    site.until(page, "!document.querySelector('.chosen li:nth-child(2)')")
    site.expect(page.evaluate("document.activeElement.id") == "count", "the focus isn't on the heading")
    page.locator("#q").fill("oslo")
    site.until(page, "location.search.includes('q=oslo')")
    site.expect(page.evaluate("window.mark") == 1, "a page was loaded")
    page.context.close()


def suggestions(site):
    page = site.open("/en/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/search" in request.url else None)
    box = page.locator("#q")
    box.press_sequentially("h")
    page.wait_for_timeout(400)
    site.expect(not asked, "a request for one letter")
    box.press_sequentially("els", delay=30)
    page.wait_for_selector("[role=option]")
    site.expect(len(asked) <= 2, "requests:", asked)
    site.expect(box.get_attribute("aria-expanded") == "true", "not expanded")
    violations(site, page, "suggestions")
    page.keyboard.press("ArrowDown")
    site.expect(page.locator("[aria-selected=true]").count() == 1, "no active suggestion")
    page.keyboard.press("Escape")
    site.expect(page.locator("[role=listbox]").is_hidden(), "Escape doesn't close")
    site.expect(box.input_value() == "hels", "Escape loses the text")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    site.expect("/search" not in page.url, "went to", page.url)
    page.context.close()


def without_script(site):
    page = site.open("/en/members", java_script_enabled=False)
    page.locator("input[name=topic][value=climate]").check()
    page.locator("#find button").last.click()
    site.expect(page.locator("#count").inner_text() == "5 of 17 members", "filters without script")
    page.locator(".chosen a").first.click()
    site.expect(page.locator("#count").inner_text() == "All 17 members", "removing a filter without script")
    page.goto(site.origin + "/en/")
    page.locator("#q").fill("helse")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    site.expect(page.url.endswith("/en/search?q=helse"), "search without script:", page.url)
    page.context.close()


STATE = """() => { const a = document.activeElement; if (a === document.body) return null;
  const s = getComputedStyle(a), r = a.getBoundingClientRect();
  return {html: a.outerHTML.slice(0, 90), ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
          height: r.height, seen: r.top >= -1 && r.bottom <= innerHeight + 1} }"""


def keyboard(site):
    for path in ("/en/members?topic=climate", "/en/members/asker", "/en/areas"):
        page = site.open(path)
        page.keyboard.press("Tab")
        site.expect(page.evaluate("document.activeElement.className") == "skip", path, "doesn't begin with the skip link")
        for _ in range(200):
            page.keyboard.press("Tab")
            state = page.evaluate(STATE)
            if state is None:
                break
            site.expect(state["ring"], path, "no focus ring:", state["html"])
            site.expect(state["seen"], path, "the focus is not in view:", state["html"])
        page.context.close()


def violations(site, page, name):
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    for found in result.response["violations"]:
        site.fault("axe", name, found["id"], found["nodes"][0]["html"][:160])


def every_page(site):
    for scheme, width, script in (("light", 1280, True), ("dark", 1280, True), ("light", 320, False)):
        context = site.browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True, reduced_motion="reduce")
        page = context.new_page()
        for language in ("en", "nb"):
            for path in PATHS:
                name = f"/{language}{path} {scheme} {width}"
                page.goto(site.origin + "/" + language + path)
                violations(site, page, name)
                wide = page.evaluate("document.documentElement.scrollWidth")
                site.expect(wide <= width, name, "is", wide, "pixels wide")
                if site.folder:
                    page.screenshot(path=f"{site.folder}/{name.replace('/', '_').replace('?', '-')}.png", full_page=True)
        context.close()


def valid(site):
    page = site.browser.new_context().new_page()
    for language in ("en", "nb", "nn"):
        for path in PATHS:
            text = page.request.get(f"{site.origin}/{language}{path}").text()
            parser = html5lib.HTMLParser(strict=False)
            parser.parse(text)
            for place, code, _ in parser.errors:
                site.fault(language, path, "HTML:", code, place, text.splitlines()[place[0] - 1][max(0, place[1] - 60):place[1]])
    page.context.close()


def paper(site):
    page = site.open("/en/members/asker")
    page.emulate_media(media="print")
    site.expect(page.locator(".menu").is_hidden(), "the menu is printed")
    site.expect(len(page.pdf(format="A4", print_background=True)) > 10_000, "nothing is printed")
    page.context.close()


class Host(http.server.BaseHTTPRequestHandler):
    """A page of another site, with a strict policy and our widget."""

    directory = ""

    def do_GET(self):
        body = f"""<!DOCTYPE html><html lang="nb"><title>x</title><main><h1>x</h1>
<script type="module" src="{self.directory}/widget/1.js"></script>
<member-directory topic="climate" lang="nb" limit="3" heading="2"><a href="{self.directory}/nb/members">Medlemmer</a>
</member-directory><member-directory topic="nothing"><a href="{self.directory}/en/members">Members</a></member-directory></main>"""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", f"default-src 'none'; script-src {self.directory}; "
                         f"connect-src {self.directory}; require-trusted-types-for 'script'; trusted-types 'none'")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *arguments):
        pass


def widget(site):
    Host.directory = site.origin
    host = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    page = site.browser.new_context(viewport=WIDE).new_page()
    page.on("pageerror", lambda error: site.fault("widget", error))
    page.goto(f"http://127.0.0.1:{host.server_port}/")
    first, second = page.locator("member-directory").nth(0), page.locator("member-directory").nth(1)
    first.locator("li").nth(2).wait_for()
    site.expect(first.locator("h2").count() == 1, "the widget has no heading of the level that was asked for")
    site.expect(first.locator("li").count() == 3, "the widget shows", first.locator("li").count())
    site.expect("/nb/members/" in first.locator("li a").first.get_attribute("href"), "the widget's links")
    page.wait_for_timeout(300)
    site.expect(second.get_by_role("link", name="Members").is_visible(), "the link isn't shown after an error")
    violations(site, page, "widget")
    page.context.close()
    host.shutdown()


def main():
    program, chromium = sys.argv[1:3]
    folder = sys.argv[3] if len(sys.argv) > 3 else None
    with tempfile.TemporaryDirectory() as data:
        server, origin = start(program, data)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                site = Site(browser, origin, folder)
                for check in (filters, suggestions, without_script, keyboard, widget, paper, valid, every_page):
                    before = len(site.faults)
                    check(site)
                    print(f"{check.__name__}: {len(site.faults) - before} faults")
        finally:
            server.terminate()
            server.wait()
    for fault in site.faults:
        print(fault)
    sys.exit(1 if site.faults else 0)


if __name__ == "__main__":
    main()
