"""What MkDocs calls while it builds. The page at ``/`` first, then the site of each language."""

from __future__ import annotations

import sys
from hashlib import sha256
from itertools import chain
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]
# MkDocs loads a hook by its path: the packages beside it must be made known first.
for folder in (ROOT, ROOT / "site"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from functions.i18n.catalog import LANGUAGES, catalog_of  # noqa: E402 - needs the folders above
from functions.pages.environment import environment  # noqa: E402 - likewise
from publishing import (  # noqa: E402 - likewise
    address_codes,
    assets,
    embedding,
    languages,
    letters,
    news_feed,
    page_figures,
    page_parts,
    paper_forms,
    paper_pages,
    rendered,
    rule_feed,
    security_txt,
)
from publishing.finding.build import finding  # noqa: E402 - likewise
from publishing.service_descriptions.cpsv_ap import service_files  # noqa: E402 - likewise
from publishing.service_descriptions.schema_org import structured  # noqa: E402 - likewise

COMPILED_FOLDER = ROOT / "build" / "templates"
COMPILED_FOLDER.mkdir(parents=True, exist_ok=True)
GENERATOR = sha256((ROOT / "functions" / "pages" / "template_code.py").read_bytes()).hexdigest()
COMPILED = FileSystemBytecodeCache(str(COMPILED_FOLDER), f"{GENERATOR[:8]}_%s.cache")
"""The templates as the last build compiled them.

Those that changed are compiled again; all of them are when what writes their code changed.
"""
for templates in (
    environment(),
    paper_pages.sheet_templates(),
    page_figures.page_templates(),
):
    templates.bytecode_cache = COMPILED


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Gives the templates of the page at ``/`` the words of all four languages."""
    if languages.language_of(config) is None:
        languages.read_shared()
        config.extra |= languages.choice(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds what no content folder holds: the shared assets at the root, the papers per language.

    When those of the page at ``/`` are known, the builds of the languages start.
    """
    language = languages.language_of(config)
    added = [
        assets.shared_files(config),
        embedding.shared_files(config),
        service_files(config),
        security_txt.security_files(config),
    ]
    if language is not None:
        added = [
            address_codes.code_files(config, config.extra["kept"]),
            paper_forms.form_files(config, Path(config.extra["forms_folder"])),
            paper_pages.page_files(config, language),
            letters.letter_files(config, Path(config.extra["letters_folder"])),
            letters.page_files(config, language),
            embedding.page_files(config, language),
            rule_feed.feed_files(config, catalog_of(language)),
        ]
    for file in chain.from_iterable(added):
        files.append(file)
    if language is None:
        wanted = config.extra.get("only", LANGUAGES)
        config.extra["building"] = languages.start(config, _paper(config), wanted)
    else:
        config.extra["renderer"] = rendered.Renderer(config.extra["kept"], config, files)
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Has the Markdown of a page rendered only where it is not known from a build before."""
    del files
    if (renderer := config.extra.get("renderer")) is not None:
        # MkDocs has no hook that renders in its place.
        page.render = lambda config, files: renderer.render(page, config)  # type: ignore[method-assign]  # noqa: ARG005
    return page


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Fills in the figures of the day of the build, before MkDocs reads the page."""
    language = languages.language_of(config)
    if language is None:
        return None
    place = f"{config.docs_dir}/{page.file.src_uri}".removeprefix(f"{ROOT}/")
    source = page.file.content_string
    return page_figures.fill_in(source, catalog_of(language), page_figures.build_day(), place)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Lets templates show our pictures; the page that finds every page gets its list of them."""
    env.bytecode_cache = COMPILED
    env.globals["picture"] = lambda name: assets.picture(f"{name}.svg")
    language = languages.language_of(config)
    if language is not None:
        catalog = catalog_of(language)
        env.globals["arranged"] = lambda content: page_parts.arranged(content, catalog)
        origin = config.extra["origin"]
        env.globals["structured"] = lambda page: structured(page, language, origin)
        env.filters["labelled"] = page_parts.with_labels
        config.extra["finding"] = finding(config, files)
        news_feed.write_feed(config, files, catalog)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Once the page at ``/`` is built, waits for the languages beside it."""
    if languages.language_of(config) is None:
        languages.finish(config.extra.pop("building"), Path(config.site_dir))


def _paper(config: MkDocsConfig) -> Path:
    """The folder of the forms and letters of a site."""
    return Path(config.site_dir).with_name("paper")
