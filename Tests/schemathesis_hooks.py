"""What schemathesis cannot write by itself; Scripts/schemathesis names this file."""

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    """An example is text already."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
