"""Calls every operation by the client of openapi-python-client; runs where that is installed.

Arguments: the folder of the client, the address of the API, the file of the calls. Prints one line
of JSON for each call: its name, the status, and the body as the client understood it.
"""

import importlib
import inspect
import json
import pkgutil
import re
import sys
from pathlib import Path

folder, address, file = sys.argv[1:]
sys.path.insert(0, folder)
client_package = importlib.import_module("generated")
for module in pkgutil.walk_packages(client_package.__path__, "generated."):
    importlib.import_module(module.name)


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).replace(" ", "_").lower()


client = client_package.Client(base_url=address)
for call in json.loads(Path(file).read_text(encoding="utf-8")):
    module = f"generated.api.{snake(call['tag'])}.{snake(call['operation'])}"
    operation = importlib.import_module(module).sync_detailed
    arguments = {snake(name): value for name, value in call["parameters"].items()}
    if call["needs_key"]:
        arguments["idempotency_key"] = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
    if call["body"] is not None:
        kind = inspect.signature(operation).parameters["body"].annotation
        arguments["body"] = kind.from_dict(call["body"])
    response = operation(client=client, **arguments)
    parsed = None if response.parsed is None else response.parsed.to_dict()
    print(json.dumps({"name": call["name"], "status": response.status_code, "body": parsed}))
