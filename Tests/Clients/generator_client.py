"""usage: generator_client.py PROGRAM

Calls every operation with the Python client that openapi-generator has made as `openapi_client`.
"""

import inspect
import re
import sys

import openapi_client
from openapi_client.exceptions import ApiException

import calls
import server


def plain(name):
    """Returns a name without its separators, and without what a generator adds to reserved words."""
    name = re.sub("[^a-z]", "", name.lower())
    return name.removeprefix("var")


class Client:
    def __init__(self, origin, token):
        configuration = openapi_client.Configuration(host=origin, access_token=token)
        self.client = openapi_client.ApiClient(configuration)
        self.called = set()
        self.functions = {}
        for name, kind in vars(openapi_client).items():
            if name.endswith("Api") and inspect.isclass(kind):
                api = kind(self.client)
                for function in dir(api):
                    if function.endswith("_with_http_info"):
                        self.functions[plain(function.removesuffix("_with_http_info"))] = getattr(api, function)

    def call(self, name, arguments, body):
        function = self.functions[name.lower()]
        accepted = [one for one in inspect.signature(function).parameters if not one.startswith("_")]
        given = {next(one for one in accepted if plain(one) == plain(key)): value for key, value in arguments.items()}
        if body is not None:
            parameter = next(one for one in accepted if one == "body" or one.endswith(("_content", "_patch", "_decision")))
            model = getattr(openapi_client, "".join(word.capitalize() for word in parameter.split("_")), None)
            # from_dict sets every field, so a patch made by it would remove those that it doesn't name.
            is_patch = parameter.endswith("_patch")
            given[parameter] = model(**body) if is_patch else model.from_dict(body) if model else body
        # This client requests only JSON if an error could be JSON, and the page for people has no JSON.
        if name == "getDocs":
            given["_headers"] = {"Accept": "text/html"}
        self.called.add(name)
        try:
            answer = function(**given)
        except ApiException as error:
            return error.status, error.body, None
        tag = {key.lower(): value for key, value in answer.headers.items()}.get("etag")
        content = answer.data
        # A union of two schemas is a model that has the matching one.
        content = getattr(content, "actual_instance", content)
        if hasattr(content, "to_dict"):
            content = content.to_dict()
        if answer.status_code in (200, 201) and content is None:
            raise AssertionError(f"{name} {arguments}: the answer was not parsed")
        return answer.status_code, content, tag


def of_tomorrow(origin, token):
    """Parses answers with fields and values that the current description doesn't name."""
    for target, name in [("/members", "MemberPage"), ("/topics/climate", "TopicWithMembers"),
                         ("/search?q=climate", "SearchPage"), ("/match?with=oslo", "MatchPage"),
                         ("/snapshot", "Snapshot"), ("/changes", "ChangePage")]:
        later = calls.of_tomorrow(server.get(origin, target, token))
        if getattr(openapi_client, name).from_dict(later) is None:
            raise AssertionError(f"{name} can't be read tomorrow")
    openapi_client.Problem.from_dict({
        "type": "/problems/x", "title": "Bad Request", "status": 400, "code": "code-of-tomorrow", "more": 1})


with server.running(sys.argv[1]) as (origin, token):
    description = server.get(origin, "/openapi.json")
    client = Client(origin, token)
    for name, arguments, status in calls.reads(description):
        got, content, _ = client.call(name, arguments, None)
        if got != status:
            raise AssertionError(f"{name} {arguments}: {got} instead of {status}: {content}")
    calls.writes(description, client.call)
    of_tomorrow(origin, token)
    if missing := calls.missing(description, client.called):
        raise AssertionError(f"not called: {missing}")
    print(f"openapi-generator, Python: {len(client.called)} operations")
