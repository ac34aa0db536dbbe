"""Importing: errors by cell, mapped columns, what changes and nothing else, the directory that changes meanwhile, and undoing."""

import csv
import io


def toast(page, text=""):
    found = page.locator(".toast", has_text=text).last
    found.wait_for()
    return found


def choose(page, name, content):
    page.set_input_files("#file", {"name": name, "mimeType": "text/csv", "buffer": content.encode()})
    page.wait_for_selector("[data-result]")


def import_errors(staff):
    """Errors by cell, the sheet of errors without formulas, and a column that is unknown."""
    page = staff.open("import")
    choose(page, "Medlemmer.csv", "slug,population,Rart\nasker,=cmd|'/c calc'!A1,\noslo,@SUM(1),x\n")
    staff.expect(page.locator("tr.wrong", has_text="Rart").count() == 1, "the unknown column isn't marked")
    page.get_by_role("button", name="Leave it out").click()
    page.get_by_role("heading", name="2 errors").wait_for()
    staff.expect(page.locator("tbody th", has_text="B2").count() == 1, "the cell of the error isn't named")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the errors").click()
    rows = list(csv.reader(io.StringIO(open(started.value.path(), encoding="utf-8-sig").read()), delimiter=";"))
    staff.expect(len(rows) == 3, "the sheet of errors has", len(rows), "rows")
    staff.expect(not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row if cell), "the sheet of errors has formulas", rows)
    staff.expect(staff.record("/members/asker").get("population", {}).get("value") != 0, "something was written")
    page.context.close()


def import_and_undo(staff):
    """The preview has only what changes; a double click imports once; the import is taken back."""
    before = staff.record("/members/oslo").get("population")
    page = staff.open("import")
    choose(page, "a.csv", f"slug,Innbyggere\noslo,123457\nasker,{staff.record('/members/asker').get('population', {}).get('value', '')}\n")
    page.locator("summary", has_text="columns").click()
    staff.expect("population" in page.get_by_label("Field of the column Innbyggere").inner_text().lower(), "the column isn't matched")
    page.get_by_role("heading", name="One record would change").wait_for()
    page.get_by_role("link", name="Activity", exact=True).click()
    page.wait_for_url("**/staff/activity")
    page.go_back()
    page.get_by_role("button", name="Import one change").dblclick()
    page.get_by_role("heading", name="is done").wait_for()
    staff.expect(staff.record("/members/oslo")["population"]["value"] == 123457, "nothing was imported")
    number = page.get_by_role("heading", name="is done").inner_text().split()[1]
    page.goto(staff.origin + "/staff/imports")
    page.get_by_role("button", name=f"Undo import {number}").click()
    page.get_by_role("button", name="Undo the import").click()
    toast(page, "is undone")
    staff.expect(staff.record("/members/oslo").get("population") == before, "the import wasn't taken back")
    page.context.close()


def mapping(staff):
    """A column gets another field by hand; the choice is kept while the file is checked again."""
    page = staff.open("import")
    choose(page, "a.csv", "slug,Kallenavn\noslo,Tigerstaden\n")
    page.get_by_label("Rows are").select_option("member")
    page.locator("tr.wrong", has_text="Kallenavn").wait_for()
    page.get_by_label("Field of the column Kallenavn").select_option("shortName")
    page.get_by_role("heading", name="One record would change").wait_for()
    page.locator("summary", has_text="columns").click()
    staff.expect(page.get_by_label("Field of the column Kallenavn").input_value() == "shortName", "the field isn't kept")
    page.locator(".difference ins", has_text="Tigerstaden").wait_for()
    page.context.close()


def import_changed(staff):
    """If the directory changes after the check, another check is shown and nothing is written."""
    page = staff.open("import")
    choose(page, "a.csv", "slug,population\noslo,7\n")
    staff.change("/members/oslo", {"population": {"value": 7, "approximate": False}})
    page.get_by_role("button", name="Import one change").click()
    page.get_by_text("has changed since the check").wait_for()
    page.get_by_role("heading", name="changes nothing").wait_for()
    page.context.close()


def many_errors(staff):
    """5,000 errors: the first thousand, in pages of fifty."""
    page = staff.open("import")
    choose(page, "many.csv", "slug,population\n" + "".join(f"x{number},<b>{number}</b>\n" for number in range(5000)))
    page.get_by_text("These are the first 1,000").wait_for()
    staff.expect(page.locator("tbody tr:visible").count() == 50, "a page has", page.locator("tbody tr:visible").count(), "rows")
    page.get_by_role("button", name="Next").click()
    page.get_by_text("51–100 of 1,000").wait_for()
    page.context.close()


CHECKS = (import_errors, import_and_undo, mapping, import_changed, many_errors)
