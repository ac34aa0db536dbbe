"""usage: docs.py PROGRAM CHROMIUM

The documentation page as its readers meet it: with a keyboard, on a telephone, in a dark scheme, and with
nothing to be had but the server. Exits with 1 when something is wrong.
"""

import re
import subprocess
import sys
import tempfile

from playwright.sync_api import sync_playwright


def start(program, folder):
    server = subprocess.Popen(
        [program, "serve", "--port", "0", "--database", folder + "/directory.sqlite", "--log-format", "json"],
        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    for line in server.stderr:
        found = re.search(r'"address":"(127\.0\.0\.1:\d+)"', line)
        if found:
            return server, "http://" + found.group(1)
    sys.exit("the server did not start")


class Look:
    """A page in a browser, and all that went wrong in it."""

    def __init__(self, browser, origin, **options):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.faults = []
        self.page.on("console", lambda message: message.type in ("error", "warning") and self.fault(message.text))
        self.page.on("pageerror", lambda error: self.fault(str(error)))
        # Nothing but the server is there.
        self.context.route(
            lambda url: not url.startswith(origin) and not url.startswith("data:"),
            lambda route: (self.fault("asked for " + route.request.url), route.abort()))
        self.page.goto(origin + "/docs")
        self.page.wait_for_selector("article")

    def fault(self, text):
        self.faults.append(text)

    def expect(self, holds, text):
        if not holds:
            self.fault(text)


def complete(look, origin):
    """Every operation of the description is on the page, and its contents lead there."""
    described = look.page.evaluate("fetch('/openapi.json').then((answer) => answer.json())")
    for path, operations in described["paths"].items():
        for method in operations:
            name = f"{method.upper()} {path}"
            look.expect(look.page.locator(f'article[aria-label="{name}"]').count() == 1, name + " is missing")
    for link in look.page.locator("#contents a").all():
        target = link.get_attribute("href")
        look.expect(look.page.evaluate("(id) => !!document.getElementById(id.slice(1))", target), target + " leads nowhere")
    codes = look.page.locator("#codes tr").count()
    look.expect(codes == len(described["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]), "codes are missing")


def keyboard(look, origin):
    """An example is sent with the keyboard alone."""
    page = look.page
    page.keyboard.press("Tab")
    look.expect(page.evaluate("document.activeElement.className") == "skip", "the first stop is not the skip link")
    page.keyboard.press("Enter")
    article = page.locator('article[aria-label="GET /members"]')
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("""() => { const at = document.activeElement;
            return at.tagName === 'SUMMARY' && at.textContent === 'Try it'
              && at.closest('article').getAttribute('aria-label') === 'GET /members'; }"""):
            break
    else:
        look.fault("the keyboard does not reach Try it")
        return
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    look.expect(outline != "none", "the focus cannot be seen")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("county")
    page.keyboard.press("Enter")
    article.locator(".status").wait_for()
    look.expect("200" in article.locator(".status").inner_text(), "the example was not answered")
    look.expect('"viken"' in article.locator("pre").inner_text(), "the answer is not shown")
    look.expect(article.locator(".answer a").get_attribute("href") == "/members?kind=county", "another request was sent")


def every_form(look, origin):
    """Each form sends what is filled in as an example, and is answered."""
    for article in look.page.locator("article:has(details.try)").all():
        name = article.get_attribute("aria-label")
        article.locator("details.try > summary").click()
        example = article.get_by_role("button", name="Fill in examples")
        if example.count():
            example.click()
        article.get_by_role("button", name="Send").click()
        article.locator(".status").wait_for()
        status = article.locator(".status").inner_text()
        # What takes a token says so here.
        look.expect("200" in status or "401" in status, f"{name}: {status}")
    # The browser tells of each 401 by itself.
    look.faults = [fault for fault in look.faults if "401" not in fault]


def narrow(look, origin):
    """Nothing is wider than a telephone, with all that can be opened open."""
    look.page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    width = look.page.evaluate("document.documentElement.scrollWidth")
    look.expect(width <= look.page.viewport_size["width"], f"the page is {width} wide")
    small = look.page.evaluate("""[...document.querySelectorAll('button, nav a, nav summary')]
        .filter((element) => element.getBoundingClientRect().height < 36).length""")
    look.expect(small == 0, f"{small} things are too small for a finger")


def dark(look, origin):
    """The page follows the scheme, and its text can be read on it (WCAG 2.2, 1.4.3)."""
    worst = look.page.evaluate("""() => {
        const light = (colour) => { const part = colour.match(/[\\d.]+/g).slice(0, 3).map((value) => {
            const share = value / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; });
          return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2]; };
        const ground = (element) => { for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!/rgba\\(.*, 0\\)|transparent/.test(colour)) return colour; } return 'rgb(255, 255, 255)'; };
        const worst = { ratio: 99 };
        for (const element of document.querySelectorAll('p, h1, h2, h3, a, code, th, td, summary, label, small, .method, button')) {
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
                (complete, {}), (keyboard, {}), (every_form, {}), (narrow, telephone), (dark, {"color_scheme": "dark"}),
                (dark, {"color_scheme": "light"}),
            ]:
                look = Look(browser, origin, **options)
                paper = check(look, origin)
                if paper is not None:
                    is_dark = options["color_scheme"] == "dark"
                    look.expect((paper < 0.2) == is_dark, f"the paper is {paper:.2f} in the scheme {options}")
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


main()
