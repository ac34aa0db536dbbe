"""Lists the calls that every generated client makes, from /openapi.json: each operation, and each read with
each of its parameters. The order of the writes leaves a record to read, correct, delete and restore."""

import copy
import re
import struct

# These values replace the description's examples, so that the test deletes only its own records.
RECORDS = {
    "memberKind": ("slug", {
        "slug": "client-kind", "name": "A kind", "pluralName": "Kinds", "order": 1, "schemaType": "NGO"}),
    "topicKind": ("slug", {"slug": "client-kind", "name": "A kind", "pluralName": "Kinds", "order": 1}),
    "field": ("name", {
        "name": "client-field", "label": "A field", "help": "What to write.", "order": 1,
        "valueType": "choice", "choices": ["one", "two"],
        "visibility": "public", "filterable": True, "facetable": True}),
    "topic": ("slug", {"slug": "client-topic", "name": "A topic", "kind": "theme", "summary": "A topic of a client."}),
    "area": ("slug", {"slug": "client-area", "name": "An area", "shortName": "Area", "kind": "region"}),
    "county": ("slug", {"slug": "client-county", "name": "A county", "shortName": "County"}),
    "office": ("id", {
        "id": "client-office", "name": "An office", "street": "A street 1", "postcode": "0160", "city": "Oslo",
        "country": "NO", "host": "A house"}),
    "contact": ("id", {
        "id": "client-contact", "name": "A person", "role": "Adviser", "email": "person@example.org",
        "emailProtected": False}),
    "member": ("slug", {
        "slug": "client-member", "kind": "municipality", "name": "A member", "shortName": "Member",
        "summary": "A member of a client.", "topics": ["climate"], "website": "https://client.example",
        "webLinks": [{"label": "Projects", "url": "https://client.example/projects"}],
        "visitingAddress": {"street": "A street 1", "city": "Oslo"},
        "location": {"latitude": 59.91, "longitude": 10.75, "precision": "place"},
        "identifiers": [{"scheme": "wikidata", "value": "Q1"}], "alternativeNames": ["Client"],
        "numberOfMembers": {"value": 12, "approximate": False, "year": 2026}}),
}
# These parameters apply only to CSV, and the last one only to Atom.
OF_OTHER_FORMATS = {"delimiter", "bom", "olderThan"}


# The fields with the picture of a record, each of which is also the end of its path.
PICTURES = ("image", "logo", "portrait")


def operations(description):
    """Returns the path, the method and the definition of each operation, by its id."""
    return {
        operation["operationId"]: (path, method, operation)
        for path, item in description["paths"].items() for method, operation in item.items()
    }


def missing(description, called):
    """Returns the ids of the operations that a client has not called, which must be none."""
    return sorted(set(operations(description)) - called)


def required(operation):
    return {
        parameter["name"]: parameter["example"]
        for parameter in operation.get("parameters", [])
        if parameter.get("required") and parameter["in"] != "header"
    }


def reads(description):
    """Yields the id, the arguments and the expected status of each call that reads."""
    # The fields of included records are values of `fields` with dots, of which generators make other names.
    yield "getMember", {
        "slug": "elverum", "include": ["county", "topics"],
        "fields": ["name", "included.county.name", "included.topics.slug"]}, 200
    yield "listMembers", {"topic": "not.under.sustainability"}, 200
    # A distance is that from a place, so that no example has it alone.
    yield "listMembers", {"near": "59.91,10.75", "within": "25"}, 200
    yield "listMembers", {"near": "59.91,10.75", "sort": ["-distance"]}, 200
    yield "listMembers", {"area": "norway", "facets": ["area", "topic"], "countUnder": True}, 200
    for name, (path, method, operation) in operations(description).items():
        # `pictures` reads the files, because there are none before it has sent one.
        if method != "get" or any(field in path.split("/") for field in PICTURES):
            continue
        # `writes` reads these, because there are none before it has written one.
        if (path.startswith("/previews/") or path == "/draft-changes/{number}"
                or path.endswith(("/revisions/{number}", "/backups/{name}"))):
            continue
        base = required(operation)
        # A match needs topics, a programme or a member, but none of these alone is required.
        if name == "matchMembers":
            base["with"] = "oslo"
        yield name, base, 200
        for parameter in operation.get("parameters", []):
            one = parameter["name"]
            if parameter["in"] == "query" and "example" in parameter and one not in OF_OTHER_FORMATS | set(base):
                if name == "matchMembers" and one in ("topic", "programme"):
                    yield name, {one: parameter["example"]}, 200
                else:
                    yield name, base | {one: parameter["example"]}, 200


def writes(description, call):
    """Makes each call that writes. `call(id, arguments, body)` returns the status, the content and the ETag."""
    def expect(name, arguments, body, status):
        got, content, tag = call(name, arguments, body)
        if got != status:
            raise AssertionError(f"{name} {arguments}: {got} instead of {status}: {content}")
        return content, tag

    for noun, (key, record) in RECORDS.items():
        title = noun[0].upper() + noun[1:]
        path = {key: record[key]}
        # The name of a field can't change.
        changed = "label" if noun == "field" else "name"
        expect(f"create{title}", {"dryRun": True}, record, 200)
        _, tag = expect(f"create{title}", {"Idempotency-Key": f"client-{noun}"}, record, 201)
        _, tag = expect(f"update{title}", path | {"If-Match": tag}, {changed: "A better name"}, 200)
        expect(f"update{title}", path | {"If-Match": '"old"'}, {changed: "Another name"}, 412)
        _, tag = expect(f"replace{title}", path | {"If-Match": tag}, record, 200)
        revisions, _ = expect(f"list{title}Revisions", path, None, 200)
        newest = {"number": revisions["items"][0]["id"]}
        expect(f"get{title}Revision", path | newest, None, 200)
        expect(f"delete{title}", path | {"If-Match": tag, "dryRun": True}, None, 200)
        expect(f"delete{title}", path | {"If-Match": tag}, None, 204)
        expect(f"restore{title}", path | {"number": revisions["items"][-1]["id"]}, None, 201)
    pictures(description, expect)
    content, tag = expect("getOrganisation", {}, None, 200)
    organisation = {name: value for name, value in content.items() if name != "links"}
    _, tag = expect("updateOrganisation", {"If-Match": tag}, {"summary": "A corrected summary."}, 200)
    _, tag = expect("replaceOrganisation", {"If-Match": tag}, organisation, 200)
    revisions, _ = expect("listOrganisationRevisions", {}, None, 200)
    restored = {"number": revisions["items"][-1]["id"], "If-Match": tag}
    expect("getOrganisationRevision", {"number": restored["number"]}, None, 200)
    _, tag = expect("restoreOrganisation", restored, None, 200)
    # It declares a language in which records have texts.
    expect("deleteOrganisation", {"If-Match": tag, "dryRun": True}, None, 422)
    document = {"version": 1, "topics": [RECORDS["topic"][1] | {"slug": "client-import"}]}
    imported, _ = expect("importRecords", {}, document, 200)
    expect("undoImport", {"number": imported["import"]}, None, 200)
    people(expect)
    draft_changes(expect)
    office(expect)


def people(expect):
    """Adds a person with a token and a session, and removes all three."""
    person, tag = expect("addPerson", {}, {"name": "A client", "role": "reader"}, 201)
    number = {"number": person["id"]}
    _, tag = expect("updatePerson", number | {"If-Match": tag}, {"email": "client@example.org"}, 200)
    token, _ = expect("addToken", {}, {"person": person["id"], "name": "a client"}, 201)
    begun, _ = expect("beginSession", {}, {"token": token["token"]}, 201)
    expect("endSession", {"number": begun["session"]["id"]}, None, 204)
    # The client itself has a token.
    expect("endOwnSession", {}, None, 404)
    expect("revokeToken", {"number": token["id"]}, None, 204)
    expect("removePerson", number | {"If-Match": tag}, None, 204)


def draft_changes(expect):
    """Writes a draft change, shows it, declines it and publishes it."""
    content = {"type": "member", "slug": "oslo", "patch": {"summary": "A better summary."}, "note": "A client."}
    expect("createDraftChange", {"dryRun": True}, content, 200)
    change, tag = expect("createDraftChange", {"Idempotency-Key": "client-draft"}, content, 201)
    number = {"number": change["id"]}
    expect("getDraftChange", number, None, 200)
    expect("updateDraftChange", number | {"If-Match": tag}, {"state": "proposed"}, 200)
    preview, _ = expect("createPreview", {}, {"draftChange": change["id"]}, 201)
    secret = {"secret": preview["url"].rsplit("/", 1)[-1]}
    expect("getPreview", secret, None, 200)
    expect("getPreview", secret | {"lang": "en"}, None, 200)
    expect("deletePreview", secret, None, 204)
    expect("deleteDraftChangePreviews", number, None, 204)
    expect("declineDraftChange", number, {"reason": "Not now."}, 200)
    _, tag = expect("getDraftChange", number, None, 200)
    expect("updateDraftChange", number | {"If-Match": tag}, {"note": "Again."}, 200)
    expect("publishDraftChange", number | {"overwrite": True}, None, 200)
    _, tag = expect("getDraftChange", number, None, 200)
    expect("deleteDraftChange", number | {"If-Match": tag}, None, 204)


def office(expect):
    """Merges a topic, and makes and downloads a backup."""
    _, tag = expect("createTopic", {}, RECORDS["topic"][1] | {"slug": "client-merge"}, 201)
    merged = {"slug": "client-merge", "If-Match": tag}
    expect("mergeTopic", merged | {"dryRun": True}, {"into": "client-topic"}, 200)
    expect("mergeTopic", merged, {"into": "client-topic"}, 200)
    made, _ = expect("createBackup", {}, None, 201)
    file, _ = expect("getBackup", {"name": made["name"]}, None, 200)
    if len(file) != made["bytes"]:
        raise AssertionError(f"the backup has {len(file)} bytes instead of {made['bytes']}")


def picture(width, height):
    """Returns the parts of a JPEG that the server reads: a frame with this size, and a scan."""
    def segment(marker, content):
        return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content
    frame = struct.pack(">BHHBBBB", 8, height, width, 1, 1, 17, 0)
    scan = segment(0xDA, bytes([1, 1, 0, 0, 63, 0])) + bytes(width)
    return b"\xff\xd8" + segment(0xC0, frame) + scan + b"\xff\xd9"


def pictures(description, expect):
    """Sends, reads and removes the picture of one record of each type that has pictures."""
    small, large = picture(32, 16), picture(64, 32)
    for path, item in description["paths"].items():
        field = path.rsplit("/", 1)[-1]
        if field not in PICTURES:
            continue
        named = {method: operation["operationId"] for method, operation in item.items()}
        noun = named["get"].removeprefix("get").removesuffix(field.capitalize())
        noun = noun[0].lower() + noun[1:]
        record = {key: RECORDS[noun][1][key] for key in re.findall(r"{(\w+)}", path)}
        stated = {"alt": "A grey rectangle", "credit": "A client"}
        expect(named["put"], record | stated | {"If-None-Match": "*", "dryRun": True}, small, 200)
        _, tag = expect(named["put"], record | stated | {"If-None-Match": "*"}, small, 200)
        content, _ = expect(named["post"], record | {"If-Match": tag}, large, 200)
        sizes = content[field]["sizes"]
        if [(one["width"], one["bytes"]) for one in sizes] != [(32, len(small)), (64, len(large))]:
            raise AssertionError(f"{path}: the sizes are {sizes}")
        file = description["paths"][path + "/{sha256}"]["get"]["operationId"]
        for name, arguments, sent in [(named["get"], {}, large), (file, {"sha256": sizes[0]["sha256"]}, small)]:
            got, _ = expect(name, record | arguments, None, 200)
            if got != sent:
                raise AssertionError(f"{name}: the file that was sent has {len(sent)} bytes, and the answer is {got[:80]}")
        _, tag = expect(f"get{noun[0].upper()}{noun[1:]}", record, None, 200)
        expect(named["delete"], record | {"If-Match": tag}, None, 200)
        expect(named["get"], record, None, 404)


def of_tomorrow(content):
    """Returns an answer of a later version: each object has another field, and each code is unknown."""
    content = copy.deepcopy(content)
    if isinstance(content, dict):
        content = {name: of_tomorrow(value) for name, value in content.items()}
        # The value is a text, because some objects are maps from any name to a text.
        content["fieldOfTomorrow"] = "a value of tomorrow"
        for open_value in ("code", "kind", "action", "relation"):
            if isinstance(content.get(open_value), str):
                content[open_value] = "value-of-tomorrow"
    elif isinstance(content, list):
        content = [of_tomorrow(item) for item in content]
    return content
