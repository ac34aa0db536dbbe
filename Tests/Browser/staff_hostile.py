"""Attacks: hostile texts, long names, two tabs, the back button, double clicks, answers that never come."""

HOSTILE = ["<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "{{7*7}} ${7*7} {name}", "a" * 119, "Ægir & Sønner «Ø»", "'; DROP TABLE members; --"]


def hostile_text(staff):
    page = staff.open("members/loten")
    page.on("dialog", lambda dialog: (staff.fault("a script ran:", dialog.message), dialog.dismiss()))
    for text in HOSTILE:
        page.get_by_label("Summary, English").fill(text)
        page.get_by_label("Other names").or_(page.get_by_role("textbox", name="Other names")).last.fill(text)
        page.get_by_label("Focus areas, English").fill(text + "\n" + text[::-1])
        page.keyboard.press("Control+s")
        staff.saved(page)
        member = staff.record("/members/loten")
        staff.expect(member["summary"] == text, "the text is changed:", text, member["summary"])
    staff.expect(page.locator("main script, main img[src=x]").count() == 0, "text became markup")
    page.context.close()


def long_name(staff):
    name = "The Long " * 13 + "End"
    staff.change("/members/loten", {"name": name, "summary": "Short again.", "alternativeNames": None, "focusAreas": None})
    for path in ("members", "members/loten"):
        for width in (320, 768, 1280):
            page = staff.open(path, staff.context(viewport={"width": width, "height": 800}))
            wide = page.evaluate("document.documentElement.scrollWidth")
            staff.expect(wide <= width, path, "is", wide, "pixels wide at", width)
            page.context.close()
    staff.change("/members/loten", {"name": "Municipality of Løten"})


def two_tabs(staff):
    context = staff.context()
    first = staff.open("contacts/gunnar-selvik", context)
    second = staff.open("contacts/gunnar-selvik", context)
    first.get_by_label("Role, English").fill("Director one")
    first.keyboard.press("Control+s")
    staff.saved(first)
    second.get_by_label("Role, Norwegian").fill("Leder")
    second.keyboard.press("Control+s")
    staff.saved(second)
    contact = staff.record("/contacts/gunnar-selvik")
    staff.expect((contact["role"], contact["translations"]["nb"]["role"]) == ("Director one", "Leder"), "a tab overwrites the other:", contact)
    context.close()


def typing_while_saving(staff):
    page = staff.open("members/oslomet")
    page.evaluate("""() => { const fast = window.fetch; window.fetch = async (...all) => {
        if (all[1]?.method === 'PATCH') await new Promise(done => setTimeout(done, 400)); return fast(...all) } }""")
    field = page.get_by_label("Short name, English")
    field.fill("OsloMet 1")
    page.keyboard.press("Control+s")
    field.press("End")
    page.keyboard.type("23")
    staff.saved(page, "Unsaved changes")
    page.keyboard.press("Control+s")
    staff.until(page, lambda: staff.record("/members/oslomet")["shortName"] == "OsloMet 123", "what was typed while it was saved")
    page.context.close()


def lost_answer(staff):
    """The write arrives, its answer doesn't: the second attempt finds its own change and is content."""
    page = staff.open("members/flesberg")
    state = {"lost": False}

    def lose(route):
        if route.request.method == "PATCH" and not state["lost"]:
            state["lost"] = True
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/members/flesberg", lose)
    page.get_by_label("Short name, English").fill("Flesberg!")
    page.keyboard.press("Control+s")
    staff.until(page, lambda: state["lost"] and page.locator(".saved").inner_text() in ("Saved", "There is nothing to save"), "a lost answer")
    staff.expect(page.locator("dialog").count() == 0, "a conflict with oneself")
    page.context.close()


def unknown_places(staff):
    for path in ("members/nothing", "nothing", "nothing/at/all", "members/%E0%A4%A", "__proto__/x", "constructor", "toString/new"):
        page = staff.open(path)
        staff.expect(page.locator("main .state").count() == 1, path, "shows no state")
        page.context.close()


CHECKS = [hostile_text, long_name, two_tabs, typing_while_saving, lost_answer, unknown_places]
