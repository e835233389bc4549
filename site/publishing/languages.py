"""One plain MkDocs build per language, all composed from the one ``mkdocs.yml``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from itertools import chain
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, MkDocsException

from functions.calculators.load import load
from functions.calculators.registry import CALCULATORS
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.reference import api_description
from publishing import (
    accessibility,
    assets,
    contract,
    embedding,
    figures,
    letters,
    news_feed,
    offline,
    page_figures,
    paper_forms,
    paper_pages,
    publisher,
    rule_feed,
    simulators,
    statistics,
    tools,
    worked_examples,
)
from publishing.kept import Kept, own_code
from publishing.paper.build import build_forms
from publishing.paper.letters import build_letters

CONTENT = Path("site/content")
KEPT = Path(__file__).resolve().parents[2] / "build" / "cache" / "pages"
"""What the last build made of the pages of each language."""
FORKED = get_context("fork")
"""A process of a language goes on with what was read before it started."""


def language_of(config: MkDocsConfig) -> str | None:
    """The language that a configuration builds; ``None`` for the page at ``/``."""
    language: str | None = config.extra.get("language")
    return language


def choice(config: MkDocsConfig) -> dict[str, Any]:
    """What the templates at the root need: the words of every language, the page of components."""
    return _in_every_site(config) | {
        "components": assets.components(),
        "words": {code: catalog_of(code).entries for code in LANGUAGES},
    }


def read_shared() -> None:
    """Read what every language needs, once: a process of a language then has it already.

    No sentence, figure of the law or template: a process that stays reads these anew.
    """
    for name in CALCULATORS:
        load(name)
    api_description.document()
    assets.material_layer()


def start(config: MkDocsConfig, paper: Path, languages: Iterable[str]) -> dict[str, ForkProcess]:
    """Begins to build languages, each in its own process, into their folders of the site."""
    running = {
        language: FORKED.Process(target=_build, args=(config, language, paper / language))
        for language in languages
    }
    for process in running.values():
        process.start()
    return running


def finish(running: Mapping[str, ForkProcess], site: Path) -> None:
    """Waits for the languages that are being built, and writes what is made of all of them.

    Raises:
        BuildError: one of them does not build; its process has printed why.
    """
    for process in running.values():
        process.join()
    if failed := [language for language, process in running.items() if process.exitcode]:
        raise BuildError(f"not built: {', '.join(failed)}")
    offline.write_worker(site)


def _build(config: MkDocsConfig, language: str, paper: Path) -> None:
    try:
        if config.extra.get("prints_papers", True):
            older = bool(config.extra.get("older_papers"))
            build_forms(paper, language, older=older)
            build_letters(paper, language, older=older)
        configuration = language_config(config, language, paper)
        kept = configuration.extra["kept"] = Kept(KEPT / f"{language}.json", own_code())
        build(configuration)
        embedding.write_frames(Path(configuration.site_dir), language)
        if config.strict:  # else a page that was built may have a mistake, to be said again
            kept.save()
    except MkDocsException as error:
        error.show()
        sys.exit(1)


def language_config(config: MkDocsConfig, language: str, paper: Path) -> MkDocsConfig:
    """The configuration of one language; as strict as the one it is made from.

    ``paper`` is the folder of its forms and letters.
    """
    root = Path(config.config_file_path).parent
    return load_config(
        config.config_file_path,
        strict=config.strict,
        docs_dir=str(root / CONTENT / language),
        site_dir=str(Path(config.site_dir) / language),
        site_url=f"{config.site_url}{language}/",
        nav=letters.with_letter_pages(paper_pages.with_form_pages(listed_pages(config))),
        theme={
            "name": None,
            "custom_dir": config.theme.custom_dir,
            "static_templates": ["404.html", "offline.html"],
        },
        extra={
            **config.extra,
            **_in_every_site(config),
            **_in_one_language(language, paper),
            "operations": contract.operations_to_try(_api(config), language),
        },
    )


def listed_pages(config: MkDocsConfig) -> list[Any]:
    """The pages of a menu: those of the configuration, then the other calculators of each part."""
    listed: list[Any] = config.extra["pages"]
    named = {page for part in listed if isinstance(part, dict) for page in chain(*part.values())}
    left = [page for entry in CALCULATORS.values() if (page := f"{entry.page}.md") not in named]
    return [
        {
            name: [*pages, *(page for page in left if page.startswith(f"{name}/"))]
            for name, pages in part.items()
        }
        if isinstance(part, dict)
        else part
        for part in listed
    ]


def _api(config: MkDocsConfig) -> str:
    """The base address of the API of this site."""
    api: str = config.extra["api"]
    return f"{(config.site_url or '').rstrip('/')}{api}"


def _in_every_site(config: MkDocsConfig) -> dict[str, Any]:
    return {
        "origin": config.site_url,
        "assets": assets.addresses(),
        "publisher": publisher.publisher(),
        "languages": [
            {"code": code, "name": catalog_of(code).entries[f"common.languages.{code}"]}
            for code in LANGUAGES
        ],
    }


def _in_one_language(language: str, paper: Path) -> dict[str, Any]:
    """Everything the templates show that is not in the Markdown pages, as plain data."""
    spoken, forms = catalog_of(language), paper / "forms"
    return {
        "language": language,
        "t": spoken.entries,
        "figures": figures.groups(spoken),
        "sources": figures.sources(spoken),
        "sources_hold": figures.sources_hold(spoken),
        "out_of_date": figures.out_of_date(spoken, page_figures.build_day()),
        "rule_feed": rule_feed.ADDRESS,
        "news_feed": news_feed.ADDRESS,
        "forms": paper_forms.grouped(spoken, forms),
        "forms_folder": str(forms),
        "letters": letters.grouped(spoken),
        "letters_folder": str(paper / "letters"),
        "embedding": embedding.offered(spoken),
        "letter_regions": letters.regions(language),
        "paper_pages": paper_pages.sheets(language),
        "simulators": simulators.empty_forms(language),
        "statistics": statistics.charts(spoken),
        "accessibility": accessibility.statement(spoken, page_figures.build_day()),
        "tools": tools.situations(spoken),
        "schemas": contract.schemas(),
        "worked_examples": worked_examples.worked_examples(spoken),
    }
