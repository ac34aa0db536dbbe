"""Writing in the workspace: nobody's work is lost, whatever happens meanwhile."""

PICTURE = """async () => { const canvas = document.createElement('canvas'); canvas.width = 2400; canvas.height = 1600;
  const context = canvas.getContext('2d'); context.fillStyle = '#286'; context.fillRect(0, 0, 2400, 1600);
  const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg')); const files = new DataTransfer();
  files.items.add(new File([blob], 'a.jpg', {type: 'image/jpeg'})); const input = document.querySelector('input[type=file]');
  input.files = files.files; input.dispatchEvent(new Event('change')) }"""


def short_name(page):
    return page.get_by_label("Short name, English")


def sign_in(staff):
    page = staff.watch(staff.context().new_page())
    page.goto(staff.origin + "/staff/members/oslo")
    page.wait_for_selector("input[type=password]")
    field = page.locator("input[type=password]")
    staff.expect(field.get_attribute("autocomplete") == "current-password", "password managers don't know the field")
    field.fill("mdt_wrong")
    page.keyboard.press("Enter")
    staff.until(page, lambda: "doesn't know this token" in page.locator(".error").inner_text(), "the message about a wrong token")
    field.fill("  " + staff.token + "\n")
    page.keyboard.press("Enter")
    staff.ready(page)
    staff.expect(page.locator("h1").inner_text() == "City of Oslo", "a deep link leads to", page.locator("h1").inner_text())
    staff.expect(page.evaluate("document.cookie") == "", "a script can read the session")
    kept = page.evaluate("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})")
    staff.expect(staff.token not in kept, "the token is kept where scripts can read it")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("input[type=password]")
    page.reload()
    staff.until(page, lambda: page.locator("input[type=password]").count() == 1, "signing out ends the session")
    page.context.close()


def table(staff):
    page = staff.open("members")
    staff.expect(page.locator("tbody tr").count() == 17, "rows:", page.locator("tbody tr").count())
    page.locator("input[value=county]").or_(page.get_by_role("checkbox", name="County")).first.check()
    staff.until(page, lambda: page.locator("tbody tr").count() == 3, "the filter")
    staff.expect("kind=county" in page.url, "the address doesn't have the filter:", page.url)
    page.go_back()
    staff.until(page, lambda: page.locator("tbody tr").count() == 17, "going back")
    page.get_by_role("button", name="Population").click()
    staff.until(page, lambda: page.locator("th[aria-sort=ascending]").inner_text().startswith("Population"), "sorting")
    page.keyboard.press("/")
    page.keyboard.type("baerum")
    staff.until(page, lambda: page.locator("tbody tr").count() == 1, "searching")
    staff.expect(page.evaluate("document.activeElement.type") == "search", "the search field loses the focus")
    page.get_by_text("Columns").click()
    page.get_by_role("checkbox", name="Website").check()
    staff.until(page, lambda: page.get_by_role("columnheader", name="Website").count() == 1, "a chosen column")
    page.reload()
    staff.ready(page)
    staff.expect(page.get_by_role("columnheader", name="Website").count() == 1, "the chosen columns are forgotten")
    page.context.close()


def edit(staff):
    page = staff.open("members/oslo")
    page.get_by_label("Website", exact=True).fill("https://www.oslo.kommune.no")
    page.get_by_label("As people write it").fill("21 80 21 80")
    page.get_by_role("combobox", name="Add a topic").fill("health")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("Summary, Norwegian").fill("Hovedstaden.")
    page.locator('[data-pointer="/population/value"] input').fill("700 000")
    page.keyboard.press("Control+s")
    staff.saved(page)
    member = staff.record("/members/oslo")
    staff.expect(member.get("website") == "https://www.oslo.kommune.no", "website", member.get("website"))
    staff.expect(member.get("telephone") == {"printed": "21 80 21 80", "e164": "+4721802180"}, "telephone", member.get("telephone"))
    staff.expect(member["translations"]["nb"].get("summary") == "Hovedstaden.", "the translation")
    staff.expect(member.get("population", {}).get("value") == 700000, "the number", member.get("population"))
    page.get_by_role("button", name="Undo").click()
    staff.until(page, lambda: page.get_by_label("Website", exact=True).input_value() == "", "undoing a save")
    page.context.close()


def problems(staff):
    page = staff.open("members/asker")
    page.get_by_label("Website", exact=True).fill("not an address")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".problems:not([hidden])")
    staff.expect(page.evaluate("document.activeElement.className") == "problems", "the focus isn't on the summary")
    page.locator(".problems a").first.click()
    staff.expect(page.evaluate("document.activeElement.value") == "not an address", "the link doesn't lead to the field")
    staff.expect(page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true", "the field isn't marked")
    page.context.close()


def merge(staff):
    page = staff.open("members/hamar")
    page.get_by_label("Website", exact=True).fill("https://www.hamar.kommune.no")
    staff.change("/members/hamar", {"shortName": "Hamar by"})
    page.keyboard.press("Control+s")
    staff.saved(page)
    member = staff.record("/members/hamar")
    staff.expect((member["shortName"], member["website"]) == ("Hamar by", "https://www.hamar.kommune.no"), "one of two changes is lost")
    staff.expect(short_name(page).input_value() == "Hamar by", "the form doesn't show the other change")
    page.context.close()


def conflict(staff):
    """Two browsers write the same field."""
    first, second = staff.open("members/stange"), staff.open("members/stange")
    short_name(first).fill("Stange one")
    short_name(second).fill("Stange two")
    second.locator('[data-pointer="/population/value"] input').fill("20000")
    first.keyboard.press("Control+s")
    staff.saved(first)
    second.keyboard.press("Control+s")
    second.wait_for_selector("dialog .conflict")
    row = second.locator("dialog tbody tr")
    staff.expect(row.count() == 1, "rows of the conflict:", row.count())
    second.get_by_role("button", name="Save my choices").click()
    staff.expect(second.locator("dialog .error").is_visible(), "a conflict can be saved without a choice")
    staff.expect(staff.record("/members/stange")["shortName"] == "Stange one", "something was saved without a choice")
    second.locator("dialog input[value=mine]").check()
    second.get_by_role("button", name="Save my choices").click()
    staff.saved(second)
    member = staff.record("/members/stange")
    staff.expect(member["shortName"] == "Stange two" and member["population"]["value"] == 20000, "the choice isn't saved")
    for page in (first, second):
        page.context.close()


def expired(staff):
    page = staff.open("members/lillehammer")
    short_name(page).fill("Lillehammer!")
    page.context.clear_cookies()
    page.keyboard.press("Control+s")
    page.wait_for_selector("dialog input[type=password]")
    staff.expect(short_name(page).input_value() == "Lillehammer!", "the text is gone")
    page.fill("dialog input[type=password]", staff.token)
    page.keyboard.press("Enter")
    staff.saved(page)
    staff.expect(staff.record("/members/lillehammer")["shortName"] == "Lillehammer!", "the save doesn't go on after signing in")
    page.context.close()


def offline(staff):
    page = staff.open("members/drammen")
    page.context.set_offline(True)
    short_name(page).fill("Drammen!")
    page.keyboard.press("Control+s")
    staff.saved(page, "Not saved: no connection")
    staff.expect(short_name(page).input_value() == "Drammen!", "the text is gone")
    staff.expect(page.locator(".lines .banner").is_visible(), "no line says that the network is gone")
    page.context.set_offline(False)
    staff.saved(page)
    staff.expect(staff.record("/members/drammen")["shortName"] == "Drammen!", "it isn't saved when the network is back")
    page.context.close()


def guard(staff):
    page = staff.open("members")
    page.get_by_role("link", name="Municipality of Elverum").click()
    short_name(page).fill("Elverum!")
    page.go_back()
    page.wait_for_selector("dialog")
    staff.expect(page.url.endswith("/members/elverum"), "the address has changed:", page.url)
    page.keyboard.press("Escape")
    staff.expect(short_name(page).input_value() == "Elverum!", "the text is gone")
    page.get_by_role("link", name="Contacts").first.click()
    page.get_by_role("button", name="Keep for later").click()
    staff.until(page, lambda: page.url.endswith("/contacts"), "leaving")
    page.go_back()
    staff.until(page, lambda: short_name(page).count() == 1 and short_name(page).input_value() == "Elverum!", "what was kept")
    page.get_by_role("button", name="Discard it").click()
    staff.until(page, lambda: short_name(page).count() == 1 and short_name(page).input_value() == "Elverum", "discarding")
    page.context.close()


def picture(staff):
    page = staff.open("members/kongsberg")
    page.evaluate(PICTURE)
    page.get_by_label("Shape").select_option("1:1")
    page.get_by_label("Closer").fill("2")
    page.get_by_role("button", name="Use this part").click()
    staff.until(page, lambda: page.get_by_label("What it shows").count() == 1, "the fields of the picture")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".problems:not([hidden])")
    page.get_by_label("What it shows").fill("A green field")
    page.keyboard.press("Control+s")
    staff.saved(page)
    image = staff.record("/members/kongsberg").get("image", {})
    sizes = [(size["width"], size["height"]) for size in image.get("sizes", [])]
    staff.expect(sizes == [(400, 400), (800, 800)] and image["alt"] == "A green field", "the picture is", image)
    page.get_by_role("button", name="Remove the picture").click()
    page.keyboard.press("Control+s")
    staff.until(page, lambda: "image" not in staff.record("/members/kongsberg"), "removing the picture")
    page.context.close()


def new_and_delete(staff):
    page = staff.open("offices")
    page.keyboard.press("n")
    staff.until(page, lambda: page.url.endswith("/offices/new"), "the key n")
    page.get_by_label("Name, English (required)").fill("Oslo desk")
    for field, text in (("Street", "Rådhusgata"), ("Postcode", "0151"), ("City", "Oslo"), ("Country", "no"), ("Building or host, English", "KS")):
        page.get_by_label(field).fill(text)
    page.get_by_role("button", name="Save as a draft").dblclick()
    staff.saved(page)
    staff.expect(page.url.endswith("/offices/oslo-desk"), "the address of a new record:", page.url)
    drafts = [one["slug"] for one in staff.record("/drafts")["items"]]
    staff.expect(drafts.count("oslo-desk") == 1, "a double click makes", drafts)
    page.get_by_label("Street").fill("Rådhusgata 1")
    page.get_by_role("button", name="Publish", exact=True).click()
    staff.until(page, lambda: staff.record("/offices/oslo-desk").get("country") == "NO" and "status" not in staff.record("/offices/oslo-desk"), "publishing")
    page.locator(".menu.up summary").click()
    page.get_by_role("button", name="Delete").click()
    staff.until(page, lambda: page.url.endswith("/offices"), "deleting")
    staff.expect(staff.api("GET", "/offices/oslo-desk")[0] == 410, "it isn't deleted")
    page.locator(".toast", has_text="deleted").get_by_role("button", name="Undo").click()
    staff.until(page, lambda: staff.api("GET", "/offices/oslo-desk")[0] == 200, "undoing a deletion")
    page.context.close()


def deleted_meanwhile(staff):
    page = staff.open("members/ringsaker")
    short_name(page).fill("Ringsaker!")
    staff.change("/members/ringsaker", None)
    page.keyboard.press("Control+s")
    page.get_by_role("button", name="Restore and save").click()
    staff.saved(page)
    staff.expect(staff.record("/members/ringsaker")["shortName"] == "Ringsaker!", "what was written on a deleted record is lost")
    page.context.close()


CHECKS = [sign_in, table, edit, problems, merge, conflict, expired, offline, guard, picture, new_and_delete, deleted_meanwhile]
