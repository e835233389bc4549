"""``python -I -S first_answer.py``: one function in a fresh process, from nothing to its answer.

Reads a task from standard input: the folder of the package, the handler, the event. Prints the
milliseconds of the import and of the first answer, its status, and the most memory that it held, in
kilobytes (0 where the system does not say).
"""

import json
import sys
import time
from pathlib import Path

task = json.load(sys.stdin)
sys.path.insert(0, task["folder"])
# What the Lambda runtime client has imported by the time it reaches the function.
import datetime  # noqa: E402, F401, ICN001
import importlib  # noqa: E402
import logging  # noqa: E402, F401

start = time.perf_counter()
module, _, name = task["handler"].rpartition(".")
handler = getattr(importlib.import_module(module), name)
imported = time.perf_counter()
stdout, sys.stdout = sys.stdout, sys.stderr


class Context:
    """What a handler may ask of its invocation."""

    function_name = "function"
    function_version = "$LATEST"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-central-1:000000000000:function:function"
    aws_request_id = "request"

    def get_remaining_time_in_millis(self) -> int:
        """The time that is left."""
        return 10_000


def most_memory() -> int:
    """The high-water mark of this program alone, not of the one that started it."""
    status = Path("/proc/self/status")
    rows = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    return next((int(row.split()[1]) for row in rows if row.startswith("VmHWM:")), 0)


answer = handler(task["event"], Context())
answered = time.perf_counter()
sys.stdout = stdout
print(
    json.dumps(
        {
            "import": (imported - start) * 1000,
            "first": (answered - imported) * 1000,
            "status": answer["statusCode"],
            "kilobytes": most_memory(),
        }
    )
)
