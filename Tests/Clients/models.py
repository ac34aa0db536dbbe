"""usage: models.py PROGRAM MODELS

Reads every answer with the models that datamodel-code-generator has made from the description: the current
answers, and answers as a later version may write them.
"""

import importlib.util
import sys

import calls
import server


def schema_of(operation):
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
    return content.get("schema", {}).get("$ref", "").split("/")[-1]


spec = importlib.util.spec_from_file_location("models", sys.argv[2])
models = importlib.util.module_from_spec(spec)
sys.modules["models"] = models
spec.loader.exec_module(models)

with server.running(sys.argv[1]) as (origin, token):
    description = server.get(origin, "/openapi.json")
    read = 0
    for name, (path, method, operation) in calls.operations(description).items():
        schema = schema_of(operation)
        # None of these has been written yet.
        if method != "get" or not schema or name == "getDraftChange" or path.endswith("/revisions/{number}"):
            continue
        target = path
        query = {"with": "oslo"} if name == "matchMembers" else {}
        for one, value in calls.required(operation).items():
            if "{" + one + "}" in target:
                target = target.replace("{" + one + "}", str(value))
            else:
                query[one] = value
        content = server.get(origin, target + "?" + "&".join(f"{k}={v}" for k, v in query.items()), token)
        model = getattr(models, schema)
        model.model_validate(content)
        model.model_validate(calls.of_tomorrow(content))
        read += 1
    if read < 25:
        raise AssertionError(f"{read} answers were read")
    print(f"datamodel-code-generator: {read} answers")
