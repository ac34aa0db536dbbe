"""Writes the content that schemathesis cannot write by itself. Scripts/schemathesis loads this file."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    """Writes lines of JSON. An example is a text already."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


FLAGS = {"bom", "countUnder", "createMissing", "dryRun", "overwrite", "pretty"}


@schemathesis.hook
def filter_query(context, query):
    """Sends no flag with an empty value: it means true, as a flag without a value does, and is no boolean. Sends no
    distance without the place that it is from, nor an order by it."""
    query = query or {}
    if ("within" in query or "distance" in str(query.get("sort", ""))) and "near" not in query:
        return False
    return not any(name in FLAGS and value == "" for name, value in query.items())
