"""Builds again and reloads when a source changes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from tools.dev.console import Problem
from tools.dev.site import build_site

LOGGER = logging.getLogger("server")
CODE = "functions"
WATCHED = ("site", CODE)
_SOURCES = {".csv", ".css", ".html", ".js", ".json", ".md", ".pdf", ".png", ".py", ".svg"}
_SOURCES |= {".toml", ".ttf", ".txt", ".woff2", ".xml", ".yaml", ".yml"}
_CHANGES = {"created", "deleted", "modified", "moved"}
_SETTLED_SECONDS = 0.1


class Reload(Protocol):
    """Takes the site as it is now, and the code of the functions where it has changed."""

    async def __call__(self, *, code: bool) -> None:
        """Take them."""


class _Listener(FileSystemEventHandler):
    """Passes changes of sources from the watcher's thread to the loop."""

    def __init__(self, changed: Callable[[Path], None]) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the watcher for everything that happens."""
        if event.is_directory or event.event_type not in _CHANGES:
            return
        for path in {Path(str(event.src_path)), Path(str(event.dest_path or event.src_path))}:
            if is_source(path):
                self._changed(path)


def is_source(path: Path) -> bool:
    """Whether a change of the file matters: no bytecode, no copies of an editor."""
    return path.suffix in _SOURCES and not path.name.startswith(".")


async def follow(root: Path, reload: Reload) -> None:
    """Watch the sources below ``root``; after each change build the site and call ``reload``."""
    loop = asyncio.get_running_loop()
    paths: set[Path] = set()
    changed = asyncio.Event()

    def note(path: Path) -> None:
        paths.add(path)
        changed.set()

    def notify(path: Path) -> None:
        loop.call_soon_threadsafe(note, path)

    listener = _Listener(notify)
    observer = Observer()
    for folder in WATCHED:
        observer.schedule(listener, str(root / folder), recursive=True)
    observer.schedule(listener, str(root), recursive=False)
    observer.start()
    left: set[Path] = set()
    try:
        while True:
            await changed.wait()
            await asyncio.sleep(_SETTLED_SECONDS)  # an editor saves in several steps
            changed.clear()
            # What could not be built or imported before is part of this change.
            left |= paths
            paths.clear()
            if not await _build():
                continue
            try:
                await reload(code=any((root / CODE) in path.parents for path in left))
                LOGGER.info("reloaded")
                left.clear()
            except Exception:  # a mistake being typed must not end the watching
                LOGGER.exception("not reloaded; what was there goes on")
    finally:
        observer.stop()


async def _build() -> bool:
    """Build the site if its sources changed. If that fails it says why, and the old site stays."""
    try:
        await asyncio.to_thread(build_site)
    except Problem as problem:
        LOGGER.error("%s", problem)  # noqa: TRY400 - what MkDocs says is enough
        return False
    return True
