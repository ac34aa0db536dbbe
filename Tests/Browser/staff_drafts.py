"""Draft changes, previews and duplicates: what is written but not published yet."""


def summary(page):
    return page.get_by_label("Summary, English")


def keep_as_draft(staff, page, note):
    page.get_by_role("button", name="Save as draft change").click()
    page.get_by_label("Note for colleagues").fill(note)
    page.locator("dialog .primary").click()
    staff.until(page, lambda: "draft=" in page.url and page.locator(".banner").count() > 0, "a draft change")


def draft_change(staff):
    before = staff.record("/members/lillestrom")["summary"]
    page = staff.open("members/lillestrom")
    summary(page).fill("Written, but not published.")
    keep_as_draft(staff, page, "After the meeting")
    staff.expect(staff.record("/members/lillestrom")["summary"] == before, "a draft change is public")
    page.reload()
    staff.ready(page)
    staff.until(page, lambda: summary(page).input_value() == "Written, but not published.", "the draft change in the form")
    staff.expect("After the meeting" in page.locator(".banner").inner_text(), "the note isn't shown")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_selector("dialog ins")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Share a preview").click()
    page.wait_for_selector("dialog input")
    address = page.locator("dialog input").input_value()
    page.keyboard.press("Escape")
    reader = staff.context().new_page()
    reader.goto(address)
    staff.expect("Written, but not published." in reader.locator("main").inner_text(), "the link shows something else")
    reader.context.close()
    page.get_by_role("button", name="Publish now").click()
    staff.until(page, lambda: staff.record("/members/lillestrom")["summary"] == "Written, but not published.", "publishing")
    staff.until(page, lambda: "draft=" not in page.url, "the record itself after publishing")
    page.context.close()


def draft_conflict(staff):
    page = staff.open("members/innlandet")
    summary(page).fill("Summary of the draft.")
    keep_as_draft(staff, page, "")
    staff.change("/members/innlandet", {"summary": "Summary of somebody else."})
    page.get_by_role("button", name="Publish now").click()
    page.wait_for_selector("dialog .conflict")
    staff.expect(staff.record("/members/innlandet")["summary"] == "Summary of somebody else.", "published without a choice")
    page.locator("dialog input[value=mine]").check()
    page.get_by_role("button", name="Save my choices").click()
    staff.until(page, lambda: staff.record("/members/innlandet")["summary"] == "Summary of the draft.", "the choice")
    page.context.close()


def preview(staff):
    page = staff.open("members/viken")
    summary(page).fill("<b>Seen</b> before it is saved.")
    page.get_by_role("button", name="Preview").click()
    frame = page.frame_locator(".preview iframe")
    frame.get_by_text("<b>Seen</b> before it is saved.").first.wait_for()
    summary(page).fill("Seen again.")
    frame.get_by_text("Seen again.").first.wait_for()
    staff.expect(staff.record("/members/viken")["summary"] != "Seen again.", "a preview is saved")
    page.context.close()


def duplicates(staff):
    page = staff.open("members/new")
    page.get_by_label("Name, English (required)").fill("municipality of bærum")
    page.locator(".banner", has_text="like this already").get_by_role("link", name="Municipality of Bærum").wait_for()
    page.get_by_label("Name, English (required)").fill("Something that nobody has")
    page.locator(".banner", has_text="like this already").wait_for(state="detached")
    page.context.close()


CHECKS = [draft_change, draft_conflict, preview, duplicates]
