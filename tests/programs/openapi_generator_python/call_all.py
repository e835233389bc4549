"""Calls every operation by the Python client of openapi-generator; runs where that is installed.

Arguments and output are those of ``python_client/call_all.py``.
"""

import importlib
import json
import re
import sys
from pathlib import Path

folder, address, file = sys.argv[1:]
sys.path.insert(0, folder)
package = importlib.import_module("openapi_client")


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


client = package.ApiClient(package.Configuration(host=address))
for call in json.loads(Path(file).read_text(encoding="utf-8")):
    api = getattr(package, f"{call['tag'].replace(' ', '')}Api")(client)
    arguments = {snake(name): value for name, value in call["parameters"].items()}
    if call["needs_key"]:
        arguments["idempotency_key"] = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
    if call["body"] is not None:
        model = getattr(package, call["schema"])
        arguments[snake(call["schema"])] = model.from_dict(call["body"])
    try:
        found = getattr(api, f"{snake(call['operation'])}_with_http_info")(**arguments)
        data = found.data if isinstance(found.data, dict) else json.loads(found.data.to_json())
        line = {"status": found.status_code, "body": data}
    except package.ApiException as refused:
        line = {"status": refused.status, "body": json.loads(refused.body)}
    print(json.dumps({"name": call["name"], **line}))
