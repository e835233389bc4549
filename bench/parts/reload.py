"""How long it takes until a browser may load a changed page again.

From the moment at which a file is saved to the moment at which the gateway tells the open page that
it has changed, with the new page ready: watching, build, and notice.
"""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.console import say
from bench.measurement import Options, interleaved, spread
from bench.results import Result, Table, Target
from tests.support.work_tree import copied, environment_of
from tools.dev.port import HOST
from tools.gateway.live_reload import EVENTS_PATH
from tools.gateway.subprocess_server import gateway_command, port_in

WAIT_SECONDS = 120
LONGEST = 1.2
"""The seconds on a quiet machine that somebody waits for a change."""
SETTLED_SECONDS = 6.0
"""After a page is shown, the rest of the site is built."""
CHANGES: Mapping[str, tuple[str, str]] = {
    "page": ("site/content/fr/advances/apply.md", "\n{mark}\n"),
    "sentence": ("functions/i18n/fr/common.toml", "\n[mark]\nof = '{mark}'\n"),
    "style": ("site/styles/text.css", "\n:root {{ --mark: {mark} }}\n"),
    "template": ("site/theme/base.html", "<!-- {mark} -->\n"),
    "function": ("functions/pages/page_shell.py", "\n# {mark}\n"),
}
"""For each kind of change a file, and what is added at its end."""


def measure(options: Options) -> Result:
    """Each kind of change while a page is open."""
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(Path(folder) / "tree")
        say("  building the site ...")
        with _serving(tree) as port:
            cases = {kind: _change(tree, port, kind) for kind in CHANGES}
            taken = interleaved(cases, max(3, options.rounds // 3), "changes")
    rows = {kind: (spread(seconds),) for kind, seconds in taken.items()}
    note = "From the end of writing the file to the event of the open page, in French."
    targets = tuple(
        Target(f"{kind} shown after, s", found.median, at_most=LONGEST)
        for kind, (found,) in rows.items()
    )
    return Result((Table("change of a source", ("shown after, s",), rows),), targets, (note,))


@contextmanager
def _serving(tree: Path) -> Iterator[int]:
    environment = environment_of(tree)
    build = [sys.executable, "-c", "from tools.dev.site import build_site; build_site()"]
    subprocess.run(build, cwd=tree, env=environment, check=True)
    log = tree / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*gateway_command(), "--reload"],
            cwd=tree,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield port_in(log, process)
    finally:
        process.terminate()
        process.wait(30)


def _change(tree: Path, port: int, kind: str) -> Callable[[], float]:
    name, added = CHANGES[kind]
    file = tree / name
    before = file.read_text(encoding="utf-8")

    def change() -> float:
        """Change the file, and wait until the page must be loaded again."""
        seen = _version(port, None)
        file.write_text(before + added.format(mark=time.time_ns()), encoding="utf-8")
        start = time.perf_counter()
        while _version(port, seen) == seen:
            if time.perf_counter() - start > WAIT_SECONDS:
                raise TimeoutError(kind)
        taken = time.perf_counter() - start
        time.sleep(SETTLED_SECONDS)
        return taken

    return change


def _version(port: int, seen: str | None) -> str:
    """The version of the open page: as a browser asks for it, waiting for one that is new."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    headers = {} if seen is None else {"last-event-id": seen}
    connection.request("GET", f"{EVENTS_PATH}?fr", headers=headers)
    (version,) = re.findall("^id: (.+)$", connection.getresponse().read().decode(), re.MULTILINE)
    connection.close()
    return str(version)
