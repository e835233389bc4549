"""``python -I -S first_answer.py``: the requests of one fresh process, one after the other.

Reads as JSON from standard input the folders to import from, and the requests: each a handler and
an event. Prints for each answer its status and its CPU time in milliseconds: that of the first
counts from the start of the process, that of another from the answer before.
"""

# Imported by the Lambda runtime client before it reaches a function.
import datetime  # noqa: F401, ICN001 - in the order of the runtime client
import importlib
import json
import logging  # noqa: F401
import sys
import time

task = json.load(sys.stdin)
sys.path[:0] = task["folders"]
stdout, sys.stdout = sys.stdout, sys.stderr
answers = []
before = 0.0
for path, event in task["requests"]:
    module, _, name = path.rpartition(".")
    response = getattr(importlib.import_module(module), name)(event, None)
    now = time.process_time()
    answers.append({"status": response["statusCode"], "cpu": (now - before) * 1000})
    before = now
stdout.write(json.dumps(answers))
