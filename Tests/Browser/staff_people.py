"""What a person needs who uses a keyboard, a phone or another language: focus, labels, problems in plain words."""

PHONE = {"width": 390, "height": 800}


def summary(page):
    return page.get_by_label("Summary, English")


def focused(page):
    """The text of what has the focus, or the name of the element if it has none."""
    return page.evaluate("""() => { const node = document.activeElement;
      return (node.innerText || node.getAttribute("aria-label") || node.tagName).trim(); }""")


def keeps_focus(staff):
    page = staff.open("members/asker")
    summary(page).fill("A summary to save with the keyboard.")
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    staff.saved(page)
    staff.expect(focused(page) == "Save", "after saving, the focus is on", focused(page))
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    staff.saved(page, "The change was undone")
    staff.expect(page.evaluate("document.activeElement.tagName") == "H1", "after undo, the focus is on", focused(page))
    summary(page).fill("A summary of mine.")
    staff.change("/members/asker", {"summary": "A summary of somebody else."})
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog .conflict")
    page.locator("dialog input[value=mine]").check()
    page.get_by_role("button", name="Save my choices").focus()
    page.keyboard.press("Enter")
    staff.saved(page)
    staff.expect(focused(page) == "Save", "after a conflict, the focus is on", focused(page))
    page.context.close()


def sign_in_focus(staff):
    context = staff.context()
    page = staff.watch(context.new_page())
    page.goto(staff.origin + "/staff/members/asker")
    page.wait_for_selector("input[type=password]")
    staff.expect(page.evaluate("document.activeElement.type") == "password", "the page for signing in doesn't begin at the token")
    page.keyboard.type(staff.token)
    page.keyboard.press("Enter")
    staff.ready(page)
    staff.until(page, lambda: page.evaluate("document.activeElement.tagName") == "H1", "the heading after signing in")
    summary(page).fill("Written before the session ended.")
    context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog input[type=password]")
    staff.expect(page.evaluate("document.activeElement.type") == "password", "the dialog doesn't begin at the token")
    page.keyboard.type(staff.token)
    page.keyboard.press("Enter")
    staff.saved(page)
    staff.expect(focused(page) == "Save", "after signing in again, the focus is on", focused(page))
    context.close()


def conflict_on_a_phone(staff):
    page = staff.open("members/asker", staff.context(viewport=PHONE))
    before = staff.record("/members/asker")["summary"]
    summary(page).fill("Rewritten wholly.")
    staff.change("/members/asker", {"summary": before + " Longer."})
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector("dialog .conflict")
    labels = page.locator("dialog .conflict td").evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
    staff.expect(labels == ['"Before"', '"Theirs"', '"Yours"'], "labels of the cells:", labels)
    staff.expect(page.locator("dialog td:has([value=mine]) .result").inner_text() == "As text: Rewritten wholly.", "the text of yours isn't shown")
    page.keyboard.press("Escape")
    page.context.close()


def plain_problems(staff):
    for language, kind, name in (("en", "Choose a kind.", "Write a name."), ("nb", "Velg en type.", "Skriv et navn.")):
        page = staff.open(f"members/new?lang={language}")
        page.locator(".savebar .primary").click()
        page.wait_for_selector(".problems:not([hidden])")
        shown = page.locator(".problems li").all_inner_texts()
        staff.expect(len(shown) == 2 and name in shown[0] and kind in shown[1], "the problems:", shown)
        page.context.close()


def one_round(staff):
    """What is missing and what is wrong is said at once."""
    page = staff.open("members/new")
    page.get_by_label("Website").fill("nope")
    page.get_by_label("Summary, English").fill(" begins with a space")
    page.locator(".savebar .primary").click()
    page.wait_for_selector(".problems:not([hidden])")
    shown = page.locator(".problems li").all_inner_texts()
    staff.expect(len(shown) == 4 and any("Website" in one for one in shown) and any("Summary" in one for one in shown), "the problems:", shown)
    staff.expect(staff.record("/members?q=nope&limit=0")["total"] == 0, "a second look has written something")
    page.context.close()


def open_changes(staff):
    number = staff.api("POST", "/draft-changes", {"type": "member", "slug": "asker", "patch": {"summary": "Not yet."}})[2]["id"]
    page = staff.open("members/asker")
    link = page.locator(f".open-changes a[href$='proposals/{number}']")
    staff.expect(link.count() == 1, "an open change isn't shown on its record")
    page.goto(f"{staff.origin}/staff/members/viken?draft={number}")
    staff.ready(page)
    staff.expect("is of another record" in page.locator("main").inner_text(), "a change of another record is loaded")
    staff.expect(summary(page).input_value() != "Not yet.", "a change of another record is in the form")
    tag = staff.api("GET", f"/draft-changes/{number}")[1]
    staff.api("POST", f"/draft-changes/{number}/decline", {"reason": "No."}, tag)
    page.goto(f"{staff.origin}/staff/members/asker?draft={number}")
    staff.ready(page)
    staff.expect("was declined" in page.locator("main").inner_text(), "a declined change doesn't say so")
    staff.expect(page.get_by_role("button", name="Share a preview").count() == 0, "a declined change can be shared")
    staff.expect(link.count() == 0, "a declined change is shown as open")
    page.context.close()


def phone_menu(staff):
    page = staff.open("members", staff.context(viewport=PHONE))
    menu = page.locator(".menu-button")
    menu.click()
    page.locator("nav.main a").first.focus()
    page.keyboard.press("Escape")
    staff.expect(menu.get_attribute("aria-expanded") == "false", "Escape doesn't close the menu")
    staff.expect(page.evaluate("document.activeElement.className") == "menu-button", "the focus isn't on the button of the menu")
    page.context.close()


CHECKS = [keeps_focus, sign_in_focus, conflict_on_a_phone, plain_problems, one_round, open_changes, phone_menu]
