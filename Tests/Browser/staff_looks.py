"""The screens themselves: axe, light and dark, in both languages, at three widths; the keyboard; the words."""

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = ["members", "members?kind=county", "members?q=zeppelin", "contacts", "offices", "topics", "areas", "fields", "member-kinds", "topic-kinds",
           "members/oslo", "members/new", "contacts/gunnar-selvik", "offices/brussels", "topics/climate", "areas/viken", "organisation",
           "fields/new", "member-kinds/municipality", "members/nothing"]


def violations(staff, page, name):
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    for found in result.response["violations"]:
        staff.fault("axe", name, found["id"], found["nodes"][0]["html"][:160])


def every_screen(staff):
    for scheme, width, locale in (("light", 1280, "en"), ("dark", 1280, "nb"), ("light", 390, "nb"), ("dark", 768, "en")):
        context = staff.context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True, locale=locale)
        for path in SCREENS:
            name = f"{path} {scheme} {width} {locale}"
            page = staff.open(path, context)
            page.wait_for_timeout(100)
            if width != 768:
                violations(staff, page, name)
            wide = page.evaluate("document.documentElement.scrollWidth")
            staff.expect(wide <= width, name, "is", wide, "pixels wide")
            if staff.folder:
                page.screenshot(path=f"{staff.folder}/{name.replace('/', '_').replace('?', '-')}.png", full_page=True)
            page.close()
        context.close()


def dialogs(staff):
    for scheme in ("light", "dark"):
        page = staff.open("members/oslo", staff.context(color_scheme=scheme, bypass_csp=True))
        page.locator("h1").click()
        page.keyboard.press("?")
        page.wait_for_selector("dialog .keys")
        violations(staff, page, "keys " + scheme)
        page.keyboard.press("Escape")
        page.get_by_label("Short name, English").fill("x")
        page.get_by_role("link", name="Contacts").first.click()
        page.wait_for_selector("dialog")
        violations(staff, page, "guard " + scheme)
        page.keyboard.press("Escape")
        staff.change("/members/oslo", {"shortName": "Oslo " + scheme})
        page.keyboard.press("Control+s")
        page.wait_for_selector("dialog .conflict")
        violations(staff, page, "conflict " + scheme)
        page.context.close()


STATE = """() => { const a = document.activeElement; if (a === document.body) return null;
  const s = getComputedStyle(a), r = a.getBoundingClientRect();
  return {html: a.outerHTML.slice(0, 90), ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
          seen: r.bottom > 0 && r.top < innerHeight} }"""


def keyboard(staff):
    """Everything by keyboard: the focus is always visible, and rows are reached with letters."""
    for path in ("members", "members/asker", "contacts/gunnar-selvik"):
        page = staff.open(path)
        # After signing in, the focus is on the heading; a page that is opened begins at its top.
        page.reload()
        staff.ready(page)
        page.keyboard.press("Tab")
        staff.expect(page.evaluate("document.activeElement.className") == "skip", path, "doesn't begin with the skip link")
        for _ in range(220):
            page.keyboard.press("Tab")
            state = page.evaluate(STATE)
            if state is None:
                break
            staff.expect(state["ring"], path, "no focus ring:", state["html"])
            staff.expect(state["seen"], path, "the focus is not in view:", state["html"])
        page.context.close()
    page = staff.open("members")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    staff.expect(page.evaluate("document.activeElement.textContent") == "Municipality of Asker", "j and k lead to", page.evaluate("document.activeElement.textContent"))
    page.keyboard.press("j")
    page.keyboard.press("e")
    staff.until(page, lambda: page.url.endswith("/members/baerum"), "the key e")
    staff.ready(page)
    staff.expect(page.evaluate("document.activeElement.tagName") == "H1", "the focus isn't on the heading of the new screen")
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Use single letters as keys").uncheck()
    page.keyboard.press("Escape")
    page.goto(staff.origin + "/staff/members")
    staff.ready(page)
    page.keyboard.press("j")
    staff.expect(page.locator("tr.current").count() == 0, "the letters can't be switched off")
    page.context.close()


def words(staff):
    """Each word is in both languages, with the same places for values."""
    page = staff.open("members")
    folder = page.locator("script[type=module]").get_attribute("src").rsplit("/", 1)[0]
    missing = page.evaluate("async (path) => (await import(path)).missingWords()", folder + "/core/words.js")
    for one in missing:
        staff.fault("word:", one)
    page.locator("#language").select_option("nb")
    staff.until(page, lambda: page.locator("html").get_attribute("lang") == "nb" and page.locator("h1").count() and page.locator("h1").inner_text() == "Medlemmer", "Norwegian")
    page.goto(staff.origin + "/staff/members?lang=en")
    staff.ready(page)
    staff.expect(page.locator("h1").inner_text() == "Members", "?lang= isn't followed")
    page.context.close()


CHECKS = [words, keyboard, dialogs, every_screen]
