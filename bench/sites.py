"""Sites with the same content, built in different ways, each in a folder of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bench.baselines.places import BUILD, ROOT
from functions.words.load import LANGUAGES, words

FOLDER = BUILD / "site"
CONTENT = ROOT / "site" / "content"
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
KEPT = ("title", "description")
"""What a stock theme reads of the front matter; our own templates it does not have."""


def ours(more: int) -> Path:
    """Our site, with so many per cent more pages of plain text: its ``mkdocs.yml``."""
    root = _fresh(f"ours-{more}")
    (root / "site").mkdir()
    for name in ("theme", "publishing", "assets", "paper"):
        (root / "site" / name).symlink_to(ROOT / "site" / name)
    shutil.copytree(CONTENT, root / "site" / "content")
    # Read as text: the tags that only MkDocs understands must stay.
    source = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    added = [
        f"    - {copied.relative_to(root / 'site' / 'content' / LANGUAGES[0]).as_posix()}"
        for copied in _copies(root / "site" / "content", more)
    ]
    config = root / "mkdocs.yml"
    config.write_text(source.rstrip("\n") + "\n" + "\n".join(added) + "\n", encoding="utf-8")
    return config


def stock(more: int) -> Path:
    """The same content in stock Material with the plugin for languages: its ``mkdocs.yml``."""
    root = _fresh(f"stock-{more}")
    for language in LANGUAGES:
        shutil.copytree(CONTENT / language, root / "docs" / language)
    _copies(root / "docs", more)
    for page in (root / "docs").rglob("*.md"):
        page.write_text(_plain(page.read_text(encoding="utf-8")), encoding="utf-8")
    config = root / "mkdocs.yml"
    config.write_text(yaml.safe_dump(stock_config(), sort_keys=False), encoding="utf-8")
    return config


def stock_config() -> Mapping[str, Any]:
    """As the theme and the plugin tell to set them up; no font from elsewhere."""
    names = words(LANGUAGES[0])
    return {
        "site_name": "Alimenta",
        "site_url": "https://alimenta.example/",
        "theme": {"name": "material", "font": False},
        "markdown_extensions": [
            "attr_list",
            "def_list",
            "tables",
            {"toc": {"permalink": True}},
        ],
        "plugins": [
            "search",
            {
                "i18n": {
                    "docs_structure": "folder",
                    "languages": [
                        {
                            "locale": language,
                            "name": names.text(f"common.languages.{language}"),
                            "build": True,
                            **({"default": True} if language == LANGUAGES[0] else {}),
                        }
                        for language in LANGUAGES
                    ],
                }
            },
        ],
    }


def govuk(page: Path, packages: Path) -> Path:
    """One page with the text of ours in the published bundle of govuk-frontend: its site."""
    root = _fresh("govuk")
    published = packages / "node_modules" / "govuk-frontend" / "dist" / "govuk"
    for name in ("govuk-frontend.min.css", "govuk-frontend.min.js"):
        shutil.copyfile(published / name, root / name)
    shutil.copytree(published / "assets", root / "assets")
    markup = page.read_text(encoding="utf-8")
    found = re.search(r"<article\b.*?</article>", markup, re.DOTALL) or re.search(
        r"<main\b.*?</main>", markup, re.DOTALL
    )
    text = _with_classes(found[0]) if found else markup
    (root / "index.html").write_text(GOVUK.format(text=text), encoding="utf-8")
    return root


GOVUK = """<!doctype html>
<html lang="en" class="govuk-template">
<head>
<meta charset="utf-8">
<title>Alimenta</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="stylesheet" href="/govuk-frontend.min.css">
</head>
<body class="govuk-template__body js-enabled govuk-frontend-supported">
<header class="govuk-template__header"><div class="govuk-width-container">Alimenta</div></header>
<div class="govuk-width-container"><main class="govuk-main-wrapper">{text}</main></div>
<footer class="govuk-footer"><div class="govuk-width-container">Alimenta</div></footer>
<script type="module" src="/govuk-frontend.min.js"></script>
</body>
</html>
"""
CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "table": "govuk-table",
    "a": "govuk-link",
}


def _with_classes(markup: str) -> str:
    for tag, name in CLASSES.items():
        markup = re.sub(rf"<{tag}(?=[ >])", f'<{tag} class="{name}"', markup)
    return markup


def _copies(content: Path, more: int) -> list[Path]:
    """Copy pages that no template of their own fills; those of the first language are told.

    Of a hundred such pages ``more`` are copied, spread over the whole site, the same in each
    language.
    """
    plain = [
        page.relative_to(content / LANGUAGES[0])
        for page in sorted((content / LANGUAGES[0]).rglob("*.md"))
        if page.name != "index.md" and "\ntemplate:" not in page.read_text(encoding="utf-8")
    ]
    told = []
    for number, page in enumerate(plain):
        if (number + 1) * more // 100 == number * more // 100:
            continue
        copied = page.with_name(f"{page.stem}-2.md")
        for language in LANGUAGES:
            shutil.copyfile(content / language / page, content / language / copied)
        told.append(content / LANGUAGES[0] / copied)
    return told


def _plain(page: str) -> str:
    """A page with what a stock theme reads of its front matter."""
    match = FRONT_MATTER.match(page)
    if match is None:
        return page
    front: Mapping[str, Any] = yaml.safe_load(match[1])
    kept = {name: front[name] for name in KEPT if name in front}
    return f"---\n{yaml.safe_dump(kept, allow_unicode=True)}---\n{page[match.end() :]}"


def _fresh(name: str) -> Path:
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
