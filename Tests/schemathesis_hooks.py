"""Writes the content that schemathesis cannot write by itself. Scripts/schemathesis loads this file."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    """Writes lines of JSON. An example is a text already."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
