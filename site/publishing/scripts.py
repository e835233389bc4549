"""Puts each script of a page and the modules that it imports into one file: one request for all.

A module becomes a function that is called once and gives what it exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"\./([\w.-]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function) (\w+))", re.MULTILINE)
COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
SPACES = re.compile(r"\n\s+")
"""Between lines: no text of a script goes over several."""
ENDING = ".js"


def bundled(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, each script with what it imports; what is imported is no file of its own.

    Comments stay in the sources.
    """
    texts = {
        name: COMMENT.sub("", file.decode())
        for name, file in files.items()
        if name.endswith(ENDING)
    }
    imported = {name for text in texts.values() for _, name in IMPORT.findall(text)}
    scripts = {name: SPACES.sub("\n", _bundle(texts, name)).encode() for name in texts}
    return {name: scripts.get(name, file) for name, file in files.items() if name not in imported}


def _bundle(texts: Mapping[str, str], name: str) -> str:
    modules = dict.fromkeys(_modules(texts, name))
    return "".join(_called_once(texts[each], each) for each in modules) + _linked(texts[name])


def _modules(texts: Mapping[str, str], name: str) -> Iterator[str]:
    """The modules that a script needs, each after those that it needs itself."""
    for _, imported in IMPORT.findall(texts[name]):
        yield from _modules(texts, imported)
        yield imported


def _called_once(text: str, name: str) -> str:
    exported = ", ".join(EXPORT.findall(text))
    body = EXPORT.sub("", _linked(text))
    return f"const {_variable(name)} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _linked(text: str) -> str:
    """The text with what it imports taken from the results of those functions."""
    return IMPORT.sub(
        lambda match: f"const {match[1]} = {_variable(match[2])};\n" if match[1] else "", text
    )


def _variable(name: str) -> str:
    return f"{PurePath(name).stem}_module"
