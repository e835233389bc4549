"""Which English text each translation was written against, and which translations are behind.

The front matter of every French, Dutch and German page holds ``source``: a hash of the body of the
English page that the translator had in front of them. A change of the English page makes the three
others stale until somebody has read them again and stamps them::

    python -m publishing.translations            # says which pages are stale
    python -m publishing.translations --stamp    # says that all of them follow the English pages
    python -m publishing.translations --stamp advances/apply.md

(with ``site`` on the path of Python, in the root of the repository).
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from functions.i18n.catalog import LANGUAGES

CONTENT = Path(__file__).resolve().parents[1] / "content"
ORIGINAL = "en"
TRANSLATIONS = tuple(language for language in LANGUAGES if language != ORIGINAL)
HASH_DIGITS = 12

FRONT_MATTER = re.compile(r"\A---\n(?P<lines>.*?)^---\n", re.DOTALL | re.MULTILINE)
STAMP = re.compile(r'^source: "(?P<source>\w+)"\n', re.MULTILINE)


def originals(content: Path = CONTENT) -> list[str]:
    """The English pages, by their place in the folder of their language."""
    folder = content / ORIGINAL
    return sorted(page.relative_to(folder).as_posix() for page in folder.rglob("*.md"))


def source_of(text: str) -> str:
    """The hash of the body of a page. Its front matter, and space at the ends, do not count.

    Raises:
        ValueError: the page has no front matter.
    """
    body = text[_front(text).end() :].strip()
    return hashlib.sha256(body.encode()).hexdigest()[:HASH_DIGITS]


def stamped(text: str) -> str | None:
    """The source that a page says it was written against; ``None`` if it does not say.

    Raises:
        ValueError: the page has no front matter.
    """
    found = STAMP.search(_front(text)["lines"])
    return found["source"] if found else None


def stamp(text: str, source: str) -> str:
    """The page with its source in the front matter, in the place of an older one or as last line.

    Raises:
        ValueError: the page has no front matter.
    """
    front = _front(text)
    lines = STAMP.sub("", front["lines"])
    return f'---\n{lines}source: "{source}"\n---\n{text[front.end() :]}'


def stale(content: Path = CONTENT) -> list[str]:
    """The translations that do not follow their English page, as ``fr/advances/apply.md``."""
    behind = []
    for page in originals(content):
        source = source_of(_read(content / ORIGINAL / page))
        behind += [
            f"{language}/{page}"
            for language in TRANSLATIONS
            if stamped(_read(content / language / page)) != source
        ]
    return behind


def stamp_pages(pages: Iterable[str], content: Path = CONTENT) -> None:
    """Say that the translations of these pages follow the English page as it is now."""
    for page in pages:
        source = source_of(_read(content / ORIGINAL / page))
        for language in TRANSLATIONS:
            path = content / language / page
            path.write_text(stamp(_read(path), source), encoding="utf-8")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _front(text: str) -> re.Match[str]:
    front = FRONT_MATTER.match(text)
    if front is None:
        raise ValueError("a page without front matter")
    return front


def main() -> int:
    """Say which translations are stale, or stamp them; 1 if some are stale."""
    parser = argparse.ArgumentParser(description="Which translations follow the English pages.")
    parser.add_argument("--stamp", action="store_true", help="say that they follow them now")
    parser.add_argument("pages", nargs="*", help="such as advances/apply.md; without any: all")
    options = parser.parse_args()
    if options.stamp:
        stamp_pages(options.pages or originals())
    behind = stale()
    sys.stdout.writelines(f"{page}\n" for page in behind)
    return int(bool(behind))


if __name__ == "__main__":
    sys.exit(main())
