"""usage: staff_office.py PROGRAM CHROMIUM [FOLDER]

Checks the office's screens of the staff workspace as people use them: importing with errors and taking it back, topics that are
merged, deleted records that come back, draft changes that are published at a time or declined, people, tokens and sessions;
hostile texts; and each screen with axe, light and dark. With a folder, it keeps a picture of each screen there. Exits with 1 if
a check fails.
"""

from datetime import datetime, timedelta

from staff import main
from staff_importing import CHECKS as IMPORTING
from staff_importing import choose, toast
from staff_looks import violations

SCREENS = ["", "drafts", "members?status=draft", "search?q=asker", "search?q=zzzz", "proposals", "proposals?state=declined", "activity", "activity?type=member&author=Kari",
           "members/oslo/history", "members/oslo/history?against=now", "organisation/history", "vocabularies", "vocabularies/member-kinds",
           "vocabularies/topic-kinds", "vocabularies/areas", "vocabularies/fields", "import", "imports", "export", "deleted", "backups",
           "people", "people/1", "account", "proposals/999999", "members/nothing/history"]


def undo(page, text=""):
    toast(page, text).get_by_role("button", name="Undo").click()


def merging(staff):
    """What follows is shown first; members follow; it can be undone."""
    page = staff.open("vocabularies/topics")
    page.get_by_role("button", name="Delete Climate").click()
    page.get_by_role("button", name="Merge it into another topic").click()
    page.locator("dialog select").select_option("energy")
    page.get_by_text("5 members get Energy").wait_for()
    staff.expect(staff.record("/topics/climate")["memberCount"] == 5, "the preview has merged")
    page.locator("dialog").get_by_role("button", name="Merge", exact=True).click()
    toast(page, "was merged")
    names = [one["slug"] for one in staff.record("/members/asker")["topics"]]
    staff.expect("energy" in names and "climate" not in names, "the member has", names)
    undo(page, "was merged")
    page.get_by_role("button", name="Rename Climate").wait_for()
    staff.expect(staff.record("/topics/climate")["memberCount"] == 5, "the merge wasn't undone")
    page.context.close()


def vocabulary(staff):
    """Create, rename, put in order by keyboard, delete; each with an undo."""
    page = staff.open("vocabularies/topics")
    page.get_by_role("button", name="New topic").click()
    page.get_by_role("button", name="Create").click()
    page.locator("dialog .error", has_text="Write a name").wait_for()
    page.get_by_label("Name (en)").fill('<img src=x onerror=alert(1)> "Zoo"')
    page.get_by_role("button", name="Create").dblclick()
    toast(page, "was created")
    row = page.locator("tr", has_text="onerror")
    row.first.wait_for()
    staff.expect(row.count() == 1, "created", row.count(), "times")
    row.get_by_role("button", name="Rename").click()
    page.get_by_label("Name (nb)").fill("Dyrehage")
    page.get_by_role("button", name="Save").click()
    page.locator("td", has_text="Dyrehage").wait_for()
    undo(page, "Renamed")
    page.locator("td", has_text="Dyrehage").wait_for(state="detached")
    page.locator("tr", has_text="onerror").get_by_role("button", name="Delete").click()
    undo(page, "was deleted")
    page.locator("tr", has_text="onerror").get_by_role("button", name="Delete").click()
    page.locator("tr", has_text="onerror").wait_for(state="detached")
    page.goto(staff.origin + "/staff/vocabularies/member-kinds")
    page.get_by_role("button", name="Move University up").focus()
    page.keyboard.press("Alt+ArrowUp")
    toast(page, "order is saved")
    staff.expect(page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move University up", "the focus is lost")
    staff.expect(staff.record("/member-kinds/university").get("order") == 2, "the order isn't saved")
    undo(page, "order is saved")
    staff.until(page, lambda: staff.record("/member-kinds/university").get("order") is None, "the order isn't taken back")
    page.context.close()


def restoring(staff):
    """One field, a whole state, and a deleted record come back; each restoration can be undone."""
    before = staff.record("/members/lillehammer")["summary"]
    staff.change("/members/lillehammer", {"summary": "Short <b>text</b>."})
    page = staff.open("members/lillehammer/history")
    number = page.locator("li[data-revision]").count()
    page.get_by_role("button", name="Undo the change of Summary").first.click()
    undo(page, "is undone")
    staff.until(page, lambda: staff.record("/members/lillehammer")["summary"].startswith("Short"), "the undo of the undo")
    page.locator("li[data-revision]").nth(number + 1).wait_for()
    page.get_by_role("button", name="Restore this state").first.click()
    toast(page, "was restored")
    staff.expect(staff.record("/members/lillehammer")["summary"] == before, "the state wasn't restored")
    staff.api("POST", "/topics", {"name": "Short-lived", "kind": "theme"})
    staff.change("/topics/short-lived", None)
    page.goto(staff.origin + "/staff/deleted?type=topic")
    page.get_by_role("button", name="Restore Short-lived").click()
    toast(page, "is restored")
    staff.expect(staff.record("/topics/short-lived")["name"] == "Short-lived", "the record isn't back")
    undo(page, "is restored")
    page.get_by_role("button", name="Restore Short-lived").wait_for()
    page.context.close()


def draft(staff, slug, patch):
    return staff.api("POST", "/draft-changes", {"type": "member", "slug": slug, "patch": patch, "note": "<script>alert(1)</script>"})[2]["id"]


def deciding(staff):
    """A draft change is scheduled, unscheduled, shown to others, published, and taken back."""
    number = draft(staff, "asker", {"summary": "Asker works with climate."})
    before = staff.record("/members/asker")["summary"]
    page = staff.open("proposals")
    page.locator(f"a[href='/staff/proposals/{number}']").click()
    page.get_by_role("button", name="Publish later").click()
    page.get_by_label("When").fill("2020-01-01T10:00")
    page.get_by_role("button", name="Schedule").click()
    page.get_by_text("yet to come").wait_for()
    page.get_by_label("When").fill((datetime.now() + timedelta(days=30)).strftime("%Y-%m-%dT10:00"))
    page.get_by_role("button", name="Schedule").click()
    page.locator(".tag.scheduled").wait_for()
    staff.expect(staff.record(f"/draft-changes/{number}")["state"] == "scheduled", "it isn't scheduled")
    page.get_by_role("button", name="Don't publish by itself").click()
    page.locator(".tag.draft").wait_for()
    page.get_by_role("button", name="Share a preview").click()
    address = page.locator("dialog .secret code").inner_text()
    staff.expect(address.startswith(staff.origin + "/previews/"), "the link of the preview is", address)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Publish now").dblclick()
    page.locator(".tag.published").wait_for()
    staff.expect(staff.record("/members/asker")["summary"] == "Asker works with climate.", "it isn't published")
    undo(page, "is published")
    staff.until(page, lambda: staff.record("/members/asker")["summary"] == before, "the publication isn't taken back")
    number = draft(staff, "oslo", {"shortName": "OSLO"})
    page.goto(f"{staff.origin}/staff/proposals/{number}")
    page.get_by_role("button", name="Throw away").click()
    undo(page, "thrown away")
    page.get_by_role("heading", name="Change of").wait_for()
    page.context.close()


def access(staff):
    """A person, a token that is shown once, and a session that ends."""
    page = staff.open("people")
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("Name", exact=True).fill("Per <i>Hansen</i> " + "x" * 120)
    page.locator("dialog").get_by_role("button", name="Add a person").dblclick()
    page.get_by_role("heading", name="Per <i>Hansen</i>").wait_for()
    page.get_by_role("button", name="Make a token").click()
    page.get_by_label("Name of the token").fill("laptop")
    page.locator("dialog").get_by_role("button", name="Make a token").click()
    secret = page.locator("dialog .secret code").inner_text()
    staff.expect(secret.startswith("mdt_"), "the token is", secret)
    page.get_by_role("button", name="I have kept it").click()
    page.locator("th", has_text="laptop").wait_for()
    staff.expect(secret not in page.content(), "the token is shown twice")
    other = staff.open("account")
    page.goto(staff.origin + "/staff/account")
    page.get_by_role("button", name="Sign out Chrome").first.click()
    toast(page, "session")
    other.get_by_role("link", name="Members", exact=True).click()
    other.get_by_text("Your session has ended").wait_for()
    other.context.close()
    page.context.close()


def without_a_network(staff):
    """A failed request says so and loses nothing; a slow one shows a skeleton; an error can be tried again."""
    page = staff.open("import")
    choose(page, "a.csv", "slug,population\noslo,8\n")
    page.route("**/import?**", lambda route: route.abort())
    page.get_by_role("button", name="Import one change").click()
    page.get_by_text("it is never done twice").wait_for()
    page.unroute("**/import?**")
    page.get_by_role("button", name="Import one change").click()
    page.get_by_role("heading", name="is done").wait_for()
    page.get_by_role("button", name="Undo the import").click()
    page.locator("dialog").get_by_role("button", name="Undo the import").click()
    toast(page, "is undone")
    page.route("**/overview", lambda route: route.fulfill(status=500, content_type="application/problem+json", body='{"status":500,"detail":"broken"}'))
    page.goto(staff.origin + "/staff/")
    page.get_by_role("button", name="Try again").wait_for()
    page.unroute("**/overview")
    page.get_by_role("button", name="Try again").click()
    page.locator(".tasks").wait_for()
    page.context.close()


def every_screen(staff):
    for scheme, width, locale in (("light", 1280, "en"), ("dark", 1280, "nb"), ("light", 390, "nb"), ("dark", 768, "en")):
        context = staff.context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True, locale=locale)
        for path in SCREENS:
            name = f"{path or 'start'} {scheme} {width} {locale}"
            page = staff.open(path, context)
            page.wait_for_timeout(100)
            violations(staff, page, name)
            wide = page.evaluate("document.documentElement.scrollWidth")
            staff.expect(wide <= width, name, "is", wide, "pixels wide")
            if staff.folder:
                page.screenshot(path=f"{staff.folder}/{name.replace('/', '_').replace('?', '-')}.png", full_page=True)
            page.close()
        context.close()


CHECKS = (*IMPORTING, merging, vocabulary, restoring, deciding, access, without_a_network, every_screen)


if __name__ == "__main__":
    main(CHECKS)
