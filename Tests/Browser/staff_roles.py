"""Other people than an administrator: a member's own person who proposes, and a reader; and what is published at its time."""

from datetime import datetime, timedelta, timezone


def summary(page):
    return page.get_by_label("Summary, English")


def signed_in(staff, path, name, role, **more):
    """A page of a new person with an account of their own, and the number of the person."""
    person = staff.api("POST", "/people", {"name": name, "role": role, **more})[2]["id"]
    token = staff.api("POST", "/tokens", {"person": person, "role": role, "name": "laptop"})[2]["token"]
    page = staff.watch(staff.context().new_page())
    page.goto(staff.origin + "/staff/" + path)
    page.fill("input[type=password]", token)
    page.keyboard.press("Enter")
    staff.ready(page)
    return page, person


def proposer(staff):
    """A member's person sees the own entry alone, proposes a change, and finds it again under another name."""
    page, person = signed_in(staff, "", "Per of Viken", "proposer", member="viken")
    shown = page.locator("nav.main a").all_inner_texts()
    staff.expect("Members" not in shown and "People" not in shown, "a proposer sees", shown)
    page.get_by_role("link", name="Change your entry").click()
    staff.ready(page)
    before = staff.record("/members/viken")["summary"]
    summary(page).fill("Proposed by the member itself.")
    page.get_by_role("button", name="Send for approval").click()
    page.get_by_label("Note for colleagues").fill("Our new text")
    page.locator("dialog .primary").click()
    staff.until(page, lambda: "draft=" in page.url, "the proposal")
    staff.expect(staff.record("/members/viken")["summary"] == before, "a proposal is public")
    staff.change(f"/people/{person}", {"name": "Per Persson"})
    page.goto(staff.origin + "/staff/proposals")
    page.locator("tbody tr", has_text="Our new text").wait_for()
    office = staff.open("")
    staff.expect("Proposal" in office.locator("[data-task=proposals]").inner_text(), "the office doesn't see the proposal")
    office.locator("[data-task=proposals] .inline-list a").first.click()
    office.get_by_role("button", name="Accept and publish").click()
    staff.until(office, lambda: staff.record("/members/viken")["summary"] == "Proposed by the member itself.", "accepting")
    office.context.close()
    page.goto(staff.origin + "/staff/members/asker")
    staff.ready(page)
    staff.expect(page.get_by_role("button", name="Send for approval").count() == 0 or not page.url.endswith("asker")
                 or propose_elsewhere(page), "a proposer changes another member")
    page.context.close()


def propose_elsewhere(page):
    """What is written about another member is refused, and stays in the form."""
    summary(page).fill("Of somebody else.")
    page.get_by_role("button", name="Send for approval").click()
    page.locator("dialog .primary").click()
    page.locator(".problems:not([hidden])").wait_for()
    return summary(page).input_value() == "Of somebody else."


def reader(staff):
    """Who may only read gets a page to read, without fields."""
    page, _ = signed_in(staff, "members/oslo", "Rita", "reader")
    staff.expect(page.locator("main input, main textarea, main select").count() == 0, "a reader gets fields")
    text = page.locator("main").inner_text()
    staff.expect("Topics" in text and "looks for partners" in text or "works with" in text, "a reader sees", text[:300])
    staff.expect(page.locator("main dl.facts").count() > 1, "a reader sees no facts")
    page.goto(staff.origin + "/staff/contacts")
    staff.ready(page)
    staff.expect(page.get_by_role("link", name="New contact").count() == 0, "a reader may add a contact")
    page.context.close()


def unpublished(staff):
    """The start page asks once, and leads to the drafts; a list of drafts alone says so."""
    staff.api("POST", "/topics", {"name": "Half written", "kind": "theme", "status": "draft"})
    context = staff.context()
    page = staff.open("account", context)
    asked = []
    page.on("request", lambda request: request.resource_type == "fetch" and asked.append(request.url))
    page.get_by_role("link", name="Today").click()
    page.locator(".tasks").wait_for()
    staff.expect(len(asked) == 1, "the start page asks", asked)
    page.locator("[data-task=drafts] h2 a").click()
    page.locator("tbody").get_by_role("link", name="Half written").wait_for()
    page.goto(staff.origin + "/staff/topics?status=draft")
    staff.ready(page)
    staff.expect(page.locator("table").count() == 0 and page.get_by_role("link", name="Half written").count() == 1, "?status=draft isn't followed")
    page.goto(staff.origin + "/staff/members?hasWebsite=false")
    staff.ready(page)
    found = staff.record("/members?hasWebsite=false&limit=0")["total"]
    said = page.locator("main").inner_text()
    staff.expect(f"{found} record" in said or found == 0 and "Nothing matches" in said, "?hasWebsite=false isn't followed:", said[:200])
    context.close()
    staff.change("/topics/half-written", None)


def at_a_time(staff):
    """A change is scheduled in the browser, and is public when its time has come."""
    page = staff.open("members/baerum")
    summary(page).fill("Public a moment later.")
    page.get_by_role("button", name="Save as draft change").click()
    soon = datetime.now() + timedelta(minutes=2)
    page.get_by_label("Publish at").fill(soon.strftime("%Y-%m-%dT%H:%M"))
    page.locator("dialog .primary").click()
    staff.until(page, lambda: "draft=" in page.url and page.locator(".tag.scheduled").count() > 0, "the schedule")
    number = page.url.split("draft=")[1]
    # The rest of the wait is made short behind the back of the page.
    at = (datetime.now(timezone.utc) + timedelta(seconds=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    staff.change(f"/draft-changes/{number}", {"publishAt": at})
    for _ in range(6):
        if staff.record("/members/baerum")["summary"] == "Public a moment later.":
            break
        page.wait_for_timeout(1000)
    staff.expect(staff.record("/members/baerum")["summary"] == "Public a moment later.", "it isn't published at its time")
    page.goto(f"{staff.origin}/staff/proposals/{number}")
    page.locator(".tag.published").wait_for()
    page.context.close()


CHECKS = [proposer, reader, unpublished, at_a_time]
