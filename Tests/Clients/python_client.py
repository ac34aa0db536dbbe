"""usage: python_client.py PROGRAM

Calls every operation with the client that openapi-python-client has generated as `member_directory_client`.
"""

import importlib
import inspect
import io
import pkgutil
import re
import sys

import member_directory_client.api
from member_directory_client import AuthenticatedClient
from member_directory_client.types import File

import calls
import server


def functions():
    """Returns the module of each operation, by its name without underscores."""
    found = {}
    for group in pkgutil.iter_modules(member_directory_client.api.__path__):
        package = importlib.import_module(f"member_directory_client.api.{group.name}")
        for one in pkgutil.iter_modules(package.__path__):
            found[one.name.replace("_", "")] = importlib.import_module(f"{package.__name__}.{one.name}")
    return found


def plain(name):
    return re.sub("[^a-z]", "", name.lower())


def value(annotation, given):
    """Returns an argument with the type that the function needs, such as an enumeration or a day."""
    for kind in re.findall(r"[A-Za-z_.]+", str(annotation)):
        short = kind.split(".")[-1]
        if short == "date" and isinstance(given, str):
            import datetime
            return datetime.date.fromisoformat(given)
    return given


class Client:
    def __init__(self, origin, token):
        self.client = AuthenticatedClient(base_url=origin, token=token, raise_on_unexpected_status=False)
        self.modules = functions()
        self.called = set()

    def call(self, name, arguments, body):
        module = self.modules[name.lower()]
        function = module.sync_detailed
        accepted = inspect.signature(function).parameters
        given = {}
        for one, argument in arguments.items():
            parameter = next(p for p in accepted if plain(p) == plain(one))
            given[parameter] = self.typed(module, accepted[parameter], argument)
        if body is not None:
            given["body"] = self.body(module, name, body)
        answer = function(client=self.client, **given)
        self.called.add(name)
        parsed = answer.parsed
        content = parsed.to_dict() if hasattr(parsed, "to_dict") else parsed
        if isinstance(parsed, File):
            content = parsed.payload.read()
        if answer.status_code in (200, 201) and parsed is None:
            raise AssertionError(f"{name} {arguments}: the answer was not parsed: {answer.content[:200]}")
        return int(answer.status_code), content, answer.headers.get("etag")

    @staticmethod
    def typed(module, parameter, argument):
        def one(item):
            for name in re.findall(r"\w+", str(parameter.annotation)):
                kind = getattr(module, name, None)
                if inspect.isclass(kind) and hasattr(kind, "__members__"):
                    return kind(item)
            return value(parameter.annotation, item)
        return [one(item) for item in argument] if isinstance(argument, list) else one(argument)

    @staticmethod
    def body(module, name, body):
        if isinstance(body, bytes):
            return File(payload=io.BytesIO(body))
        for kind in vars(module).values():
            if inspect.isclass(kind) and kind.__name__.endswith(("Content", "Patch", "Body", "Decision")):
                return kind.from_dict(body)
        return body


def of_tomorrow(client, origin, token):
    """Parses answers with fields and values that the current description doesn't name."""
    models = importlib.import_module("member_directory_client.models")
    for target, name in [("/members", "MemberPage"), ("/topics/climate", "TopicWithMembers"),
                         ("/search?q=climate", "SearchPage"), ("/match?with=oslo", "MatchPage"),
                         ("/snapshot", "Snapshot"), ("/changes", "ChangePage")]:
        later = calls.of_tomorrow(server.get(origin, target, token))
        parsed = getattr(models, name).from_dict(later)
        if "fieldOfTomorrow" not in parsed.additional_properties:
            raise AssertionError(f"{name} loses a field of tomorrow")
    models.Problem.from_dict({
        "type": "/problems/x", "title": "Bad Request", "status": 400, "code": "code-of-tomorrow", "more": 1})


with server.running(sys.argv[1]) as (origin, token):
    description = server.get(origin, "/openapi.json")
    client = Client(origin, token)
    for name, arguments, status in calls.reads(description):
        got, content, _ = client.call(name, arguments, None)
        if got != status:
            raise AssertionError(f"{name} {arguments}: {got} instead of {status}: {content}")
    calls.writes(description, client.call)
    of_tomorrow(client, origin, token)
    if missing := calls.missing(description, client.called):
        raise AssertionError(f"not called: {missing}")
    print(f"openapi-python-client: {len(client.called)} operations")
