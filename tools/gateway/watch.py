"""Builds again and reloads when a source changes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from functions.i18n.catalog import LANGUAGES
from tools.dev.build_client import BuildClient
from tools.dev.console import Problem
from tools.dev.site import Preview, build_site

LOGGER = logging.getLogger("server")
CODE = "functions"
WATCHED = ("site", CODE)
_SOURCES = {".csv", ".css", ".html", ".js", ".json", ".md", ".pdf", ".png", ".py", ".svg"}
_SOURCES |= {".toml", ".ttf", ".txt", ".woff2", ".xml", ".yaml", ".yml"}
_WHOLE = {"closed", "deleted", "moved"}
"""What happens to a file that is not being written at that moment."""
_CHANGES = {"created", "modified", *_WHOLE}
_SETTLED_SECONDS = 0.1
_WHOLE_SECONDS = 0.03
"""How long nothing happens before a change is taken to be complete."""


class Note(Protocol):
    """Notes a change of a file."""

    def __call__(self, path: Path, *, is_whole: bool) -> None:
        """Note it."""


class Shown(Protocol):
    """What is shown to whoever works on the sources: it takes them as they are now."""

    @property
    def language(self) -> str | None:
        """The language of the page that somebody looks at, where that is known."""

    async def take_code(self) -> None:
        """Take the code of the functions."""

    def take_site(self, *, all_changed: bool) -> None:
        """Take the built site; ``all_changed`` says that every open page may have changed."""


class _Listener(FileSystemEventHandler):
    """Passes changes of sources from the watcher's thread to the loop."""

    def __init__(self, changed: Note) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the watcher for everything that happens."""
        if event.is_directory or event.event_type not in _CHANGES:
            return
        for path in {Path(str(event.src_path)), Path(str(event.dest_path or event.src_path))}:
            if is_source(path):
                self._changed(path, is_whole=event.event_type in _WHOLE)


def is_source(path: Path) -> bool:
    """Whether a change of the file matters: no bytecode, no copies of an editor."""
    return path.suffix in _SOURCES and not path.name.startswith(".")


async def follow(root: Path, shown: Shown, builder: BuildClient | None = None) -> None:
    """Watch the sources below ``root``; after each change build the site and show it."""
    changes = _Changes()
    observer = Observer()
    for folder in WATCHED:
        observer.schedule(changes.listener, str(root / folder), recursive=True)
    observer.schedule(changes.listener, str(root), recursive=False)
    observer.start()
    builder = builder or BuildClient()
    left: set[Path] = set()
    try:
        await asyncio.to_thread(builder.prepare)
        while True:
            # What could not be built or imported before is part of this change.
            left |= await changes.next()
            if await _Update(root, shown, builder, left).made(changes):
                left.clear()
    finally:
        observer.stop()
        builder.close()


class _Changes:
    """The sources that have changed since they were last asked for."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._paths: set[Path] = set()
        self._changed = asyncio.Event()
        self._is_whole = False
        self.listener = _Listener(self._notify)

    def _notify(self, path: Path, *, is_whole: bool) -> None:
        self._loop.call_soon_threadsafe(self._note, path, is_whole)

    def _note(self, path: Path, is_whole: bool) -> None:
        self._paths.add(path)
        self._is_whole = is_whole
        self._changed.set()

    async def any(self) -> None:
        """Wait for a change."""
        await self._changed.wait()

    async def next(self) -> set[Path]:
        """Wait for a change and what belongs to it: an editor saves in several steps."""
        await self._changed.wait()
        while self._changed.is_set():
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_WHOLE_SECONDS if self._is_whole else _SETTLED_SECONDS):
                    await self._changed.wait()
        paths, self._paths = self._paths, set()
        return paths


class _Update:
    """One build, and what is shown of it."""

    def __init__(self, root: Path, shown: Shown, builder: BuildClient, paths: set[Path]) -> None:
        self._loop = asyncio.get_running_loop()
        self._shown = shown
        self._builder = builder
        self._code = any(root / CODE in path.parents for path in paths)
        self._language = _language_of(paths) or shown.language
        self._is_previewed = asyncio.Event()
        self._taking: asyncio.Task[bool] | None = None

    async def made(self, changes: _Changes) -> bool:
        """Build and show; a change after the preview ends what is left of it."""
        # The build first: taking the code keeps the loop busy.
        building = self._loop.run_in_executor(None, self._build)
        self._taking = asyncio.create_task(self._take_code())
        outdated = asyncio.create_task(self._is_outdated(changes))
        try:
            both: list[asyncio.Future[Any]] = [building, outdated]
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if not building.done():
                self._builder.stop()
            has_code = await self._taking
            is_built = await building
            if is_built and has_code:
                self._show()
            return is_built and has_code
        finally:
            outdated.cancel()

    async def _is_outdated(self, changes: _Changes) -> None:
        await self._is_previewed.wait()
        await changes.any()

    async def _take_code(self) -> bool:
        if self._code:
            try:
                await self._shown.take_code()
            except Exception:  # a mistake being typed must not end the watching
                LOGGER.exception("not reloaded; what was there goes on")
                return False
        return True

    def _build(self) -> bool:
        """Build the site if its sources changed. If that fails, say why; the old site stays."""
        language = self._language
        preview = None if language is None else Preview(language, self._preview)
        try:
            build_site(builder=self._builder, preview=preview)
        except Problem as problem:
            if not self._is_previewed.is_set():
                LOGGER.error("%s", problem)  # noqa: TRY400 - what MkDocs says is enough
            return False
        return True

    def _preview(self) -> None:
        asyncio.run_coroutine_threadsafe(self._show_preview(), self._loop).result()

    async def _show_preview(self) -> None:
        if self._taking is None or await self._taking:
            self._show()
        self._is_previewed.set()

    def _show(self) -> None:
        """Show what is built; the first time after a change of code, every answer may be new."""
        self._shown.take_site(all_changed=self._code)
        LOGGER.info("reloaded")
        self._code = False


def _language_of(paths: Iterable[Path]) -> str | None:
    """The language whose texts alone have changed, if it is one."""
    found = {
        next((part for part in (*path.parts, path.stem) if part in LANGUAGES), None)
        for path in paths
    }
    return found.pop() if len(found) == 1 else None
