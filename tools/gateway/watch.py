"""Builds again and reloads when a source changes."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

LOGGER = logging.getLogger("gateway")
WATCHED = ("site", "functions")
_SOURCES = {".csv", ".css", ".html", ".js", ".json", ".md", ".pdf", ".png", ".py", ".svg"}
_SOURCES |= {".toml", ".ttf", ".txt", ".woff2", ".xml", ".yaml", ".yml"}
_CHANGES = {"created", "deleted", "modified", "moved"}
_SETTLED_SECONDS = 0.2


class _Listener(FileSystemEventHandler):
    """Passes changes of sources from the watcher's thread to the loop."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the watcher for everything that happens."""
        if event.is_directory or event.event_type not in _CHANGES:
            return
        paths = (Path(str(event.src_path)), Path(str(event.dest_path or event.src_path)))
        if any(is_source(path) for path in paths):
            self._changed()


def is_source(path: Path) -> bool:
    """Whether a change of the file matters: no bytecode, no copies of an editor."""
    return path.suffix in _SOURCES and not path.name.startswith(".")


async def follow(root: Path, reload: Callable[[], Awaitable[None]]) -> None:
    """Watch the sources below ``root``; after each change build the site and call ``reload``."""
    loop = asyncio.get_running_loop()
    changed = asyncio.Event()

    def notify() -> None:
        loop.call_soon_threadsafe(changed.set)

    listener = _Listener(notify)
    observer = Observer()
    for folder in WATCHED:
        observer.schedule(listener, str(root / folder), recursive=True)
    observer.schedule(listener, str(root), recursive=False)
    observer.start()
    try:
        while True:
            await changed.wait()
            await asyncio.sleep(_SETTLED_SECONDS)  # an editor saves in several steps
            changed.clear()
            if not await _build(root):
                continue
            try:
                await reload()
                LOGGER.info("reloaded")
            except Exception:  # a mistake being typed must not end the watching
                LOGGER.exception("not reloaded; what was there goes on")
    finally:
        observer.stop()


async def _build(root: Path) -> bool:
    """Build the site if its sources changed. If that fails it says why, and the old site stays."""
    process = await asyncio.create_subprocess_exec(sys.executable, "dev.py", "build", cwd=root)
    try:
        return await process.wait() == 0
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
