"""usage: docs.py PROGRAM CHROMIUM

Checks the documentation page as its readers use it: with a keyboard, on a telephone, in a dark colour scheme, and
without access to any other server. Exits with 1 if a check fails.
"""

import re
import subprocess
import sys
import tempfile

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright


def start(program, folder):
    server = subprocess.Popen(
        [program, "serve", "--port", "0", "--database", folder + "/directory.sqlite", "--log-format", "json"],
        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    for line in server.stderr:
        found = re.search(r'"listening".*"address":"(127\.0\.0\.1:\d+)"', line)
        if found:
            return server, "http://" + found.group(1)
    sys.exit("the server did not start")


class Look:
    """Opens a page in a browser, and collects the faults found in it."""

    def __init__(self, browser, origin, **options):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.faults = []
        self.page.on("console", lambda message: message.type in ("error", "warning") and self.fault(message.text))
        self.page.on("pageerror", lambda error: self.fault(str(error)))
        # Requests to other servers fail.
        self.context.route(
            lambda url: not url.startswith(origin) and not url.startswith("data:"),
            lambda route: (self.fault("requests " + route.request.url), route.abort()))
        self.page.goto(origin + "/docs")
        self.page.wait_for_selector(".operation")

    def fault(self, text):
        self.faults.append(text)

    def expect(self, holds, text):
        if not holds:
            self.fault(text)

    def article(self, name):
        """Opens an operation, as a click on its row does, and returns its content."""
        article = self.page.locator(f'article[aria-label="{name}"]')
        if not article.is_visible():
            self.page.locator("details.operation").filter(has=article).locator("> summary").click()
        article.locator("form").wait_for()
        return article

    def open_all(self):
        self.page.get_by_role("button", name="Open all").click()
        self.loaded()
        self.page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")

    def loaded(self):
        """Waits until all operations have their content."""
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('article')].every((one) => one.querySelector('form, table'))")


def complete(look, origin):
    """Every operation of the description is on the page, and no link leads nowhere."""
    look.open_all()
    described = look.page.evaluate("fetch('/openapi.json').then((answer) => answer.json())")
    for path, operations in described["paths"].items():
        for method in operations:
            name = f"{method.upper()} {path}"
            article = look.page.locator(f'article[aria-label="{name}"]')
            look.expect(article.count() == 1, name + " is missing")
            fields = article.locator(".parameters li").count()
            look.expect(fields == len(operations[method].get("parameters", [])), f"{name} has {fields} parameters")
    # One call checks all links, because there are thousands.
    broken = look.page.evaluate("""() => [...document.querySelectorAll("a[href^='#']")]
        .map((link) => link.getAttribute("href")).filter((target) => !document.getElementById(target.slice(1)))""")
    for target in broken:
        look.fault(target + " leads nowhere")
    codes = look.page.locator("#codes tbody tr").count()
    look.expect(codes == len(described["components"]["schemas"]["Problem"]["x-codes"]), "codes are missing")


def keyboard(look, origin):
    """The keyboard alone is enough to find, change and send an example."""
    page = look.page
    focused = "document.activeElement"
    page.keyboard.press("Tab")
    look.expect(page.evaluate(focused + ".className") == "skip", "the first element focused is not the skip link")
    page.keyboard.press("/")
    look.expect(page.evaluate(focused + ".id") == "find", "a slash does not focus the search field")
    page.keyboard.type("members county")
    look.expect("found" in page.locator("#found").inner_text(), "the number of entries found is not shown")
    shown = page.locator(".operation:visible").count()
    look.expect(0 < shown < 6, f"{shown} operations are shown")
    page.keyboard.press("Enter")
    look.expect(page.evaluate("document.getElementById('op-listMembers').open"), "Enter does not open the first operation")
    look.expect(page.evaluate(focused + ".matches('#op-listMembers > summary')"), "Enter does not go to the first operation")
    page.keyboard.press("Enter")
    look.expect(not page.evaluate("document.getElementById('op-listMembers').open"), "Enter does not close an operation")
    page.keyboard.press("Enter")
    look.expect(page.url.endswith("#op-listMembers"), "the address is not that of the operation: " + page.url)
    page.locator('article[aria-label="GET /members"] form').wait_for()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate(focused + ".matches('article[aria-label=\"GET /members\"] input.target')"):
            break
    else:
        look.fault("the keyboard does not reach the request")
        return
    outline = page.evaluate(f"getComputedStyle({focused}).outlineStyle")
    look.expect(outline != "none", "the focus cannot be seen")
    page.keyboard.press("Control+a")
    page.keyboard.type("/members?kind=county&fields=slug")
    page.keyboard.press("Enter")
    article = look.article("GET /members")
    article.locator(".status").wait_for()
    look.expect("200" in article.locator(".status").inner_text(), "the example was not answered")
    look.expect(" ms" in article.locator('p[role="status"]').inner_text(), "the time is not shown")
    look.expect('"viken"' in article.locator(".answer pre").inner_text(), "the answer is not shown")
    look.expect(article.locator(".answer pre .string").count() > 2, "the answer has no colours")
    look.expect("etag" in article.locator(".headers").text_content(), "the fields are not shown")
    curl = article.locator("pre.curl").inner_text()
    look.expect(curl == f"curl '{origin}/members?kind=county&fields=slug'", "the curl command is " + curl)


def help_along(look, origin):
    """Buttons put a parameter into the request, choose a format, correct a mistake and copy the command."""
    look.context.grant_permissions(["clipboard-read", "clipboard-write"])
    article = look.article("GET /members")
    target = article.locator("input.target")
    target.fill("/members")
    topic = article.get_by_role("button", name=re.compile("Put topic="))
    pair = topic.inner_text()
    topic.click()
    article.get_by_role("button", name="Put limit=5 into the request").click()
    look.expect(target.input_value() == f"/members?{pair}&limit=5", "the request is " + target.input_value())
    look.expect(topic.get_attribute("aria-pressed") == "true", "the button does not say that its parameter is in the request")
    article.get_by_label("Format").select_option("csv")
    look.expect(target.input_value() == f"/members.csv?{pair}&limit=5", "the request is " + target.input_value())
    article.get_by_role("button", name="Send").click()
    article.locator(".status").wait_for()
    look.expect(look.page.locator("#op-listMembers .answer pre").inner_text().startswith("slug,kind,name"), "the answer is not CSV")
    topic.click()
    article.get_by_role("button", name="Put facets=kind into the request").click()
    look.expect(target.input_value() == "/members?limit=5&facets=kind", "the request is " + target.input_value())
    target.fill("/members?cuonty=viken")
    article.get_by_role("button", name="Send").click()
    article.get_by_role("button", name="Use this request").click()
    article.locator(".status.good").wait_for()
    look.expect(target.input_value() == "/members?county=viken", "the request is " + target.input_value())
    article.get_by_role("button", name="Copy as curl").click()
    article.get_by_role("button", name="Copied").wait_for()
    look.expect("county=viken" in look.page.evaluate("navigator.clipboard.readText()"), "nothing was copied")
    target.fill("https://example.org/")
    article.get_by_role("button", name="Send").click()
    article.get_by_text("only go to this server").wait_for()
    # The browser itself reports each 400.
    look.faults = [fault for fault in look.faults if "400" not in fault]


def every_form(look, origin):
    """The example of each operation works unchanged; those that write require a token."""
    look.open_all()
    for article in look.page.locator("article:has(form)").all():
        name = article.get_attribute("aria-label")
        # The shipped directory has no picture and no field of its own to name, and no preview.
        missing = ("/image", "/logo", "/portrait", "/fields/", "/previews/")
        if name.startswith("GET") and any(part in name for part in missing):
            continue
        article.get_by_role("button", name="Send").click()
        article.locator(".status").wait_for()
        status = article.locator(".status").inner_text()
        isOpen = article.get_by_label("Token").count() == 0
        look.expect(("200" if isOpen else "401") in status, f"{name}: {status}")
    look.faults = [fault for fault in look.faults if "401" not in fault]


def axe(look, origin):
    """axe finds no violation of WCAG 2.2 AA, with an answer shown and all details open."""
    article = look.article("GET /members")
    article.get_by_role("button", name="Send").click()
    article.locator(".status").wait_for()
    look.open_all()
    # axe runs in an isolated world, because the policy of the page allows only the page's own scripts.
    results = Axe().run(look.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    for violation in results.response["violations"]:
        places = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        look.fault(f"{violation['id']}: {violation['help']}: {places}")


def narrow(look, origin):
    """Nothing is wider than a telephone, with all details open."""
    look.open_all()
    width = look.page.evaluate("document.documentElement.scrollWidth")
    look.expect(width <= look.page.viewport_size["width"], f"the page is {width} wide")
    small = look.page.evaluate("""[...document.querySelectorAll('button, nav a, .operation > summary')]
        .filter((element) => element.getBoundingClientRect().height < 36).length""")
    look.expect(small == 0, f"{small} controls are too small for a finger")


def short(look, origin):
    """The page is short enough to look through, and it takes less than 60 KB to load, also with a group opened."""
    height = look.page.evaluate("document.documentElement.scrollHeight")
    # The list grows with the API; an operation that is closed takes one or two lines.
    each = 115 if look.page.viewport_size["width"] < 800 else 75
    most = each * look.page.locator(".operation").count()
    look.expect(height < most, f"the page is {height} pixels tall, more than {most}")
    first = transferred(look)
    look.expect(20_000 < first < 40_000, f"{first} bytes were loaded")
    for operation in ["GET /members", "POST /contacts", "GET /changes"]:
        look.page.reload()
        look.page.wait_for_selector(".operation")
        look.article(operation)
        size = first + transferred(look, "/docs/(members|contacts|directory).json")
        look.expect(first + 5_000 < size < 60_000, f"{size} bytes were loaded until {operation} was open")


def transferred(look, pattern=""):
    """Returns the bytes of all that was loaded, with header fields; the page itself is a navigation entry."""
    loaded = look.page.evaluate("""performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
        .map(({ name, transferSize }) => [name, transferSize])""")
    return sum(size for name, size in loaded if re.search(pattern, name))


def deep_links(look, origin):
    """A link to an operation or a code opens it and shows it at once; a link to what is filtered out as well."""
    page = look.page
    where = "(id) => Math.round(document.getElementById(id).getBoundingClientRect().top)"
    for target in ["op-search", "op-getTopic", "code-unknown-value", "tag-offices"]:
        page.goto("about:blank")
        page.goto(f"{origin}/docs#{target}")
        page.wait_for_selector(".operation")
        page.wait_for_function("() => document.getElementById('state') === null")
        page.locator("#" + target).wait_for()
        top = page.evaluate(where, target)
        height = page.viewport_size["height"]
        look.expect(page.locator("#" + target).is_visible() and -1 <= top < height, f"{target} is at {top}")
    page.locator("#find").fill("nothing has these words")
    look.expect("Nothing found" in page.locator("#found").inner_text(), "it is not said that nothing was found")
    # Instantly: the position is read before another frame.
    top = page.evaluate("""() => new Promise((done) => { location.hash = "#op-getTopic";
        addEventListener("hashchange", () => done(document.getElementById("op-getTopic").getBoundingClientRect().top)); })""")
    look.expect(page.evaluate("document.getElementById('op-getTopic').open") and abs(top) < 60, f"a link goes to {top}")


def all_at_once(look, origin):
    """A button opens and closes all operations, and a printer gets all of them."""
    page = look.page
    count = page.locator("details.operation").count()
    is_open = "[...document.querySelectorAll('details.operation')].filter((one) => one.open).length"
    look.expect(page.evaluate(is_open) == 0, "operations are open at first")
    page.get_by_role("button", name="Open all").click()
    look.expect(page.evaluate(is_open) == count, "not all operations are open")
    page.get_by_role("button", name="Close all").click()
    look.expect(page.evaluate(is_open) == 0, "not all operations are closed")
    # Browsers warn of any request that a script waits for, but a printer doesn't wait for others.
    page.reload()
    page.wait_for_selector(".operation")
    forms = page.evaluate("dispatchEvent(new Event('beforeprint')) && document.querySelectorAll('article form').length")
    look.expect(forms == count - 1, f"{forms} operations are printed")
    look.faults = [fault for fault in look.faults if "Synchronous XMLHttpRequest" not in fault]
    look.expect(page.evaluate(is_open) == count, "not all operations are printed")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    look.expect(page.evaluate(is_open) == 0, "operations stay open after printing")


def whole_words(look, origin):
    """No line ends inside the name of a path parameter or inside a value such as -population."""
    look.open_all()
    broken = look.page.evaluate("""() => [...document.querySelectorAll(".path, code.whole, .use")].filter((element) => {
        const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        while (text.nextNode()) {
          for (const { index, 0: word } of text.currentNode.data.matchAll(/\\{\\w+\\}|-\\w+/g)) {
            range.setStart(text.currentNode, index);
            range.setEnd(text.currentNode, index + word.length);
            if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) return true;
          }
        }
        return false;
      }).map((element) => element.textContent)""")
    look.expect(broken == [], f"lines end inside {broken}")


def dark(look, origin):
    """The page follows the colour scheme, and its text has enough contrast (WCAG 2.2, 1.4.3)."""
    worst = look.page.evaluate("""() => {
        const light = (colour) => { const part = colour.match(/[\\d.]+/g).slice(0, 3).map((value) => {
            const share = value / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; });
          return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2]; };
        const ground = (element) => { for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!/rgba\\(.*, 0\\)|transparent/.test(colour)) return colour; } return 'rgb(255, 255, 255)'; };
        const worst = { ratio: 99 };
        for (const element of document.querySelectorAll('p, h1, h2, h3, h4, a, code, th, td, dt, dd, summary, label, small, .method, .verb, .type, .required, button')) {
          const [front, back] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => b - a);
          const ratio = (front + 0.05) / (back + 0.05);
          if (ratio < worst.ratio) Object.assign(worst, { ratio, text: element.textContent.slice(0, 40) });
        }
        return { ...worst, paper: light(getComputedStyle(document.body).backgroundColor) }; }""")
    look.expect(worst["ratio"] >= 4.5, f"the contrast of {worst.get('text')!r} is {worst['ratio']:.2f}")
    return worst["paper"]


def main():
    program, chromium = sys.argv[1:]
    faults = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server, origin = start(program, folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        telephone = {"viewport": {"width": 360, "height": 780}, "has_touch": True}
        try:
            for check, options in [
                (complete, {}), (keyboard, {}), (help_along, {}), (every_form, {}), (narrow, telephone),
                (short, {}), (short, telephone), (deep_links, {}), (deep_links, telephone), (all_at_once, {}),
                (whole_words, {}), (whole_words, telephone),
                (dark, {"color_scheme": "dark"}), (dark, {"color_scheme": "light"}),
                (axe, {"color_scheme": "dark"}), (axe, telephone),
            ]:
                look = Look(browser, origin, **options)
                paper = check(look, origin)
                if paper is not None:
                    is_dark = options.get("color_scheme") == "dark"
                    look.expect((paper < 0.2) == is_dark, f"the background has the luminance {paper:.2f} in the scheme {options}")
                for fault in look.faults:
                    faults.append(f"{check.__name__}: {fault}")
                print(("ok      " if not look.faults else "FAILED  ") + " ".join(check.__doc__.split()))
                look.context.close()
        finally:
            browser.close()
            server.terminate()
            server.wait(30)
    for fault in faults:
        print("        " + fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
